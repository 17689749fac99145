"""What the forms of one district and two dates are filled from; each part is read once, when a form asks for it."""

import datetime as dt
from collections.abc import Sequence
from functools import cached_property

from django.db.models import QuerySet

from accounts.models import User
from communes.models import Unit
from criteria.models import Indicator
from dossiers.tables.reading import DossierReading, read_dossiers
from ntm_portal.kept import kept
from ntm_portal.vietnamese import counted, day, lower_first, name_list
from reports.tables.base import Column, Form, Head, Row, Table
from reports.tables.board import Board, CriteriaBook, Period, years_of_recognition
from reports.tables.due import Standings
from reports.tables.matrix import Matrix, matrix
from reports.tables.money import MoneyFacts, money_facts
from reports.tables.overdue import Overdue, overdue_items
from reports.tables.paper import forms, issuer_of, known_words, place_line_of, title_of
from reports.tables.plots import Plot
from reports.tables.reading import DistrictReading, of_place, read_district


@kept
def communes_on(district: Unit, day: dt.date) -> tuple[Unit, ...]:
    """The communes a district had on a day with their places, in the order of the official tables. One query."""
    return tuple(Unit.objects.communes().in_district(district).valid_on(day).with_places().in_order())


class Brief:
    """A district between two days, for the forms: they share the readings, so a workbook costs little more than one.

    `place` is the commune whose forms are wanted, where they are not those of the whole district; `indicators` are
    those the reader sees in the forms of one commune (None: all).
    """

    def __init__(
        self, district: Unit, period: Period, indicators: QuerySet[Indicator] | None = None, *, whole_sheet: bool = True
    ):
        self.district = district
        self.period = period
        self.indicators = Indicator.objects.all() if indicators is None else indicators
        self.whole_sheet = whole_sheet
        self.place: Unit | None = None
        self.whole: Brief | None = None

    def of_place(self, place: Unit) -> "Brief":
        """The same days for one commune, from the same reading; the district itself is the brief as it stands."""
        if place == self.district:
            return self
        narrow = Brief(self.district, self.period, self.indicators, whole_sheet=self.whole_sheet)
        narrow.place, narrow.whole = place, self
        return narrow

    @cached_property
    def read(self) -> DistrictReading:
        """What the overview reads, too."""
        if self.whole:
            return of_place(self.whole.read, self.place.pk)
        return read_district(self.district, self.period)

    @cached_property
    def units(self) -> Sequence[Unit]:
        """The communes of the forms, in the order of the official tables."""
        found = communes_on(self.district, self.period.as_of)
        return [unit for unit in found if unit == self.place] if self.place else found

    @property
    def board(self) -> Board:
        return self.read.board

    @property
    def standings(self) -> Standings:
        """What the directives want done by a day, and how it stands."""
        return self.read.standings

    @cached_property
    def matrix(self) -> Matrix:
        """The official verdicts of all communes: the matrix of the overview."""
        return matrix(self.board)

    @cached_property
    def recognised_before(self) -> dict[int, int]:
        """Which communes were recognised on the compared day, and as of which year."""
        units = tuple(commune.id for commune in self.board.communes_before)
        return years_of_recognition(units, self.period.compared, self.period.known_at)

    @cached_property
    def dossiers(self) -> dict[int, DossierReading]:
        """The dossiers of recognition of the year: the district's and its communes', in the official order."""
        board, period = self.board, self.period
        asked = [commune.id for commune in board.communes if commune.counts]
        decided = (sum(pk in board.recognised for pk in asked), len(asked))
        return read_dossiers([self.district, *self.units], period.as_of.year, period.as_of, period.known_at, decided)

    @cached_property
    def money(self) -> MoneyFacts:
        """What the communes raised and owe on the two days."""
        period = self.period
        before = None if self.place else communes_on(self.district, period.compared)
        return money_facts(self.units, period.as_of, period.compared, period.known_at, units_before=before)

    @cached_property
    def overdue(self) -> tuple[Overdue, ...]:
        """Việc quá hạn, the same list as on the overview."""
        return overdue_items(self.board, self.standings, self.read.plans)

    @cached_property
    def forms(self) -> dict[str, Form]:
        """The forms as the office prints them."""
        return self.whole.forms if self.whole else forms()

    @cached_property
    def sample(self) -> bool:
        """Whether the demonstration is loaded, so that no sheet leaves the office unmarked."""
        return self.whole.sample if self.whole else User.objects.sample().exists()

    def about(self, decisions: str) -> str:
        """The line under the title: as of when, compared with when, by which decisions, as known when."""
        words = f"Số liệu tính đến ngày {day(self.period.as_of)}, so với ngày {day(self.period.compared)}"
        if decisions:
            words += f"; theo {decisions}"
        return f"({words}{known_words(self.period.known_at)})"

    def table(
        self,
        code: str,
        columns: tuple[Column, ...],
        heads: tuple[tuple[Head, ...], ...],
        rows: tuple[Row, ...],
        notes: tuple[str, ...],
        book: CriteriaBook | None = None,
        plots: tuple[Plot, ...] = (),
    ) -> Table:
        """A form of this district with its letterhead; charts compare places, so one place has none."""
        form: Form = self.forms[code]
        return Table(
            form=form,
            title=title_of(form, self.place or self.district),
            issuer=issuer_of(form, self.district),
            about=self.about((book or self.board.commune_book).decisions),
            place_line=place_line_of(self.district, self.period.as_of, form),
            columns=columns,
            heads=heads,
            rows=rows,
            notes=notes,
            sample=self.sample,
            place=self.place and self.place.pk,
            plots=() if self.place else plots,
        )

    def units_note(self) -> str:
        """Whether the township counts: "Tính trên 20 đơn vị, gồm 19 xã và 01 thị trấn."."""
        if self.place:
            return f"Trích số liệu của {lower_first(self.place.label)}."
        communes = sum(commune.is_xa for commune in self.board.communes)
        towns = len(self.board.communes) - communes
        parts = [f"{counted(communes)} xã", f"{counted(towns)} thị trấn"]
        return f"Tính trên {counted(communes + towns)} đơn vị, gồm {' và '.join(parts[: 1 + bool(towns)])}."


def names(found: list[str]) -> str:
    return name_list(found) if found else "-"
