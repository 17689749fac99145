"""The matrix of communes by criteria: its squares with their marks, its rows, its totals. Pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache

from criteria.enums import Track, Verdict
from criteria.rules.communes import Tally
from criteria.rules.regressions import HEIGHT
from criteria.status import EMPTY_CELL, Cell, Fall, Window
from reports.tables.board import Board, CommuneFacts, CriteriaBook, CriterionFacts, is_fault

Key = tuple[int, int]
NOTHING: frozenset[int] = frozenset()
# A province of 229 communes on three tracks at a few pairs of days.
KEPT_LINES = 4096


class Show(StrEnum):
    """Which rows of the matrix are shown; the value stands in the address (`loc`)."""

    ALL = ""
    INCOMPLETE = "chua-du"
    CHANGED = "thay-doi"
    LATE = "qua-han"


@dataclass(frozen=True, slots=True)
class Square:
    """One square: the verdict on the track shown, and what the marks say of it."""

    verdict: Verdict
    by_self: bool
    before: Verdict
    mark: str = ""
    differs: bool = False
    late: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One commune of the matrix with its totals. Compared by identity, so that a row drawn from it can be kept.

    `fallen`, `risen`: the positions of the squares marked ▼ and ▲. One that `is_new` did not exist on the compared
    day, so nothing of it has changed since.
    """

    commune: CommuneFacts
    book: CriteriaBook
    squares: tuple[Square, ...]
    meets: tuple[bool, ...]
    met_before: tuple[bool, ...]
    fallen: tuple[int, ...]
    risen: tuple[int, ...]
    tally: Tally
    before: Tally
    recognised: int | None
    is_new: bool = False

    @property
    def change(self) -> int:
        """Tăng, giảm số tiêu chí đạt."""
        return self.tally.met - self.before.met

    @property
    def others(self) -> int:
        """Neither met, nearly met nor not met: without data, or not applicable."""
        return self.tally.unassessed + self.tally.na


@dataclass(frozen=True, slots=True)
class Totals:
    """The rows under the matrix: how many communes meet each criterion, and the sums of the columns."""

    met: tuple[int, ...]
    shares: tuple[Fraction, ...]
    changes: tuple[int, ...]
    tally: Tally
    change: int
    recognised: int

    @property
    def others(self) -> int:
        return self.tally.unassessed + self.tally.na


@dataclass(frozen=True, slots=True)
class Matrix:
    """The rows asked for, and the totals of all communes whatever is shown.

    `lines_before` are those of the communes there were on the compared day: what is summed of that day is summed of
    them. After a merger they are others than those of the day.
    """

    book: CriteriaBook
    lines: tuple[Line, ...]
    lines_before: tuple[Line, ...]
    totals: Totals
    units: int
    track: Track
    show: Show

    @property
    def is_filtered(self) -> bool:
        return self.show != Show.ALL

    @property
    def adds_up(self) -> bool:
        """The changes of the rows make that of the total: not where communes were merged in between."""
        return self.totals.change == sum(line.change for line in self.lines)

    @property
    def criteria(self) -> tuple[CriterionFacts, ...]:
        return self.book.criteria


def has_fallen(was: Verdict, has: Verdict, fall: Fall | None) -> bool:
    """▼: lower than on the compared day, by a fall that someone answers for.

    Without a fall in between, a lower verdict is only a difference: the word passed to those who verify.
    """
    if fall is None or not is_fault(fall) or has == Verdict.NA:
        return False
    return was in (Verdict.MET, Verdict.NEARLY) and HEIGHT[has] < HEIGHT[was]


def has_risen(was: Verdict, has: Verdict) -> bool:
    """▲: newly met or nearly met."""
    return has in (Verdict.MET, Verdict.NEARLY) and was != Verdict.NA and HEIGHT[has] > HEIGHT[was]


def mark_of(was: Verdict, has: Verdict, fall: Fall | None, at_risk: bool) -> str:
    """The mark inside a square, or none."""
    if has_risen(was, has):
        return "up"
    if has_fallen(was, has, fall):
        return "down"
    return "risk" if at_risk and has == Verdict.MET else ""


def newest_falls(window: Window) -> dict[int, Fall]:
    """The last fall of each criterion of a place."""
    return {fall.criterion_id: fall for fall in window.falls}


def matrix(
    board: Board,
    track: Track = Track.OFFICIAL,
    show: Show = Show.ALL,
    late: Collection[Key] = (),
    at_risk: Collection[Key] = (),
) -> Matrix:
    """The matrix of a district on one track; `late` and `at_risk` hold (commune, criterion)."""
    late_in, risk_in = by_commune(late), by_commune(at_risk)
    existed = {commune.id for commune in board.communes_before}
    lines, lines_before = (
        tuple(
            line_of(
                commune, board.window(commune.id), board.commune_book, board.recognised.get(commune.id), track,
                late_in.get(commune.id, NOTHING), risk_in.get(commune.id, NOTHING), commune.id not in existed,
            )
            for commune in communes
        )
        for communes in (board.communes, board.communes_before)
    )  # fmt: skip
    return Matrix(
        book=board.commune_book,
        lines=tuple(line for line in lines if is_shown(line, show)),
        lines_before=lines_before,
        totals=totals(lines, lines_before, len(board.commune_book.criteria)),
        units=len(lines),
        track=track,
        show=show,
    )


def by_commune(keys: Collection[Key]) -> dict[int, frozenset[int]]:
    """Commune → the criteria named with it."""
    found: dict[int, set[int]] = {}
    for unit_id, criterion_id in keys:
        found.setdefault(unit_id, set()).add(criterion_id)
    return {unit_id: frozenset(criteria) for unit_id, criteria in found.items()}


def is_shown(line: Line, show: Show) -> bool:
    """Whether the filter keeps a row."""
    if show == Show.INCOMPLETE:
        return not line.tally.complete
    if show == Show.CHANGED:
        return bool(line.change or line.fallen or line.risen)
    return show == Show.ALL or any(square.late for square in line.squares)


@lru_cache(maxsize=KEPT_LINES)
def line_of(
    commune: CommuneFacts,
    window: Window,
    book: CriteriaBook,
    recognised: int | None,
    track: Track,
    late: frozenset[int],
    at_risk: frozenset[int],
    is_new: bool = False,
) -> Line:
    """One commune; worked out once for each reading of it, because most communes are the same after a write."""
    falls, earlier = newest_falls(window), window.now if is_new else window.before
    squares = tuple(
        _square(
            earlier.get(pk, EMPTY_CELL), window.now.get(pk, EMPTY_CELL), track, falls.get(pk), pk in late,
            pk in at_risk,
        )
        for pk in book.ids
    )  # fmt: skip
    return Line(
        commune=commune,
        book=book,
        squares=squares,
        meets=tuple(square.verdict == Verdict.MET for square in squares),
        met_before=tuple(square.before == Verdict.MET for square in squares),
        fallen=tuple(at for at, square in enumerate(squares) if square.mark == "down"),
        risen=tuple(at for at, square in enumerate(squares) if square.mark == "up"),
        tally=Tally.of(square.verdict for square in squares),
        before=Tally.of(square.before for square in squares),
        recognised=recognised,
        is_new=is_new,
    )


def _square(before: Cell, now: Cell, track: Track, fall: Fall | None, late: bool, at_risk: bool) -> Square:
    was, has = before.on(track), now.on(track)
    claimed = track == Track.SELF and has != Verdict.UNASSESSED
    return Square(
        verdict=has,
        by_self=claimed or (track == Track.OFFICIAL and now.by_self),
        before=was,
        mark=mark_of(was, has, None if track == Track.SELF else fall, at_risk and track == Track.OFFICIAL),
        differs=now.differs,
        late=late,
    )


def totals(lines: Sequence[Line], lines_before: Sequence[Line], width: int) -> Totals:
    """The sums under the matrix, over all communes of either day."""
    met = tuple(map(sum, zip(*(line.meets for line in lines), strict=True))) or (0,) * width
    before = tuple(map(sum, zip(*(line.met_before for line in lines_before), strict=True))) or (0,) * width
    return Totals(
        met=met,
        shares=tuple(Fraction(100 * count, len(lines)) if lines else Fraction(0) for count in met),
        changes=tuple(now - then for now, then in zip(met, before, strict=True)),
        tally=sum_of(line.tally for line in lines),
        change=sum(met) - sum(before),
        recognised=sum(line.recognised is not None for line in lines),
    )


def sum_of(tallies) -> Tally:
    """Tallies added up: how many squares have which verdict."""
    columns = zip(*((t.met, t.nearly, t.not_met, t.unassessed, t.na) for t in tallies), strict=True)
    return Tally(*(sum(column) for column in columns))
