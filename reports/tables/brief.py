"""What the forms of one district and two dates are filled from; each part is read once, when a form asks for it."""

from functools import cached_property

from accounts.models import User
from communes.models import Unit
from dossiers.tables.reading import DossierReading, read_dossiers
from ntm_portal.vietnamese import counted, day, name_list
from reports.tables.base import Column, Form, Head, Row, Table
from reports.tables.board import Board, CriteriaBook, Period, years_of_recognition
from reports.tables.due import Standings
from reports.tables.matrix import Matrix, matrix
from reports.tables.overdue import Overdue, overdue_items
from reports.tables.paper import FORMS, issuer_of, place_line_of, title_of
from reports.tables.reading import DistrictReading, read_district


class Brief:
    """A district between two days, for the forms: they share the readings, so a workbook costs little more than one."""

    def __init__(self, district: Unit, period: Period):
        self.district = district
        self.period = period

    @cached_property
    def read(self) -> DistrictReading:
        """What the overview reads, too."""
        return read_district(self.district, self.period)

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
        return years_of_recognition(tuple(commune.id for commune in self.board.communes), self.period.compared)

    @cached_property
    def dossiers(self) -> dict[int, DossierReading]:
        """The dossiers of recognition of the year: the district's and its communes', in the official order."""
        board, period = self.board, self.period
        units = Unit.objects.filter(pk__in=[commune.id for commune in board.communes]).with_places().in_order()
        asked = [commune.id for commune in board.communes if commune.counts]
        decided = (sum(pk in board.recognised for pk in asked), len(asked))
        return read_dossiers([self.district, *units], period.as_of.year, period.as_of, period.known_at, decided)

    @cached_property
    def overdue(self) -> tuple[Overdue, ...]:
        """Việc quá hạn, the same list as on the overview."""
        return overdue_items(self.board, self.standings, self.read.plans)

    @cached_property
    def sample(self) -> bool:
        """Whether the demonstration is loaded, so that no sheet leaves the office unmarked."""
        return User.objects.sample().exists()

    def about(self, decisions: str) -> str:
        """The line under the title: as of when, compared with when, by which decisions, as known when."""
        words = f"Số liệu tính đến ngày {day(self.period.as_of)}, so với ngày {day(self.period.compared)}"
        if decisions:
            words += f"; theo {decisions}"
        if self.period.known_at:
            words += f"; theo số liệu đã ghi đến hết ngày {day(self.period.known_at.date())}"
        return f"({words})"

    def table(
        self,
        code: str,
        columns: tuple[Column, ...],
        heads: tuple[tuple[Head, ...], ...],
        rows: tuple[Row, ...],
        notes: tuple[str, ...],
        book: CriteriaBook | None = None,
    ) -> Table:
        """A form of this district with its letterhead."""
        form: Form = FORMS[code]
        return Table(
            form=form,
            title=title_of(form, self.district),
            issuer=issuer_of(form, self.district),
            about=self.about((book or self.board.commune_book).decisions),
            place_line=place_line_of(self.district, self.period.as_of),
            columns=columns,
            heads=heads,
            rows=rows,
            notes=notes,
            sample=self.sample,
        )

    def units_note(self) -> str:
        """Whether the township counts: "Tính trên 20 đơn vị, gồm 19 xã và 01 thị trấn."."""
        communes = sum(commune.is_xa for commune in self.board.communes)
        towns = len(self.board.communes) - communes
        parts = [f"{counted(communes)} xã", f"{counted(towns)} thị trấn"]
        return f"Tính trên {counted(communes + towns)} đơn vị, gồm {' và '.join(parts[: 1 + bool(towns)])}."


def names(found: list[str]) -> str:
    return name_list(found) if found else "-"
