"""Writes to tasks: given with a document, corrected, and taken back while nobody has answered."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from communes.models import Department, Unit
from directives.actions.documents import held_row, refuse_mixing, refuse_stale
from directives.enums import AppliesTo
from directives.models import Directive, Obligation
from directives.permissions import directives_editable_by, obligations_editable_by


@transaction.atomic
def add_obligation(
    *,
    directive: Directive,
    by: User | None,
    units: Sequence[Unit] = (),
    bodies: Sequence[Department] = (),
    answering_bodies: Sequence[Department] = (),
    **fields: object,
) -> Obligation:
    """Giao nhiệm vụ: what a clause asks, of whom, by when, who answers, and what decides that it is done."""
    if by and not directives_editable_by(by).filter(pk=directive.pk).exists():
        raise PermissionDenied
    obligation = Obligation(directive=directive, sample=bool(by and by.sample), **fields)
    obligation.answering_posts = list(obligation.answering_posts)
    _keep(obligation, units, bodies, answering_bodies, by)
    audit(by=by, action="Giao nhiệm vụ", subject=str(obligation), detail=detail_of(obligation))
    return obligation


@transaction.atomic
def amend_obligation(
    *,
    obligation: Obligation,
    seen: int,
    by: User,
    units: Sequence[Unit] = (),
    bodies: Sequence[Department] = (),
    answering_bodies: Sequence[Department] = (),
    **fields: object,
) -> Obligation:
    """Sửa nhiệm vụ: refused if somebody else changed it since it was opened; what it was stays in its history."""
    held = held_row(obligations_editable_by(by), obligation)
    refuse_stale(held, seen)
    refuse_mixing(held, by)
    for name, value in fields.items():
        setattr(held, name, value)
    _keep(held, units, bodies, answering_bodies, by)
    audit(by=by, action="Sửa nhiệm vụ", subject=str(held), detail=detail_of(held))
    return held


@transaction.atomic
def withdraw_obligation(*, obligation: Obligation, reason: str, by: User) -> None:
    """Rút nhiệm vụ ghi nhầm: only while nothing was recorded and no more time was asked for."""
    held = held_row(obligations_editable_by(by), obligation)
    if not reason.strip():
        raise ValidationError({"reason": "Nêu lý do."})
    refuse_mixing(held, by)
    if held.fulfilments.exists() or held.extensions.exists():
        raise ValidationError("Nhiệm vụ đã có kết quả hoặc đề nghị gia hạn: sửa thay vì rút.")
    audit(by=by, action="Rút nhiệm vụ", subject=str(held), detail={"reason": reason.strip()})
    held._history_user, held._change_reason = by, reason.strip()[:100]
    held.delete()


def detail_of(obligation: Obligation) -> dict:
    """What the audit line keeps: the day, or how often it comes again."""
    due_on = obligation.due_on.isoformat() if obligation.due_on else obligation.recurrence or "thường xuyên"
    return {"han": due_on}


def _keep(
    obligation: Obligation,
    units: Sequence[Unit],
    bodies: Sequence[Department],
    answering_bodies: Sequence[Department],
    by: User | None,
) -> None:
    _refuse_unanswered(obligation, units, bodies, answering_bodies)
    obligation.full_clean()
    obligation._history_user = by
    obligation.save()
    obligation.units.set(units if obligation.applies_to == AppliesTo.COMMUNES else ())
    obligation.bodies.set(bodies if obligation.applies_to == AppliesTo.BODIES else ())
    obligation.answering_bodies.set(answering_bodies)


def _refuse_unanswered(
    obligation: Obligation,
    units: Sequence[Unit],
    bodies: Sequence[Department],
    answering_bodies: Sequence[Department],
) -> None:
    """Somebody answers for each task, and a task of bodies says of which."""
    if obligation.applies_to == AppliesTo.BODIES and not bodies:
        raise ValidationError({"bodies": "Chọn cơ quan, đoàn thể được giao."})
    if not obligation.answering_posts and not answering_bodies and not bodies:
        raise ValidationError({"answering_posts": "Chọn chức vụ hoặc cơ quan chịu trách nhiệm."})
    begun = obligation.begins_on
    if begun and begun < obligation.directive.issued_on:
        raise ValidationError({"begins_on": "Ngày giao phải từ ngày ban hành văn bản trở đi."})
