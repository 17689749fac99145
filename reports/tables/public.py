"""The public page: what the district has verified, commune by commune, and nothing else."""

import datetime as dt
from dataclasses import dataclass

from communes.enums import Level
from communes.models import Unit
from criteria.enums import Verdict
from criteria.rules.communes import Tally
from criteria.status import EMPTY_CELL, Cell, read_criteria, recognised_on
from reports.tables.board import CommuneFacts, CriterionFacts, communes_in_order, criteria_in_order


@dataclass(frozen=True, slots=True)
class PublicLine:
    """One commune: the verified verdicts in the order of the criteria, and the year of its recognition."""

    commune: CommuneFacts
    verdicts: tuple[Verdict, ...]
    recognised: int | None

    @property
    def tally(self) -> Tally:
        return Tally.of(self.verdicts)


@dataclass(frozen=True, slots=True)
class PublicPage:
    """The whole page; `met` counts the communes for each criterion."""

    as_of: dt.date
    decisions: str
    criteria: tuple[CriterionFacts, ...]
    lines: tuple[PublicLine, ...]

    @property
    def has_results(self) -> bool:
        """Something was verified, or recognised: a page of empty squares says nothing to the public."""
        return bool(self.criteria) and any(line.tally.is_told or line.recognised for line in self.lines)

    @property
    def complete(self) -> int:
        return sum(line.tally.complete for line in self.lines)

    @property
    def recognised(self) -> int:
        return sum(line.recognised is not None for line in self.lines)

    @property
    def met(self) -> list[int]:
        return [sum(line.verdicts[at] == Verdict.MET for line in self.lines) for at in range(len(self.criteria))]


def read_public(district: Unit, as_of: dt.date) -> PublicPage:
    """Verified verdicts only: a commune's own word is not shown before the district has looked. Four queries."""
    book, communes = criteria_in_order(Level.COMMUNE, district, as_of), communes_in_order(district, as_of)
    units = [commune.id for commune in communes]
    cells, decisions = read_criteria(units, book.ids, as_of), recognised_on(units, as_of)
    lines = (
        PublicLine(
            commune,
            tuple(verified(cells.get((commune.id, pk), EMPTY_CELL)) for pk in book.ids),
            decisions[commune.id].year if commune.id in decisions else None,
        )
        for commune in communes
    )
    return PublicPage(as_of, book.decisions, book.criteria, tuple(lines))


def verified(cell: Cell) -> Verdict:
    """No data where nobody has verified."""
    return cell.verified or Verdict.UNASSESSED
