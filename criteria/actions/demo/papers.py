"""A few generated documents for each place: every one says that it is invented, and one of them is old.

What the story leaves unproven stays so, because a portal in use has gaps too.
"""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from io import BytesIO

from accounts.models import User
from communes.models import Unit
from criteria.actions.demo import pdf
from criteria.actions.evidence import Paper, searched
from criteria.enums import DocumentKind, Stage
from criteria.models import Evidence, EvidenceLink, Finding
from ntm_portal import blobs, clock
from ntm_portal.vietnamese import day, lower_first

MARK = "SỐ LIỆU MINH HỌA"
NOT_REAL = "Được đặt ra để trình bày, không phải tài liệu thật."
HALF_YEAR, LAST = dt.date(2017, 6, 30), dt.date(2017, 9, 22)
# Indicators that nobody has attached anything to, by the last digit of the place's code.
UNPROVEN = {"0": ("13.2", "18.5"), "3": ("8.4",), "6": ("13.2",), "7": ("18.5", "16"), "9": ("6.2",)}
PLANNED = ("1.1", "1.2")
DEPARTMENTS = {
    "15.1": ("bhxh", "BHXH huyện", "Bảng tổng hợp thẻ BHYT các xã, thị trấn"),
    "11": ("lao-dong", "Phòng LĐ-TB&XH", "Kết quả rà soát hộ nghèo các xã, thị trấn"),
    "15.3": ("trung-tam-y-te", "Trung tâm Y tế huyện", "Báo cáo chiến dịch cân đo trẻ dưới 5 tuổi"),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """A document of the demonstration before it is written."""

    paper: Paper
    file_name: str
    by: User


def load_papers(unit: Unit, users: dict[str, User], own: User, indicators: dict[int, str]) -> None:
    """Documents of one place, joined to the figures in force; one document proves many of them."""
    made: dict[Draft, Evidence] = {}
    links = []
    findings = Finding.objects.heads([unit.pk], list(indicators), LAST).order_by("pk")
    for finding in findings:
        for draft in drafts_for(unit, finding, indicators[finding.indicator_id], users, own):
            evidence = made.get(draft) or made.setdefault(draft, written(unit, draft))
            at = max(finding.recorded_at, evidence.uploaded_at)
            pages = f"trang {1 + finding.indicator_id % 9}"
            links.append(
                EvidenceLink(
                    evidence=evidence, finding=finding, pages=pages, linked_by=draft.by, linked_at=at, sample=True
                )
            )
    EvidenceLink.objects.bulk_create(links)


def drafts_for(unit: Unit, finding: Finding, number: str, users: dict[str, User], own: User) -> Iterator[Draft]:
    """What proves a figure: the place's report, the district's minutes or the department's table."""
    if number in UNPROVEN.get(unit.code[-1], ()):
        return
    if number in PLANNED and finding.assessed_on <= HALF_YEAR:
        yield plan_of(unit, own)
    elif finding.stage == Stage.SELF:
        yield report_of(unit, finding.assessed_on, own)
    elif number in DEPARTMENTS:
        yield table_of(number, finding.assessed_on, users)
    else:
        yield minutes_of(unit, finding.assessed_on, users["vpdp"])


def plan_of(unit: Unit, own: User) -> Draft:
    """The plan everything rests on, older than a year: its age is shown, and nothing is refused for it."""
    paper = Paper(dt.date(2012, 5, 14), "Quyết định phê duyệt quy hoạch xây dựng nông thôn mới (minh họa)")
    return Draft(replace(paper, issuer="UBND huyện Xuân Trường"), "quyet-dinh-quy-hoach.pdf", own)


def report_of(unit: Unit, assessed_on: dt.date, own: User) -> Draft:
    """The self-assessment of the half-year, or of September."""
    issuer = f"UBND {lower_first(unit.label)}"
    if assessed_on <= HALF_YEAR:
        paper = Paper(HALF_YEAR, "Báo cáo tự đánh giá tiêu chí 6 tháng đầu năm 2017 (minh họa)", issuer=issuer)
        return Draft(paper, "bao-cao-tu-danh-gia-6-thang.pdf", own)
    paper = Paper(LAST, "Báo cáo bổ sung, hoàn thiện tiêu chí tháng 9/2017 (minh họa)", issuer=issuer)
    return Draft(paper, "bao-cao-bo-sung-thang-9.pdf", own)


def minutes_of(unit: Unit, assessed_on: dt.date, office: User) -> Draft:
    """The district's verification, on the spot."""
    on = HALF_YEAR if assessed_on <= HALF_YEAR else LAST
    words = f"Biên bản thẩm tra tiêu chí {lower_first(unit.label)}, tháng {on.month}/2017 (minh họa)"
    return Draft(
        Paper(on, words, issuer="Văn phòng điều phối NTM huyện"), f"bien-ban-tham-tra-thang-{on.month}.pdf", office
    )


def table_of(number: str, assessed_on: dt.date, users: dict[str, User]) -> Draft:
    """One table of a department proves the figures of all communes: the same file, kept once."""
    code, issuer, words = DEPARTMENTS[number]
    return Draft(
        Paper(assessed_on, f"{words} (minh họa)", issuer=issuer), f"bang-tong-hop-{code}.pdf", users[f"phong.{code}"]
    )


def written(unit: Unit, draft: Draft) -> Evidence:
    """Print the document, keep its file, note it for the place."""
    paper = draft.paper
    content = pdf.page(MARK, [paper.summary, paper.issuer, f"Ngày {day(paper.issued_on)}.", NOT_REAL])
    return kept(unit, draft, content, DocumentKind.PDF)


def kept(unit: Unit, draft: Draft, content: bytes, kind: DocumentKind) -> Evidence:
    """Keep a generated file and note it for the place."""
    paper = draft.paper
    sha256 = hashlib.sha256(content).hexdigest()
    blobs.keep(BytesIO(content), sha256)
    known = max(paper.issued_on, HALF_YEAR) + dt.timedelta(days=2)
    return Evidence.objects.create(
        unit=unit, issued_on=paper.issued_on, issuer=paper.issuer, summary=paper.summary, file_name=draft.file_name,
        kind=kind, size=len(content), sha256=sha256, uploaded_by=draft.by,
        uploaded_at=dt.datetime.combine(known, dt.time(9), tzinfo=clock.LOCAL),
        search_name=searched(paper, draft.file_name), sample=True,
    )  # fmt: skip


def remove_files(digests: Collection[str]) -> None:
    """Take away the files of the demonstration that no real record shares."""
    for sha256 in set(digests) - blobs.named(digests):
        blobs.remove(sha256)
