"""The matrix of communes by criteria: its squares with their marks, its rows, its totals. Pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from criteria.enums import Track, Verdict
from criteria.rules.communes import Tally
from criteria.rules.regressions import HEIGHT
from criteria.status import EMPTY_CELL, Cell, Fall
from reports.tables.board import Board, CommuneFacts, CriterionFacts, is_fault

Key = tuple[int, int]


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


@dataclass(frozen=True, slots=True)
class Line:
    """One commune of the matrix with its totals."""

    commune: CommuneFacts
    squares: tuple[Square, ...]
    tally: Tally
    before: Tally
    recognised: int | None

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
    """The rows asked for, and the totals of all communes whatever is shown."""

    criteria: tuple[CriterionFacts, ...]
    lines: tuple[Line, ...]
    totals: Totals
    units: int
    track: Track
    show: Show

    @property
    def is_filtered(self) -> bool:
        return self.show != Show.ALL

    def groups(self) -> list[tuple[str, str, int]]:
        """(code, name, number of criteria) of each group of criteria, in order."""
        groups: list[tuple[str, str, int]] = []
        for criterion in self.criteria:
            if groups and groups[-1][0] == criterion.group:
                groups[-1] = (*groups[-1][:2], groups[-1][2] + 1)
            else:
                groups.append((criterion.group, criterion.group_name, 1))
        return groups

    def heads(self) -> list[tuple[CriterionFacts, bool]]:
        """Each criterion, and whether it opens a group."""
        return list(zip(self.criteria, self.opens_group(), strict=True))

    def opens_group(self) -> list[bool]:
        """Whether a criterion is the first of its group."""
        codes = [criterion.group for criterion in self.criteria]
        return [at == 0 or codes[at - 1] != code for at, code in enumerate(codes)]


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


def newest_falls(falls: Collection[Fall]) -> dict[Key, Fall]:
    """The last fall of each criterion in each commune."""
    return {(fall.unit_id, fall.criterion_id): fall for fall in sorted(falls, key=lambda fall: fall.on)}


def matrix(
    board: Board,
    track: Track = Track.OFFICIAL,
    show: Show = Show.ALL,
    late: Collection[Key] = (),
    at_risk: Collection[Key] = (),
) -> Matrix:
    """The matrix of a district on one track; `late` and `at_risk` hold (commune, criterion)."""
    falls = newest_falls(board.criterion_falls())
    lines = [_line(board, commune, track, falls, late, at_risk) for commune in board.communes]
    return Matrix(
        criteria=board.commune_book.criteria,
        lines=tuple(line for line in lines if is_shown(line, show)),
        totals=totals(lines, len(board.commune_book.criteria)),
        units=len(lines),
        track=track,
        show=show,
    )


def is_shown(line: Line, show: Show) -> bool:
    """Whether the filter keeps a row."""
    if show == Show.INCOMPLETE:
        return not line.tally.complete
    if show == Show.CHANGED:
        return line.change != 0 or any(square.mark in ("up", "down") for square in line.squares)
    return show == Show.ALL or any(square.late for square in line.squares)


def _line(
    board: Board,
    commune: CommuneFacts,
    track: Track,
    falls: Mapping[Key, Fall],
    late: Collection[Key],
    at_risk: Collection[Key],
) -> Line:
    keys = [(commune.id, pk) for pk in board.commune_book.ids]
    squares = tuple(
        _square(
            board.before.get(key, EMPTY_CELL), board.now.get(key, EMPTY_CELL), track,
            falls.get(key), key in late, key in at_risk,
        )
        for key in keys
    )  # fmt: skip
    return Line(
        commune=commune,
        squares=squares,
        tally=Tally.of(square.verdict for square in squares),
        before=Tally.of(square.before for square in squares),
        recognised=board.recognised.get(commune.id),
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


def totals(lines: Sequence[Line], width: int) -> Totals:
    """The sums under the matrix, over all communes."""
    met = tuple(sum(line.squares[at].verdict == Verdict.MET for line in lines) for at in range(width))
    before = tuple(sum(line.squares[at].before == Verdict.MET for line in lines) for at in range(width))
    return Totals(
        met=met,
        shares=tuple(Fraction(100 * count, len(lines)) if lines else Fraction(0) for count in met),
        changes=tuple(now - then for now, then in zip(met, before, strict=True)),
        tally=sum_of(line.tally for line in lines),
        change=sum(line.change for line in lines),
        recognised=sum(line.recognised is not None for line in lines),
    )


def sum_of(tallies) -> Tally:
    """Tallies added up: how many squares have which verdict."""
    columns = zip(*((t.met, t.nearly, t.not_met, t.unassessed, t.na) for t in tallies), strict=True)
    return Tally(*(sum(column) for column in columns))
