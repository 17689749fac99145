"""The directive of 28/8/2017 as it is loaded, and loading it again."""

import datetime as dt
import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from accounts.models import AuditEntry
from directives.actions.documents import add_document
from directives.actions.obligations import add_obligation
from directives.enums import AppliesTo, DocumentKind
from directives.management.commands.load_directive import DATA
from directives.models import Directive, Obligation, PartyBody
from directives.rules.clauses import clause_order
from ntm_portal.vietnamese import day
from tests import build

pytestmark = pytest.mark.django_db


@pytest.fixture
def directive() -> Directive:
    return Directive.objects.asking().get()


def test_the_directive_is_kept_as_far_as_it_is_known(directive):
    assert directive.label == "Chỉ thị ngày 28/8/2017"
    assert (directive.number, directive.signer) == ("", "Bùi Văn Hảo")
    assert str(directive) == directive.label


def test_what_it_is_based_on_is_kept_with_it(directive):
    assert [document.label for document in directive.cites.order_by("issued_on")] == [
        "Quyết định số 558/QĐ-TTg ngày 05/4/2016",
        "Nghị quyết số 30-NQ/HU ngày 03/6/2016",
        "Quyết định số 1980/QĐ-TTg ngày 17/10/2016",
        "Quyết định số 48/2016/QĐ-UBND ngày 21/11/2016",
    ]


SHIPPED = [
    ("1", "SPREAD", "COMMUNES", "15/9/2017", True),
    ("2", "DOCUMENT", "COMMUNES", "31/12/2017", False),
    ("3a", "DOCUMENT", "COMMUNES", "20/9/2017", True),
    ("3b", "DOCUMENT", "COMMUNES", "20/9/2017", True),
    ("3c", "MEASURE", "COMMUNES", "30/9/2017", False),
    ("3d", "MEASURE", "COMMUNES", "30/9/2017", False),
    ("3đ", "MEASURE", "COMMUNES", "30/9/2017", False),
    ("3e", "NO_FALL", "COMMUNES", "", False),
    ("4a", "MEASURE", "DISTRICT", "31/12/2017", False),
    ("4b", "DOCUMENT", "DISTRICT", "31/12/2017", False),
    ("4c", "DOCUMENT", "DISTRICT", "31/10/2017", True),
    ("5", "VISIT", "COMMUNES", "", False),
    ("6", "PROOF", "BODIES", "", False),
    ("7", "REPORT", "BODIES", "", True),
]


def test_every_clause_of_the_directive_is_shipped_as_a_task(directive):
    rows = sorted(directive.obligations.exclude(criterion__number__gt=1), key=lambda row: clause_order(row.clause))
    found = [
        (row.clause, row.judged_by, row.applies_to, day(row.due_on) if row.due_on else "", row.due_set_by_office)
        for row in rows
    ]
    assert found == SHIPPED


def test_what_the_text_does_not_say_is_marked_as_the_offices_own(directive):
    own = directive.obligations.filter(set_by_office=True).order_by("pk").values_list("clause", "wanted", "counted")
    assert list(own) == [("2", 1, "phiếu"), ("4b", 36, "văn bản"), ("4c", 2, "văn bản"), ("6", 4, "cuộc")]


def test_three_indicators_are_due_in_september_and_nine_criteria_in_december(directive):
    asked = directive.obligations.measured().in_order()
    of_communes = asked.of_communes().select_related("indicator")
    assert {(row.clause, row.indicator.number) for row in of_communes} == {("3c", "11"), ("3d", "15.1"), ("3đ", "15.3")}
    assert [row.criterion.number for row in asked.of_district().select_related("criterion")] == list(range(1, 10))
    assert {row.begins_on for row in asked} == {directive.issued_on}


def test_the_secretary_and_the_chairman_answer_with_the_department(directive):
    poor = directive.obligations.get(clause="3c")
    assert poor.post_names() == ["Bí thư Đảng ủy, Trưởng BCĐ xã", "Chủ tịch UBND xã"]
    assert [body.short_name for body in poor.answering_bodies.all()] == ["Phòng LĐ-TB&XH"]
    assert str(poor).startswith("Mục 3c: 11")
    assert str(directive.obligations.get(clause="6")) == "Mục 6: Tuyên truyền, vận động; giám sát, phản biện"


def test_a_clause_loaded_before_it_was_written_out_is_renamed(directive, capsys):
    directive.obligations.filter(clause__in=("3c", "3d", "3đ")).update(clause="3")
    call_command("load_directive")
    assert capsys.readouterr().out == "Chỉ thị: thêm 0 văn bản, 0 nhiệm vụ.\n"
    assert directive.obligations.filter(clause="3đ", indicator__number="15.3").exists()


def test_every_commune_has_its_party_committee(directive, xuan_tan):
    assert PartyBody.objects.filter(district=directive.district).count() == 20
    assert str(xuan_tan.party_body) == "Đảng bộ xã Xuân Tân"


def test_loading_again_adds_nothing(capsys):
    call_command("load_directive")
    assert capsys.readouterr().out == "Chỉ thị: thêm 0 văn bản, 0 nhiệm vụ.\n"


def test_loading_again_leaves_what_the_office_changed(directive):
    directive.number, directive.summary = "05-CT/HU", "Trích yếu theo bản chính"
    directive.save()
    moved = directive.obligations.in_order().first()
    moved.due_on = dt.date(2017, 10, 15)
    moved.save()
    call_command("load_directive", verbosity=0)
    directive.refresh_from_db()
    moved.refresh_from_db()
    assert (directive.number, moved.due_on) == ("05-CT/HU", dt.date(2017, 10, 15))
    assert Directive.objects.asking().count() == 1


def test_loading_again_brings_back_what_is_missing(directive, capsys):
    directive.obligations.of_communes().delete()
    call_command("load_directive")
    assert capsys.readouterr().out == "Chỉ thị: thêm 0 văn bản, 9 nhiệm vụ.\n"


def broken(change) -> dict:
    told = json.loads(DATA.read_text(encoding="utf-8"))
    change(told)
    return told


@pytest.mark.parametrize(
    "change",
    [
        lambda told: told.update(district="999"),
        lambda told: told["obligations"][4].update(indicators=["99"]),
        lambda told: told["obligations"][0].update(clause="9", answering_posts=["KING"]),
        lambda told: told["obligations"][0].update(clause="9", due_on="31/9/2017"),
        lambda told: told["obligations"][0].pop("title") and told["obligations"][0].update(clause="9"),
    ],
    ids=["unknown district", "unknown indicator", "unknown post", "no such day", "no title"],
)
def test_a_wrong_file_loads_nothing(change, tmp_path):
    path = tmp_path / "chi-thi.json"
    path.write_text(json.dumps(broken(change)), encoding="utf-8")
    before = Obligation.objects.count()
    with pytest.raises(CommandError, match="Chưa nạp gì"):
        call_command("load_directive", file=path)
    assert Obligation.objects.count() == before


def test_a_document_and_its_tasks_leave_audit_lines(hanh, district):
    document = add_document(
        kind=DocumentKind.PLAN, number="12-KH/HU", issued_on=dt.date(2017, 9, 1), issuer="Huyện ủy", by=hanh
    )
    add_obligation(
        directive=document,
        clause="1",
        title="Việc thử",
        applies_to=AppliesTo.COMMUNES,
        begins_on=dt.date(2017, 9, 1),
        due_on=dt.date(2017, 9, 30),
        answering_posts=["CHAIR"],
        indicator=build.indicator("11"),
        by=hanh,
    )
    lines = AuditEntry.objects.filter(by=hanh).order_by("pk").values_list("action", "subject")
    assert [action for action, _ in lines] == ["Thêm văn bản chỉ đạo", "Giao nhiệm vụ"]


def asked(directive, **given) -> Obligation:
    plain = {
        "directive": directive,
        "clause": "9",
        "title": "Việc thử",
        "applies_to": AppliesTo.COMMUNES,
        "begins_on": dt.date(2017, 9, 1),
        "due_on": dt.date(2017, 9, 30),
        "answering_posts": ["CHAIR"],
        "indicator": build.indicator("11"),
    }
    return Obligation(**plain | given)


SAME_AS_3A = {
    "indicator": None,
    "judged_by": "DOCUMENT",
    "clause": "3a",
    "title": "Rà soát, đánh giá chất lượng 19 tiêu chí",
}


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"indicator": None}, "Chọn một chỉ tiêu hoặc một tiêu chí."),
        ({"due_on": dt.date(2017, 8, 31)}, "Hạn phải từ ngày giao trở đi."),
        ({"answering_posts": ["KING"]}, "Nhập danh sách mã chức vụ"),
        ({"answering_posts": "CHAIR"}, "Nhập danh sách mã chức vụ"),
        ({"clause": "3c"}, "Mục này đã giao chỉ tiêu đó."),
        ({"judged_by": "DOCUMENT"}, "Chọn một chỉ tiêu hoặc một tiêu chí"),
        ({"recurrence": "MONTHLY"}, "Việc định kỳ ghi ngày đến hạn trong tháng"),
        ({"due_on": None, "recurrence": "MONTHLY", "due_day": 25}, "Chỉ văn bản, báo cáo"),
        ({"indicator": None, "judged_by": "REPORT"}, "Báo cáo định kỳ phải ghi định kỳ"),
        ({"wanted": 0}, "Số lượng yêu cầu phải từ 1"),
        (SAME_AS_3A, "Mục này đã giao việc đó."),
    ],
)
def test_a_task_that_makes_no_sense_is_refused(directive, given, refusal):
    with pytest.raises(ValidationError, match=refusal):
        asked(directive, **given).full_clean()


def test_a_sound_task_is_accepted(directive):
    asked(directive).full_clean()


def test_the_same_document_is_kept_once(directive):
    twin = Directive(kind=directive.kind, issued_on=directive.issued_on, issuer=directive.issuer)
    with pytest.raises(ValidationError, match="Văn bản này đã có"):
        twin.full_clean()
