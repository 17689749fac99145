"""What changed between two days: regressions with what caused them, warnings, and what is newly met."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from criteria.enums import FallKind, Verdict
from criteria.status import Cause, Fall
from ntm_portal.vietnamese import counted, day_month, name_list
from reports.tables.board import Board, CommuneFacts, CriterionFacts, counted_places, names_of
from reports.tables.due import Risk, Standings, aged_words
from reports.tables.matrix import Line, Matrix, newest_falls


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One criterion of one commune that is lower than on the compared day."""

    commune: CommuneFacts
    criterion: CriterionFacts
    was: Verdict
    has: Verdict
    by_self: bool
    on: dt.date
    kind: FallKind
    cause: str

    @property
    def href(self) -> str:
        return f"xa/{self.commune.slug}/#tc-{self.criterion.number}"

    @property
    def case(self) -> str:
        """Where the fall is answered for."""
        return f"suy-giam/?xa={self.commune.slug}&tc={self.criterion.number}"


@dataclass(frozen=True, slots=True)
class Changes:
    """The list "Thay đổi": each part is empty where there is nothing to say."""

    fallen: tuple[ChangeLine, ...]
    set_changed: tuple[ChangeLine, ...]
    recovered: str
    at_risk: str
    aged: str
    risen: str
    count: int


def changes(board: Board, standings: Standings, full: Matrix, warnings: Sequence[Risk]) -> Changes:
    """Read off the matrix (net between the two days) and the falls (each with its finding)."""
    at_of = {criterion.id: at for at, criterion in enumerate(full.criteria)}
    fallen, set_changed = [], []
    for line in full.lines:
        falls = newest_falls(board.window(line.commune.id))
        fallen += [_line(line, at, falls[full.criteria[at].id], board, standings) for at in line.fallen]
        set_changed += [
            _line(line, at_of[fall.criterion_id], fall, board, standings)
            for fall in falls.values()
            if fall.kind == FallKind.SET_CHANGED and not fall.recovered_on and fall.criterion_id in at_of
        ]
    return Changes(
        fallen=tuple(sorted(fallen, key=lambda change: change.on)),
        set_changed=tuple(sorted(set_changed, key=lambda change: change.on)),
        recovered=_recovered(board),
        at_risk=_at_risk(warnings),
        aged=aged_words(standings, board.communes, board.settings.stale_months),
        risen=_risen(full),
        count=sum(len(line.fallen) + len(line.risen) for line in full.lines),
    )


def _line(line: Line, at: int, fall: Fall, board: Board, standings: Standings) -> ChangeLine:
    square, cause = line.squares[at], board.window(line.commune.id).causes.get(fall.finding_id)
    return ChangeLine(
        commune=line.commune,
        criterion=line.book.criteria[at],
        was=square.before,
        has=square.verdict,
        by_self=square.by_self,
        on=fall.on,
        kind=fall.kind,
        cause=cause_words(cause, line.commune.id, standings),
    )


def cause_words(cause: Cause | None, unit_id: int, standings: Standings) -> str:
    """ "17.5 rác thải chưa thu gom ở 02 xóm; biên bản kiểm tra, số liệu ngày 14/9"."""
    if cause is None:
        return ""
    status = standings.now.get((unit_id, cause.indicator_id))
    words = cause.words or (status.sentence if status else "")
    source = f"{cause.source}, " if cause.source else ""
    return f"{cause.number} {words.rstrip('.')}; {source}số liệu ngày {day_month(cause.assessed_on)}"


def _recovered(board: Board) -> str:
    """Đã phục hồi trong kỳ: fell after the compared day and is back."""
    names = {commune.id: commune.name for commune in board.communes}
    numbers = {criterion.id: criterion.number for criterion in board.commune_book.criteria}
    return name_list(
        f"{names[fall.unit_id]} {numbers[fall.criterion_id]} ({_while_down(fall)})"
        for fall in board.criterion_falls()
        if fall.recovered_on and fall.criterion_id in numbers
    )


def _while_down(fall: Fall) -> str:
    return f"từ {day_month(fall.on)} đến {day_month(fall.recovered_on)}"


def _at_risk(warnings: Sequence[Risk]) -> str:
    """ "Xuân Phú 11 (1,96%, ngưỡng 2%), Xuân Bắc 15.1 (85,4%, ngưỡng 85%)"."""
    return name_list(f"{warning.commune.name} {warning.number} ({warning.words})" for warning in warnings)


def _risen(full: Matrix) -> str:
    """ "12 tiêu chí ở 08 xã. Đủ 19/19 thêm Xuân Thành, Xuân Phong; đủ 18/18 (01 không xét) thêm Xuân Thủy."."""
    newly = [[at for at in line.risen if line.meets[at]] for line in full.lines]
    places = [line.commune for line, found in zip(full.lines, newly, strict=True) if found]
    if not places:
        return ""
    words = f"{counted(sum(len(found) for found in newly))} tiêu chí ở {counted_places(places)}."
    complete: dict[str, list[CommuneFacts]] = {}
    for line in sorted(full.lines, key=lambda line: line.tally.na):
        if line.tally.complete and not line.before.complete:
            complete.setdefault(line.tally.printed, []).append(line.commune)
    told = "; ".join(f"đủ {printed} thêm {names_of(communes)}" for printed, communes in complete.items())
    return f"{words} {told[0].upper()}{told[1:]}." if told else words
