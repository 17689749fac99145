"""Lập hồ sơ, and its days: registered, taken into the plan."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction

from accounts.actions import audit
from accounts.models import User
from communes.models import Unit
from directives.actions.documents import refuse_stale
from dossiers.models import Dossier, DossierMove, Procedure
from dossiers.permissions import may_amend_dossier, may_open_dossier
from ntm_portal.vietnamese import day

# How far ahead a place registers: it does so the year before.
YEARS_AHEAD = 1


@transaction.atomic
def open_dossier(*, unit: Unit, year: int, by: User, at: dt.datetime, today: dt.date) -> Dossier:
    """Lập hồ sơ for a place and year, by the procedure of that year; asked for twice it is opened once."""
    if not may_open_dossier(by, unit):
        raise PermissionDenied
    if found := Dossier.objects.filter(unit=Unit.objects.held().get(pk=unit.pk), year=year).first():
        return found
    procedure = Procedure.objects.for_year(unit.level, year).first()
    if procedure is None or year > today.year + YEARS_AHEAD:
        raise ValidationError(f"Chưa có thủ tục công nhận cho năm {year}.")
    dossier = Dossier(
        unit=unit, year=year, procedure=procedure, due_on=procedure.due_in(year), opened_at=at, sample=by.sample
    )
    _save(dossier, by, at)
    audit(by=by, at=at, action="Lập hồ sơ công nhận", subject=str(dossier))
    return dossier


@transaction.atomic
def amend_dossier(
    *,
    dossier: Dossier,
    seen: int,
    due_on: dt.date,
    by: User,
    at: dt.datetime,
    today: dt.date,
    registered_on: dt.date | None = None,
    registration: str = "",
    planned_on: dt.date | None = None,
    plan: str = "",
) -> Dossier:
    """Ghi ngày đăng ký, đưa vào kế hoạch, hạn trình; refused if somebody changed it since it was opened."""
    held = Dossier.objects.select_for_update(no_key=True, of=("self",)).select_related("unit").get(pk=dossier.pk)
    if not may_amend_dossier(by, held):
        raise PermissionDenied
    refuse_mixing(held, by)
    refuse_handed_in(held)
    refuse_stale(held, seen)
    days = {"registered_on": registered_on, "planned_on": planned_on}
    refuse_future(days, today)
    for name, value in (days | {"registration": registration, "plan": plan, "due_on": due_on}).items():
        setattr(held, name, value)
    _save(held, by, at)
    audit(by=by, at=at, action="Ghi ngày của hồ sơ", subject=str(held))
    return held


def refuse_future(days: dict[str, dt.date | None], today: dt.date) -> None:
    """Nothing is dated in the future."""
    if late := {name for name, moment in days.items() if moment and moment > today}:
        said = f"Ngày này chưa đến, hôm nay là {day(today)}."
        raise ValidationError(dict.fromkeys(sorted(late), said))


def refuse_mixing(record: models.Model, by: User) -> None:
    """A sample account changes nothing real, nor the other way: the demonstration must go without a trace."""
    if record.sample != by.sample:
        raise ValidationError(
            "Đây là hồ sơ minh họa, không ghi bằng tài khoản thật."
            if record.sample
            else "Tài khoản minh họa không ghi vào hồ sơ thật."
        )


def refuse_handed_in(held: Dossier) -> None:
    """Say who handed the dossier in, when, and what opens it again."""
    if lock := DossierMove.objects.lock_on(held):
        raise ValidationError(lock.lock_words)


def _save(dossier: Dossier, by: User, at: dt.datetime) -> None:
    """The history carries the moment the portal learnt it, so that a page can be asked what was known then."""
    dossier.full_clean()
    dossier._history_user, dossier._history_date = by, at
    dossier.save()
