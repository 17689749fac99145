"""One report of 31/8/2017 and what became known of that day only after it; two of communes, one of them taken back."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from django.conf import settings

from accounts.models import User
from communes.actions.people import appoint
from communes.enums import Post
from communes.models import Appointment, Department, Officer, Unit
from criteria.actions.demo.loading import SOURCES, at_nine
from criteria.actions.demo.people import SINCE, sample_name
from criteria.actions.findings import FigureRow, record_findings
from criteria.enums import Stage
from criteria.models import Finding
from ntm_portal import clock
from reports.actions.issuing import Clocks, Contents, Paper, Sending, checked, issue_report
from reports.actions.withdrawing import withdraw_report
from reports.enums import ReportKind
from reports.models import IssuedReport
from reports.rules.issuers import ISSUERS

ISSUED_ON, COMPARED = dt.date(2017, 8, 31), dt.date(2017, 7, 31)
AT = dt.datetime(2017, 8, 31, 16, 30, tzinfo=clock.LOCAL)
CODES = ("bieu-03", "bieu-06", "bieu-15")
ISSUER, DEPARTMENT, NUMBER = "phong-nong-nghiep", "nong-nghiep", "12/BC-NN&PTNT"
# A week later the insurance office finds cards it had counted twice; the month is locked, so the NTM office corrects.
CORRECTED, TWICE, CORRECTED_ON = "14089", 14, dt.date(2017, 9, 8)
# A re-check of 14/9 found rubbish where the report of 13/9 still said that 17.5 was met.
COMMUNE_CODES = ("bieu-01", "bieu-02")
OF_COMMUNES = (
    ("14137", "13/BC-NN&PTNT", dt.date(2017, 9, 12), dt.date(2017, 9, 13)),
    ("14110", "14/BC-NN&PTNT", dt.date(2017, 9, 20), dt.date(2017, 9, 21)),
)
WITHDRAWN, TAKEN_BACK_BY, TAKEN_BACK_ON = "14137", "05/TB-NN&PTNT", dt.date(2017, 9, 15)
TAKEN_BACK_FOR = "Phúc tra ngày 14/9/2017: chỉ tiêu 17.5 không đạt, báo cáo còn ghi đạt"

Fill = Callable[[Paper, Clocks, Sequence[str], dt.datetime], Contents]


def load_issued(fill: Fill) -> None:
    """The report as it left, then the correction."""
    district = Unit.objects.districts().valid_on(ISSUED_ON).get(code=settings.HOME_DISTRICT)
    office = User.objects.get(username="vpdp", sample=True)
    paper = Paper(
        district, ISSUERS[ISSUER], NUMBER, ISSUED_ON, ReportKind.MONTH, signer_of(district), "Trưởng phòng NN&PTNT",
        note="Số báo cáo minh họa", period_code="thang-8-2017",
    )  # fmt: skip
    issue(fill, paper, Clocks(ISSUED_ON, COMPARED, AT), CODES, office)
    correct(office)
    load_of_communes(fill, paper, office)
    appoint_signers(district)


def issue(fill: Fill, paper: Paper, clocks: Clocks, codes: Sequence[str], office: User) -> IssuedReport:
    """One report at the hour at which its figures were known, on its own day."""
    at, on = clocks.known_at, paper.issued_on
    paper = checked(paper=paper, clocks=clocks, by=office, today=on)
    return issue_report(
        paper=paper, clocks=clocks, contents=fill(paper, clocks, codes, at),
        sending=Sending(office, at, f"minh-hoa-{on:%d-%m}", None), today=on,
    )  # fmt: skip


def load_of_communes(fill: Fill, paper: Paper, office: User) -> None:
    """A report about each of two communes; one is taken back when a re-check found what it had not seen."""
    for code, number, as_of, issued_on in OF_COMMUNES:
        place = Unit.objects.communes().valid_on(issued_on).with_places().get(code=code)
        of_place = replace(paper, place=place, number=number, issued_on=issued_on, period_code="")
        report = issue(fill, of_place, Clocks(as_of, ISSUED_ON, at_nine(issued_on)), COMMUNE_CODES, office)
        if code == WITHDRAWN:
            withdraw_report(
                report=report, number=TAKEN_BACK_BY, decided_on=TAKEN_BACK_ON, reason=TAKEN_BACK_FOR, by=office,
                at=at_nine(TAKEN_BACK_ON), today=TAKEN_BACK_ON,
            )  # fmt: skip


def appoint_signers(district: Unit) -> None:
    """Whoever signs for the other bodies in whose name reports are issued."""
    office = Department.objects.get(district=district, code="van-phong-huyen-uy")
    posts = ((Post.DISTRICT_CHAIR, district, None), (Post.DEPARTMENT_HEAD, None, office))
    for number, (post, unit, department) in enumerate(posts, 122):
        officer = Officer.objects.create(name=f"{sample_name(number)} (minh họa)", sample=True)
        appoint(
            officer=officer, post=post, unit=unit, department=department, valid_from=SINCE, by=None, sample=True
        )  # fmt: skip


def signer_of(district: Unit) -> Appointment:
    """The head of the department that issues."""
    department = Department.objects.get(district=district, code=DEPARTMENT)
    officer = Officer.objects.create(name=f"{sample_name(121)} (minh họa)", sample=True)
    return appoint(
        officer=officer, post=Post.DEPARTMENT_HEAD, unit=None, department=department, valid_from=SINCE, by=None,
        sample=True,
    )  # fmt: skip


def correct(office: User) -> None:
    """The figure of 31/8 that was too high."""
    old = Finding.objects.select_related("unit").get(
        unit__code=CORRECTED, indicator__number="15.1", stage=Stage.VERIFIED, assessed_on=ISSUED_ON, sample=True
    )
    row = FigureRow(
        old.indicator_id, Stage.VERIFIED, ISSUED_ON, numerator=old.numerator - Decimal(TWICE),
        denominator=old.denominator, corrects_id=old.pk, reason=f"BHXH huyện đối chiếu lại: {TWICE} thẻ trùng",
        source_document=SOURCES["15.1"],
    )  # fmt: skip
    record_findings(
        unit=old.unit, rows=[row], by=office, at=at_nine(CORRECTED_ON), today=CORRECTED_ON, trust_seen=True
    )  # fmt: skip
