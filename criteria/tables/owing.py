"""Who is behind in a period, and who answers for it: the late and missing senders of the board, with their heads."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from communes.enums import Post
from communes.models import Appointment, Unit
from criteria.tables.periods import Board, BoardLine

POSTS = {
    Post.PARTY_SECRETARY: "Bí thư Đảng ủy",
    Post.CHAIR: "Chủ tịch UBND",
    Post.DEPARTMENT_HEAD: "Thủ trưởng",
}
NOBODY = "Bí thư Đảng ủy, Chủ tịch UBND"
NO_HEAD = "Thủ trưởng cơ quan"


@dataclass(frozen=True, slots=True)
class Sender:
    """A place that sent late or not at all, beside its heads."""

    line: BoardLine
    responsible: str


def heads_on(units: Collection[Unit], on: dt.date) -> dict[int, str]:
    """Unit id → "Bí thư Đảng ủy …; Chủ tịch UBND …", those in office on a day. One query."""
    rows = Appointment.objects.heads().on(on).filter(unit__in=units).by_post()
    return _by_place(rows.values_list("unit_id", "post", "officer__name"))


def department_heads_on(department_ids: Collection[int], on: dt.date) -> dict[int, str]:
    """Department id → its head in office on a day. One query."""
    rows = Appointment.objects.heads().on(on).filter(department__in=department_ids).by_post()
    return _by_place(rows.values_list("department_id", "post", "officer__name"))


def _by_place(rows) -> dict[int, str]:
    found = defaultdict(list)
    for place, post, name in rows:
        found[place].append(f"{POSTS[Post(post)]} {name}")
    return {place: "; ".join(people) for place, people in found.items()}


def senders_of(board: Board, on: dt.date) -> Sequence[Sender]:
    """Late and missing senders in official order, with who answered for the place on that day. At most one query."""
    behind = [line for line in board.lines if line.sending.is_late or line.sending.is_missing]
    heads = heads_on([line.unit for line in behind], on) if behind else {}
    return [Sender(line, heads.get(line.unit.pk, NOBODY)) for line in behind]
