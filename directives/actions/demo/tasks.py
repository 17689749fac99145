"""What communes and offices did for the directive by 25/9/2017, and a plan of the district with its own tasks."""

import datetime as dt

from communes.models import Department
from criteria.actions.demo.papers import MARK, Draft, written
from criteria.actions.evidence import Paper
from directives.actions.demo.cast import TODAY, Cast, at, september
from directives.actions.dissemination import confirm_dissemination, name_party_body, note_reading, send_document
from directives.actions.documents import add_document
from directives.actions.extensions import ask_more_time, decide_more_time
from directives.actions.fulfilments import confirm_fulfilment, record_fulfilment
from directives.actions.obligations import add_obligation
from directives.enums import AppliesTo, DocumentKind, JudgedBy, PriorityGroup, Recurrence
from directives.models import Directive, Obligation, PartyBody
from ntm_portal.vietnamese import lower_first

SENT_ON = dt.date(2017, 8, 29)
NAMED_BODIES = ("Đảng bộ Công an huyện (minh họa)", "Chi bộ Trung tâm Y tế huyện (minh họa)")
# Communes that had not finished a clause by 25/9/2017.
LATE = {"3a": ("14095", "14113"), "3b": ("14107",)}
# Reported, but nobody at the office has confirmed it yet.
UNCONFIRMED = {("3a", "14110"), ("3b", "14125"), ("3b", "14140")}
WHAT = {
    "3a": ("Báo cáo rà soát, đánh giá 19 tiêu chí", 18),
    "3b": ("Kế hoạch bổ sung, hoàn thiện tiêu chí", 19),
}


def load_tasks(cast: Cast) -> None:
    """Kể phần thực hiện Chỉ thị: dissemination, papers, more time, the Front, a plan of the district.

    Who was visited is told by the minutes of the visits (directives/actions/demo/visits.py).
    """
    directive = Directive.objects.asking().newest_first().first()
    clauses = {row.clause: row for row in directive.obligations.with_addressees().filter(criterion=None)}
    make_known(cast, directive)
    for clause in WHAT:
        file_papers(cast, clauses[clause])
    prepare_district(cast, clauses)
    ask_for_time(cast, clauses)
    plan(cast, directive)


def make_known(cast: Cast, directive: Directive) -> None:
    """Sent on 29/8, read in the days after, made known everywhere by 14/9."""
    office = cast.users["vphu"]
    for name in NAMED_BODIES:
        name_party_body(name=name, by=office)
    bodies = list(PartyBody.objects.of(cast.district).select_related("unit"))
    lines = send_document(directive=directive, bodies=bodies, sent_on=SENT_ON, by=office, today=SENT_ON)
    for number, line in enumerate(lines):
        head = cast.secretary(line.body.unit.code) if line.body.unit else None
        if head:
            note_reading(directive=directive, by=head, at=at(SENT_ON + dt.timedelta(days=1 + number % 3), 8))
        if line.body.name == NAMED_BODIES[1]:
            continue
        day = september(5 + number * 7 % 10)
        words = f"{6 + number % 9}/{6 + number % 9} chi bộ đã học, thảo luận (minh họa)"
        confirm_dissemination(line=line, confirmed_on=day, words=words, by=head or office, at=at(day, 16), today=day)


def file_papers(cast: Cast, obligation: Obligation) -> None:
    """A report or plan of each commune that was in time, confirmed by the NTM office."""
    words, due = WHAT[obligation.clause]
    for number, (code, unit) in enumerate(cast.communes.items()):
        if code in LATE[obligation.clause]:
            continue
        day = september(due - number % 9)
        line = record_fulfilment(
            obligation=obligation, place=unit, done_on=day, words=f"{words} (minh họa)", by=cast.officer(code),
            at=at(day, 15), today=day,
        )  # fmt: skip
        if (obligation.clause, code) not in UNCONFIRMED:
            later = day + dt.timedelta(days=1)
            confirm_fulfilment(fulfilment=line, by=cast.users["vpdp"], at=at(later), words="")


def prepare_district(cast: Cast, clauses: dict[str, Obligation]) -> None:
    """Papers of the district's dossier, one policy, a meeting and a supervision of the Front."""
    done = (
        ("4b", september(1), 12, "Báo cáo, biên bản của các phòng, ban theo tiêu chí huyện (minh họa)"),
        ("4b", september(20), 10, "Hồ sơ các tiêu chí 1, 3, 4, 8 đã được tỉnh thẩm định (minh họa)"),
        ("4c", september(15), 1, "Nghị quyết hỗ trợ tích tụ ruộng đất, cơ giới hóa (minh họa)"),
    )
    for clause, day, quantity, words in done:
        line = record_fulfilment(
            obligation=clauses[clause], place=cast.district, done_on=day, words=words, quantity=quantity,
            by=cast.users["vpdp"], at=at(day, 11), today=day,
        )  # fmt: skip
        confirm_fulfilment(fulfilment=line, by=cast.users["vphu"], at=at(day, 16), words="Đủ số lượng")
    front = Department.objects.get(code="mat-tran", district=cast.district)
    told = ((8, "Hội nghị vận động tham gia BHYT"), (21, "Giám sát thu, chi quỹ xây dựng NTM"))
    for day, words in ((september(number), words) for number, words in told):
        paper = Paper(day, f"Biên bản {lower_first(words)} (minh họa)", issuer="UBMTTQ huyện")
        evidence = written(cast.district, Draft(paper, "bien-ban.pdf", cast.users["mttq"]))
        record_fulfilment(
            obligation=clauses["6"], place=front, done_on=day, words=f"{words} (minh họa)", by=cast.users["mttq"],
            at=at(day, 17), today=day, proofs=[evidence],
        )  # fmt: skip


def ask_for_time(cast: Cast, clauses: dict[str, Obligation]) -> None:
    """One commune was given a week more for its review; another still waits for an answer about insurance."""
    hong, thuy = cast.communes["14095"], cast.communes["14113"]
    asked = ask_more_time(
        obligation=clauses["3a"], place=hong, due_on=clauses["3a"].due_on, wanted_until=september(30),
        reason="Chờ đối chiếu số thẻ BHYT với BHXH huyện (minh họa)", by=cast.officer("14095"), at=at(september(18)),
    )  # fmt: skip
    decide_more_time(
        request=asked, granted=True, moved_to=september(27), reason="Đồng ý một tuần, không lùi thêm (minh họa)",
        by=cast.users["vphu"], at=at(september(19)),
    )  # fmt: skip
    ask_more_time(
        obligation=clauses["3d"], place=thuy, due_on=clauses["3d"].due_on, wanted_until=dt.date(2017, 10, 15),
        reason="Còn 171 người, đang vận động theo xóm 2, xóm 7 (minh họa)", by=cast.secretary("14113"),
        at=at(september(22)),
    )  # fmt: skip


def plan(cast: Cast, directive: Directive) -> None:
    """A plan of the People's Committee that rests on the directive and asks things of its own."""
    office, communes = cast.users["vpdp"], cast.communes
    document = add_document(
        kind=DocumentKind.PLAN, number="… (minh họa)", issued_on=september(1), issuer="UBND huyện Xuân Trường",
        signer="Đặng Ngọc Cường", summary="Kế hoạch thực hiện Chỉ thị ngày 28/8/2017 (minh họa)",
        scope="UBND các xã, thị trấn; các phòng, ban", source=MARK, district=cast.district, cites=[directive],
        by=office,
    )  # fmt: skip
    common = {"directive": document, "by": office, "begins_on": document.issued_on}
    monthly = add_obligation(
        **common, clause="1", title="Báo cáo tiến độ hằng tháng về Văn phòng điều phối", judged_by=JudgedBy.REPORT,
        applies_to=AppliesTo.COMMUNES, recurrence=Recurrence.MONTHLY, due_day=20, answering_posts=["CHAIR"],
    )  # fmt: skip
    three = [communes[code] for code in ("14110", "14113", "14092")]
    add_obligation(
        **common, clause="2", title="Lập danh sách hộ chưa tham gia BHYT theo xóm", judged_by=JudgedBy.DOCUMENT,
        applies_to=AppliesTo.COMMUNES, due_on=september(29), units=three,
        answering_posts=["CHAIR"], priority=PriorityGroup.HEALTH,
    )  # fmt: skip
    insurers = list(Department.objects.filter(code__in=("bhxh", "lao-dong"), district=cast.district))
    add_obligation(
        **common, clause="3", title="Cung cấp số liệu thẻ BHYT, hộ nghèo theo xã hằng tuần", judged_by=JudgedBy.PROOF,
        applies_to=AppliesTo.BODIES, bodies=insurers, answering_posts=[], priority=PriorityGroup.HEALTH,
    )  # fmt: skip
    report_by(cast, monthly)


def report_by(cast: Cast, monthly: Obligation) -> None:
    """Most communes sent the report of September; three did not."""
    for number, (code, unit) in enumerate(cast.communes.items()):
        if code in ("14113", "14125", "14134"):
            continue
        day = min(september(16 + number % 6), TODAY)
        record_fulfilment(
            obligation=monthly, place=unit, done_on=day, due_on=september(20), words="Báo cáo tháng 9/2017 (minh họa)",
            by=cast.officer(code), at=at(day, 14), today=day,
        )  # fmt: skip
