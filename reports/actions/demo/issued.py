"""One report of 31/8/2017, and what became known of that day only after it."""

import datetime as dt
from collections.abc import Callable, Sequence
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
from reports.enums import ReportKind
from reports.rules.issuers import ISSUERS

ISSUED_ON, COMPARED = dt.date(2017, 8, 31), dt.date(2017, 7, 31)
AT = dt.datetime(2017, 8, 31, 16, 30, tzinfo=clock.LOCAL)
CODES = ("bieu-03", "bieu-06", "bieu-15")
ISSUER, DEPARTMENT, NUMBER = "phong-nong-nghiep", "nong-nghiep", "12/BC-NN&PTNT"
# A week later the insurance office finds cards it had counted twice; the month is locked, so the NTM office corrects.
CORRECTED, TWICE, CORRECTED_ON = "14089", 14, dt.date(2017, 9, 8)

Fill = Callable[[Paper, Clocks, Sequence[str], dt.datetime], Contents]


def load_issued(fill: Fill) -> None:
    """The report as it left, then the correction."""
    district = Unit.objects.districts().valid_on(ISSUED_ON).get(code=settings.HOME_DISTRICT)
    office = User.objects.get(username="vpdp", sample=True)
    paper = Paper(
        district, ISSUERS[ISSUER], NUMBER, ISSUED_ON, ReportKind.MONTH, signer_of(district), "Trưởng phòng NN&PTNT",
        note="Số báo cáo minh họa", period_code="thang-8-2017",
    )  # fmt: skip
    clocks = Clocks(ISSUED_ON, COMPARED, AT)
    paper = checked(paper=paper, clocks=clocks, by=office, today=ISSUED_ON)
    issue_report(
        paper=paper, clocks=clocks, contents=fill(paper, clocks, CODES, AT),
        sending=Sending(office, AT, "minh-hoa-thang-8", None), today=ISSUED_ON,
    )  # fmt: skip
    correct(office)
    appoint_signers(district)


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
