"""What is issued: the forms of a place at two dates as known at a moment, dressed as annexes of the signed report."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from django.db.models import Q

from communes.enums import Post
from communes.models import Appointment, Unit
from criteria.status.version import data_version, newest_findings
from directives.rules.sheet_periods import SheetPeriod
from ntm_portal.kept import revision
from ntm_portal.vietnamese import day, fold, long_day, lower_first, name_list
from reports.actions.issuing import Clocks, Contents, MadeFile, Paper, Version, signs_for
from reports.enums import PaperKind
from reports.models import IssuedReport
from reports.rules.issuers import ISSUERS, Issuer
from reports.rules.periodic_paper import PeriodicPaper
from reports.tables.base import Cell, Form, Row, Signer, Table
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.frozen import frozen
from reports.tables.issued_text import issued_paper, period_called, text_table
from reports.tables.paper import WORKBOOK, file_name
from reports.tables.pieces import Piece, all_forms, fill, fits, is_district
from reports.tables.program import program_version

# What a person signs as; the head of a body signs as the body calls its head.
SIGNS_AS = {Post.DISTRICT_SECRETARY: "BÍ THƯ", Post.DISTRICT_CHAIR: "CHỦ TỊCH"}
TEXT_FILE = "BaoCao"
HOW = "(Ký, ghi rõ họ tên, đóng dấu)"
# How the short names of the offices under the committee begin.
OFFICE = "Phòng "


@dataclass(frozen=True, slots=True)
class Dress:
    """What every annex carries of the report: whose it is, its number and day, who signs."""

    issuer: Issuer
    number: str
    issued_on: dt.date
    signer: Signer


@dataclass(frozen=True, slots=True)
class Order:
    """Which forms of which place, as of when, compared with when, known when."""

    place: Unit
    codes: tuple[str, ...]
    period: Period
    text: SheetPeriod | None = None  # the period of the text, where the report has one


@dataclass(frozen=True, slots=True)
class Made:
    """A report that is filled: its text, where it has one, and its forms."""

    paper: PeriodicPaper | None
    text: Table | None
    tables: list[Table]

    @property
    def contents(self) -> list[dict]:
        """Everything as plain lists and words, the text first."""
        return [frozen(table) for table in ([self.text] if self.text else []) + self.tables]

    def files(self, draw: Mapping[PaperKind, Callable], made_at: dt.datetime) -> dict[PaperKind, bytes]:
        """The text as a Word file, the forms as one workbook."""
        found = {PaperKind.WORD: draw[PaperKind.WORD](self.paper)} if self.paper else {}
        return found | ({PaperKind.EXCEL: draw[PaperKind.EXCEL](self.tables, made_at)} if self.tables else {})


def made_of(order: Order, dress: Dress) -> Made:
    """Text and forms of the report, from one reading of the district."""
    brief, forms = Brief(order.place.district, order.period), forms_for(order.place)
    tables = [dressed(fill(brief, Piece(forms[code], order.place)), order.place, dress) for code in order.codes]
    if order.text is None:
        return Made(None, None, tables)
    paper = issued_paper(
        brief, order.text, issuer=dress.issuer.code, number=dress.number, issued_on=dress.issued_on,
        signer=dress.signer, annexes=tuple(forms[code].sheet for code in order.codes),
    )  # fmt: skip
    return Made(paper, text_table(paper, dress.signer), tables)


def forms_for(place: Unit) -> dict[str, Form]:
    """The forms that can be issued about a place, by code, in the order of their numbers."""
    return {form.code: form for form in all_forms() if fits(form, place)}


def dressed(table: Table, place: Unit, dress: Dress) -> Table:
    """A form with the letterhead, the number, the day and the signer of its report; nothing in it is typed any more."""
    bodies = bodies_of(dress.issuer, place.district)
    annex_of = f"Kèm theo Báo cáo số {dress.number} ngày {day(dress.issued_on)} của {dress.issuer.spoken}"
    signers = (*table.form.signers[:1], dress.signer) if table.form.signers else ()
    return replace(
        table,
        form=replace(table.form, signers=signers),
        issuer=bodies,
        about=f"({annex_of}; {lower_first(table.about.strip('()'))})",
        place_line=f"{place.district.name}, {long_day(dress.issued_on)}",
        rows=tuple(map(_closed, table.rows)),
        draft=None,
    )


def _closed(row: Row) -> Row:
    """The row without cells to be typed in."""
    if not any(isinstance(cell, Cell) and cell.blank for cell in row.cells):
        return row
    return replace(row, cells=tuple(replace(c, blank=None) if isinstance(c, Cell) else c for c in row.cells))


def bodies_of(issuer: Issuer, district: Unit) -> tuple[str, ...]:
    """The letterhead as it stands top left."""
    province = district.province
    names = {"DISTRICT": district.name.upper(), "PROVINCE": province.name.upper() if province else ""}
    return tuple(line.format(**names) for line in issuer.bodies)


def state_of(place: Unit) -> str:
    """What a report about a place is made from, in one word: it changes with every figure and paper. Three queries."""
    communes = Unit.objects.in_district(place.district).values_list("pk", flat=True)
    newest = newest_findings((place.district.pk, *communes) if is_district(place) else (place.pk,))
    return sha256(repr((revision(), sorted(newest.items()))).encode()).hexdigest()


Draw = Mapping[PaperKind, Callable]


def contents_of(order: Order, dress: Dress, made_at: dt.datetime, draw: Draw) -> Contents:
    """Everything that is frozen, with the state it was made from."""
    version, made = data_version(), made_of(order, dress)
    files = [
        MadeFile(kind, issued_name(order, dress, kind), content) for kind, content in made.files(draw, made_at).items()
    ]
    return Contents(made.contents, files, Version(version.revision, version.whole, program_version()))


ENDINGS = {PaperKind.EXCEL: ".xlsx", PaperKind.WORD: ".docx"}


def issued_name(order: Order, dress: Dress, kind: PaperKind) -> str:
    """ "TongHop_NTM_XuanTruong_2017-08-31_so-45-BC-VPDP.xlsx"."""
    stem = forms_for(order.place)[order.codes[0]].file if len(order.codes) == 1 else WORKBOOK
    stem = TEXT_FILE if kind == PaperKind.WORD else stem
    number = "-".join("".join(c if c.isalnum() and c.isascii() else " " for c in fold(dress.number).upper()).split())
    name = file_name(stem, order.place, order.period.as_of).removesuffix(".xlsx")
    return f"{name}_so-{number}{ENDINGS[kind]}"


def contents_for(paper: Paper, clocks: Clocks, codes: Sequence[str], made_at: dt.datetime, draw: Draw) -> Contents:
    """The same for a paper that was entered."""
    text = period_called(paper.period_code, paper.place.district, clocks.as_of)
    order = Order(paper.place, tuple(codes), Period(clocks.as_of, clocks.compared, clocks.known_at), text)
    signer = Signer(signs_as(paper.signer, paper.issuer), HOW, paper.signer.officer.name)
    return contents_of(order, Dress(paper.issuer, paper.number, paper.issued_on, signer), made_at, draw)


def order_of(report: IssuedReport, codes: Sequence[str], known_at: dt.datetime | None) -> Order:
    """What the report was made from, to be made again; forms the portal has no more are left out."""
    period, known = Period(report.as_of, report.compared, known_at), forms_for(report.place)
    text = period_called(report.period_code, report.place.district, report.as_of)
    return Order(report.place, tuple(code for code in codes if code in known), period, text)


def dress_of(report: IssuedReport) -> Dress:
    """What its annexes carry."""
    signer = Signer(signs_as(report.signer, ISSUERS[report.issuer]), HOW, report.signer_name)
    return Dress(ISSUERS[report.issuer], report.number, report.issued_on, signer)


def signs_as(holder: Appointment, issuer: Issuer) -> str:
    """The post above the signature; reports that somebody else signed before say his own."""
    if signs_for(holder, issuer):
        return issuer.signer
    return SIGNS_AS.get(Post(holder.post), issuer.signer)


def signers_on(district: Unit, on: dt.date, issuers: Sequence[Issuer]) -> list[Appointment]:
    """Who signs for one of these bodies on a day: whoever holds its post, or heads its department, then."""
    asked = {code for issuer in issuers for code in issuer.signs}
    of_posts = Q(unit=district, post__in=asked)
    heads = Q(post=Post.DEPARTMENT_HEAD, department__district=district, department__code__in=asked)
    rows = Appointment.objects.on(on).filter(of_posts | heads)
    return list(rows.select_related("officer", "unit", "department").by_post())


def signer_choices(holders: Sequence[Appointment], issuers: Sequence[Issuer]) -> list[tuple[str, list]]:
    """The list of signers, under the names of the bodies they sign for."""
    found: dict[str, list] = {}
    for row in holders:
        bodies = name_list(issuer.name for issuer in issuers if signs_for(row, issuer))
        found.setdefault(bodies, []).append((str(row.pk), f"{row.officer.name}, {post_words(row)}"))
    return list(found.items())


def signers_of(holders: Sequence[Appointment], issuers: Sequence[Issuer]) -> dict[str, list[str]]:
    """Body → the keys of those who sign for it, as the list of signers has them."""
    return {body.code: [str(row.pk) for row in holders if signs_for(row, body)] for body in issuers}


def post_words(holder: Appointment) -> str:
    """ "Bí thư Huyện ủy", "Trưởng phòng NN&PTNT"; what the head of another body is called nobody told us."""
    if not holder.department:
        return holder.post_label
    body = holder.department.short_name
    if holder.post == Post.DEPARTMENT_HEAD and body.startswith(OFFICE):
        return f"Trưởng phòng {body.removeprefix(OFFICE)}"
    return f"{holder.post_label}: {body}"
