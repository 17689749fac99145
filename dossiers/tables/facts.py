"""The dossiers of a district in a few facts, for whoever writes about them."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from communes.models import Unit
from dossiers.rules.parts import Progress
from dossiers.tables.reading import DossierReading, read_dossiers


@dataclass(frozen=True, slots=True)
class MissingPart:
    """One part that is not there: which, what it lacks, who answers for it, by when, and whether that day is over."""

    title: str
    lack: str
    who: str
    due_on: dt.date
    is_late: bool
    deadline_words: str
    criterion: int | None


@dataclass(frozen=True, slots=True)
class PlaceDossier:
    """The dossier of one place: opened or not, how much of it is there, what is missing in the order of the days."""

    unit: Unit
    is_open: bool
    have: int
    total: int
    missing: tuple[MissingPart, ...]
    due_on: dt.date | None
    submitted_on: dt.date | None

    @property
    def is_complete(self) -> bool:
        """Every part is there."""
        return Progress(self.have, self.total).is_complete

    @property
    def printed(self) -> str:
        """ "22/36"."""
        return Progress(self.have, self.total).printed


@dataclass(frozen=True, slots=True)
class DossierFacts:
    """The dossiers of a district and of its communes for a year."""

    year: int
    district: PlaceDossier
    communes: tuple[PlaceDossier, ...]

    @property
    def open(self) -> list[PlaceDossier]:
        """Communes that have begun one, in the official order."""
        return [place for place in self.communes if place.is_open]

    @property
    def complete(self) -> list[PlaceDossier]:
        """Communes whose dossier lacks nothing."""
        return [place for place in self.open if place.is_complete]

    @property
    def late(self) -> list[PlaceDossier]:
        """Communes with a part whose day is over."""
        return [place for place in self.open if any(part.is_late for part in place.missing)]


def dossier_facts(
    district: Unit, communes: Sequence[Unit], year: int, as_of: dt.date, known_at: dt.datetime | None = None
) -> DossierFacts:
    """Have and total by place and for the district, and what is missing with who and when. Fixed number of queries."""
    found = read_dossiers([district, *communes], year, as_of, known_at)
    return DossierFacts(year, place_facts(found[district.pk]), tuple(place_facts(found[unit.pk]) for unit in communes))


def place_facts(read: DossierReading) -> PlaceDossier:
    """One dossier in a few facts."""
    progress = read.progress
    late = {part.item.pk for part in read.late}
    missing = tuple(
        MissingPart(
            part.item.title, part.facts.lack, part.who, part.due_on, part.item.pk in late, part.deadline_words,
            part.item.criterion.number if part.item.criterion else None,
        )
        for part in read.missing
    )  # fmt: skip
    return PlaceDossier(
        read.unit, read.dossier is not None, progress.have, progress.total, missing, read.due_on, read.submitted_on
    )
