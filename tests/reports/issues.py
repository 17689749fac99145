"""Issued reports for tests: the smallest legal one, and the whole way from forms and dates."""

import datetime as dt
from dataclasses import replace

from communes.enums import Post
from communes.models import Appointment, Unit
from ntm_portal.clock import LOCAL
from reports.actions.issuing import Clocks, Contents, MadeFile, Paper, Sending, Version, checked, issue_report
from reports.actions.withdrawing import withdraw_report
from reports.docx.periodic import periodic_docx
from reports.enums import PaperKind, ReportKind
from reports.models import IssuedReport, IssuedWithdrawal
from reports.rules.issuers import ISSUERS
from reports.tables.base import Cell, Column, Head, Letter, Row, RowKind, Table
from reports.tables.frozen import frozen
from reports.tables.issuing import contents_for
from reports.tables.kinds import CODE, TEXT, VERDICT
from reports.tables.paper import FORMS
from reports.xlsx import workbook
from tests import build

NOW = dt.datetime(2017, 9, 25, 10, tzinfo=LOCAL)
TODAY = dt.date(2017, 9, 25)
DRAW = {PaperKind.EXCEL: workbook, PaperKind.WORD: periodic_docx}
CLOCKS = Clocks(dt.date(2017, 9, 25), dt.date(2017, 8, 28), NOW)
NAMES = ("report",)


def signer(district: Unit, name="Người ký thử", code="nong-nghiep", **given) -> Appointment:
    """The head of a department, usually of agriculture."""
    department = district.departments.get(code=code)
    found = Appointment.objects.filter(department=department, officer__name=name).first()
    return found or build.appointment(None, Post.DEPARTMENT_HEAD, name, department=department, **given)


def signer_of(issuer: str, district: Unit) -> Appointment:
    """Somebody who signs for a body on the day: the holder of its post, or the head of its department."""
    code = ISSUERS[issuer].signs[0]
    if code not in Post.values:
        return signer(district, code=code)
    held = Appointment.objects.on(TODAY).filter(unit=district, post=code).first()
    return held or build.appointment(district, Post(code), "Người ký thử")


def table(code="bieu-03", verdict=None, rows=("Xuân Tân",), **given) -> Table:
    """A form of a few cells."""
    columns = (Column("tt", "A", 10, CODE), Column("name", "B", 40, TEXT), Column("c1", "1", 14, VERDICT))
    columns += (Column("met", "2", 14), Column("note", "C", 30, TEXT))
    heads = (tuple(Head(text) for text in ("TT", "Xã, thị trấn", "Y tế", "Đạt", "Ghi chú")),)
    lines = [
        Row((at, name, Letter(verdict) if verdict else "…", Cell(1200 + at), "")) for at, name in enumerate(rows, 1)
    ]
    total = Row(("", "Cộng", "", Cell(len(rows)), ""), RowKind.TOTAL, "total")
    facts = {"title": "BIỂU THỬ", "issuer": ("UBND",), "about": "(Số liệu thử)", "place_line": "…"} | given
    return Table(form=FORMS[code], columns=columns, heads=heads, rows=(*lines, total), **facts)


def contents(*tables: Table, words=b"tep thu") -> Contents:
    """Forms and one file that is none."""
    forms = [frozen(one) for one in tables or (table(),)]
    return Contents(forms, [MadeFile(PaperKind.EXCEL, "Bieu.xlsx", words)], Version("r1", "r1.1.2", "p" * 64))


def paper(district: Unit, number="45/BC-VPĐP", issued_on=TODAY, issuer="van-phong-dieu-phoi", **given) -> Paper:
    """What the clerk enters."""
    holder = given.pop("signer", None) or signer_of(issuer, district)
    facts = {"kind": ReportKind.MONTH, "signer_post": "Trưởng phòng"} | given
    return Paper(district, ISSUERS[issuer], number, issued_on, signer=holder, **facts)


def newest(place: Unit) -> int | None:
    """What a page opened now would have seen."""
    found = IssuedReport.objects.filter(place=place).order_by("-pk").first()
    return found and found.pk


def issued(by, number="45/BC-VPĐP", made=None, clocks=CLOCKS, token="", at=NOW, **given) -> IssuedReport:
    """A report of the district with contents that cost nothing."""
    place = by.unit.district
    sending = Sending(by, at, token or f"thu-{number}", newest(place))
    return issue_report(
        paper=paper(place, number, **given), clocks=clocks, contents=made or contents(), sending=sending, today=TODAY
    )


def withdrawn(report, by, number="47/TB-VPĐP", decided_on=TODAY, reason="Sai số liệu BHYT", at=NOW) -> IssuedWithdrawal:
    """The same report taken back on the day of the tests."""
    return withdraw_report(
        report=report, number=number, decided_on=decided_on, reason=reason, by=by, at=at, today=TODAY
    )  # fmt: skip


def really_issued(by, codes=("bieu-03", "bieu-06"), number="46", clocks=CLOCKS, **given) -> IssuedReport:
    """A report filled from the figures, with its workbook."""
    place = by.unit.district
    entered = checked(paper=paper(place, number, **given), clocks=clocks, by=by, today=TODAY)
    made = contents_for(entered, clocks, codes, NOW, DRAW)
    sending = Sending(by, NOW, f"thu-{number}", newest(place))
    return issue_report(paper=entered, clocks=clocks, contents=made, sending=sending, today=TODAY)


def ids(by) -> dict:
    """What an address of an issued report names."""
    return {"report": issued(by).pk}


def known(day: str, hour: int = 23) -> Clocks:
    """Both clocks at a day and an hour of it."""
    return replace(CLOCKS, as_of=build.date(day), known_at=build.moment(day, hour))
