"""Trình hồ sơ, and what opens it again: each a step that is added; between them nobody writes in the dossier."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import OuterRef, Subquery

from accounts.actions import audit
from accounts.models import User
from communes.enums import Level
from dossiers.actions.dossiers import refuse_future, refuse_mixing
from dossiers.enums import Move, PartState
from dossiers.models import Dossier, DossierDocument, DossierMove
from dossiers.models.move import decisions_of
from dossiers.permissions import may_amend_dossier
from dossiers.rules.moves import move_fault
from ntm_portal.vietnamese import day

STALE = (
    "Hồ sơ có thay đổi trong lúc trang này mở. Nội dung hiện có ở bên cạnh; kiểm tra rồi bấm lần nữa để trình theo "
    "nội dung đó."
)


@transaction.atomic
def hand_in(
    *, dossier: Dossier, on: dt.date, seen: int, by: User, at: dt.datetime, today: dt.date, paper: str = "",
    reason: str = "",
) -> DossierMove:  # fmt: skip
    """Trình hồ sơ with the papers its writer saw (`seen`: see `written_so_far`); an incomplete one says why it goes.

    Sent twice it is handed in once."""
    held = _held(dossier, by)
    move = DossierMove(kind=Move.HANDED_IN, on=on, paper=paper.strip(), reason=reason.strip())
    if (last := DossierMove.objects.last_of(held)) and _same(last, move, by):
        return last
    _refuse(held, move, today)
    if written_so_far(held) != seen:
        raise ValidationError(STALE)
    if held.planned_on and on < held.planned_on:
        raise ValidationError({"on": f"Ngày trình phải từ ngày đưa vào kế hoạch ({day(held.planned_on)}) trở đi."})
    newest = _newest(held)
    if any(line.issued_on and line.issued_on > on for line in newest.values()):
        raise ValidationError({"on": "Hồ sơ có văn bản ký sau ngày này."})
    items = list(held.procedure.items.order_by("position").values_list("pk", flat=True))
    signed = {pk for pk, line in newest.items() if line.state == PartState.SIGNED}
    if not move.reason and not signed.issuperset(items):
        raise ValidationError({"reason": "Hồ sơ còn thành phần chưa ký: nêu lý do vẫn trình."})
    move.contents = {"parts": {str(pk): newest[pk].version if pk in newest else 0 for pk in items}}
    if held.unit.level == Level.DISTRICT:
        move.contents["decided"] = decisions_of(held.unit, on, at)
    return _added(held, move, by, at, "Trình hồ sơ")


@transaction.atomic
def reopen(
    *, dossier: Dossier, kind: Move, on: dt.date, reason: str, seen: int, by: User, at: dt.datetime, today: dt.date,
    paper: str = "",
) -> DossierMove:  # fmt: skip
    """Rút hồ sơ, or write down that whoever received it sent it back or asks for more; `seen`: the step it follows.

    Sent twice it is written once."""
    held = _held(dossier, by)
    move = DossierMove(kind=kind, on=on, paper=paper.strip(), reason=reason.strip())
    last = DossierMove.objects.last_of(held)
    if last and _same(last, move, by):
        return last
    if last and last.number != seen:
        raise ValidationError("Hồ sơ vừa có bước khác, hiện ở bên cạnh; kiểm tra rồi bấm lần nữa.")
    _refuse(held, move, today)
    return _added(held, move, by, at, move.get_kind_display())


def written_so_far(dossier: Dossier) -> int:
    """How many lines were ever written in a dossier: another number means that another dossier was looked at."""
    rows = (dossier.documents, dossier.votes, dossier.surveys, dossier.moves, dossier.history)
    return sum(each.count() for each in rows)


def _held(dossier: Dossier, by: User) -> Dossier:
    rows = Dossier.objects.select_for_update(no_key=True, of=("self",)).select_related("unit__parent", "procedure")
    held = rows.get(pk=dossier.pk)
    if not may_amend_dossier(by, held):
        raise PermissionDenied
    refuse_mixing(held, by)
    return held


def _same(last: DossierMove, move: DossierMove, by: User) -> bool:
    """The same step of the same writer, sent a second time."""
    names = ("kind", "on", "paper", "reason")
    return last.recorded_by_id == by.pk and all(getattr(last, name) == getattr(move, name) for name in names)


def _refuse(held: Dossier, move: DossierMove, today: dt.date) -> None:
    refuse_future({"on": move.on}, today)
    moves = [each.facts for each in held.moves.order_by("number")]
    if fault := move_fault(moves, Move(move.kind), move.on):
        raise ValidationError(fault)


def _newest(held: Dossier) -> dict[int, DossierDocument]:
    """Id of each part → its newest version."""
    same = DossierDocument.objects.filter(dossier=held, item=OuterRef("item")).order_by("-version")
    rows = held.documents.filter(version=Subquery(same.values("version")[:1]))
    return {line.item_id: line for line in rows}


def _added(held: Dossier, move: DossierMove, by: User, at: dt.datetime, action: str) -> DossierMove:
    last = DossierMove.objects.last_of(held)
    move.dossier, move.number, move.sample = held, (last.number if last else 0) + 1, held.sample
    move.recorded_by, move.recorded_at = by, at
    move.full_clean()
    move.save(force_insert=True)
    detail = {"move": move.number, "on": str(move.on), "paper": move.paper, "reason": move.reason}
    audit(by=by, at=at, action=action, subject=str(held), detail=detail)
    return move
