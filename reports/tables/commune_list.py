"""Every commune of a district in one line: count, change, label, and what it still lacks."""

from collections.abc import Collection
from dataclasses import dataclass

from communes.enums import Level
from communes.models import Unit
from criteria.enums import Verdict
from criteria.models import Recognition
from criteria.rules.communes import CommuneLabel, Tally, label_by_count
from criteria.rules.settings import RuleSettings
from criteria.status import EMPTY_CELL, Cell, read_criteria, recognised_on, settings_at
from reports.tables.board import CommuneFacts, CriterionFacts, Period, communes_on_days, criteria_in_order

DONE = (Verdict.MET, Verdict.NA)


@dataclass(frozen=True, slots=True)
class Lacking:
    """One criterion that the commune does not meet."""

    criterion: CriterionFacts
    cell: Cell


@dataclass(frozen=True, slots=True)
class CommuneRow:
    """One commune of the list."""

    commune: CommuneFacts
    tally: Tally
    before: Tally
    label: CommuneLabel
    recognition: Recognition | None
    lacking: tuple[Lacking, ...]

    @property
    def href(self) -> str:
        return f"/xa/{self.commune.slug}/"

    @property
    def has_figures(self) -> bool:
        """Some criterion was judged, by whomever."""
        return self.tally.unassessed < self.tally.total

    @property
    def change(self) -> int:
        return self.tally.met - self.before.met

    @property
    def mark(self) -> str:
        """Which way the count moved."""
        return "" if not self.change else "up" if self.change > 0 else "down"


def commune_rows(district: Unit, period: Period, criterion_ids: Collection[int]) -> list[CommuneRow]:
    """In the order of the official tables; only criteria the reader may see are counted. Fixed queries."""
    book = criteria_in_order(Level.COMMUNE, district, period.as_of)
    criteria = [criterion for criterion in book.criteria if criterion.id in set(criterion_ids)]
    communes, earlier = communes_on_days(district, period.as_of, period.compared)
    places, ids = [commune.id for commune in communes], [criterion.id for criterion in criteria]
    now = read_criteria(places, ids, period.as_of, period.known_at)
    # A commune that was not there then has not changed since.
    new = {key: cell for key, cell in now.items() if key[0] not in {commune.id for commune in earlier}}
    before = read_criteria(places, ids, period.compared, period.known_at) | new
    recognised = recognised_on(places, period.as_of, period.known_at)
    settings = settings_at(period.known_at)
    return [
        _row(
            commune,
            {criterion: now.get((commune.id, criterion.id), EMPTY_CELL) for criterion in criteria},
            Tally.of(before.get((commune.id, pk), EMPTY_CELL).verdict for pk in ids),
            recognised.get(commune.id),
            settings,
        )
        for commune in communes
    ]


def _row(
    commune: CommuneFacts,
    cells: dict[CriterionFacts, Cell],
    before: Tally,
    recognition: Recognition | None,
    settings: RuleSettings,
) -> CommuneRow:
    tally = Tally.of(cell.verdict for cell in cells.values())
    lacking = [Lacking(criterion, cell) for criterion, cell in cells.items() if cell.verdict not in DONE]
    return CommuneRow(commune, tally, before, label_by_count(tally, settings), recognition, tuple(lacking))
