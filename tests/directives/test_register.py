"""Sổ văn bản: documents, their tasks and texts, entered and corrected on pages; nobody overwrites anybody."""

import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.enums import Role
from accounts.models import AuditEntry
from criteria.models import Evidence
from directives.actions.documents import add_document, amend_document, attach_text, newest_change
from directives.actions.obligations import add_obligation, amend_obligation, withdraw_obligation
from directives.enums import AppliesTo, DocumentKind
from directives.models import Directive, Obligation
from directives.permissions import directives_editable_by
from tests import build
from tests.directives.work import TODAY, body, clause, deed, directive

pytestmark = pytest.mark.django_db

DOCUMENT = {
    "kind": "PLAN", "number": "12-KH/UBND", "issued_on": "1/9/2017", "issuer": "UBND huyện Xuân Trường",
    "signer": "Người ký thử", "summary": "Kế hoạch thử về BHYT", "scope": "các xã, thị trấn", "own": "on", "source": "",
}  # fmt: skip
TASK = {
    "clause": "2đ", "title": "Lập danh sách hộ", "priority": "HEALTH", "applies_to": "COMMUNES",
    "begins_on": "1/9/2017",
    "opens_on": "", "due_on": "29/9/2017", "recurrence": "", "due_day": "", "ends_on": "", "judged_by": "DOCUMENT",
    "measure": "", "wanted": "1", "counted": "", "answering_posts": ["CHAIR"], "answering_words": "",
}  # fmt: skip


def page(browser, path) -> str:
    text = re.sub(r"<[^>]+>", " ", browser.get(path).text)
    return " ".join(text.replace("&nbsp;", " ").split())


def plan(by=None, **given) -> Directive:
    plain = {"number": "12-KH/UBND", "issued_on": build.date("2017-09-01"), "issuer": "UBND huyện"}
    return add_document(kind=DocumentKind.PLAN, by=by, **plain | given)


def given_task(document, by=None, **given) -> Obligation:
    plain = {"clause": "1", "title": "Việc thử", "applies_to": AppliesTo.COMMUNES, "judged_by": "DOCUMENT"}
    days = {"begins_on": document.issued_on, "due_on": build.date("2017-09-30"), "answering_posts": ["CHAIR"]}
    return add_obligation(directive=document, by=by, **plain | days | given)


def test_a_document_is_entered_with_its_text_and_then_given_a_task(sign_in, xuan_tan):
    browser = sign_in("hanh")
    sent = DOCUMENT | {"cites": [directive().pk], "file": build.upload(name="ke-hoach.pdf")}
    answer = browser.post("/van-ban/them/", sent)
    made = Directive.objects.get(number="12-KH/UBND")
    assert answer.url == f"/van-ban/{made.pk}/"
    assert b"".join(sign_in("chau").get(f"/van-ban/{made.pk}/toan-van/")).startswith(b"%PDF")
    assert "Được căn cứ bởi Kế hoạch số 12-KH/UBND ngày 01/9/2017" in page(browser, f"/van-ban/{directive().pk}/")
    answer = browser.post(f"/van-ban/{made.pk}/nhiem-vu/them/", TASK | {"units": [xuan_tan.pk]})
    assert answer.url == f"/van-ban/{made.pk}/"
    task = made.obligations.get()
    assert (task.href, list(task.units.all())) == (f"/chi-thi/{made.pk}/2dd/", [xuan_tan])
    assert "Lập danh sách hộ" in page(browser, task.href)
    assert "Còn 4 ngày" in page(sign_in("tan"), f"/chi-thi/{made.pk}/")
    assert "Lập danh sách hộ" not in page(sign_in("chau"), f"/chi-thi/{made.pk}/")


@pytest.mark.parametrize(
    ("changed", "field", "refusal"),
    [
        ({"issued_on": "31/9/2017"}, "issued_on", "Tháng 9 chỉ có 30 ngày"),
        ({"summary": ""}, "summary", "Không để trống ô này"),
        ({"issued_on": "1/8/2017", "cites": True}, "cites", "ban hành sau văn bản này (01/8/2017)"),
    ],
)
def test_a_fault_stands_at_its_box_and_what_was_typed_stays(changed, field, refusal, sign_in):
    sent = DOCUMENT | changed | ({"cites": [directive().pk]} if "cites" in changed else {})
    form = sign_in("hanh").post("/van-ban/them/", sent).context["form"]
    assert refusal in form.errors[field][0]
    assert form["number"].value() == "12-KH/UBND"


def test_a_file_that_is_none_is_refused_and_a_good_one_asked_for_again(sign_in):
    browser = sign_in("hanh")
    wrong = browser.post("/van-ban/them/", DOCUMENT | {"file": build.upload(b"khong phai tep", "a.exe")})
    assert "Không nhận loại tệp này" in wrong.context["form"].errors["file"][0]
    again = browser.post("/van-ban/them/", DOCUMENT | {"summary": "", "file": build.upload()})
    assert "chọn lại tệp" in again.context["form"].errors["file"][0]


def test_the_register_is_searched_without_marks_and_filtered(sign_in):
    plan(summary="Kế hoạch thử về BHYT", signer="Nguyễn Văn Thử")
    browser = sign_in("tan")
    found = {
        query: [entry.document.kind for entry in browser.get(f"/van-ban/{query}").context["entries"]]
        for query in ("?q=ke hoach thu", "?q=nguyen van thu", "?loai=PLAN", "?loai=GI-DO&q=30-NQ", "?co_viec=1")
    }
    assert found == {
        "?q=ke hoach thu": ["PLAN"], "?q=nguyen van thu": ["PLAN"], "?loai=PLAN": ["PLAN"],
        "?loai=GI-DO&q=30-NQ": ["RESOLUTION"], "?co_viec=1": ["DIRECTIVE"],
    }  # fmt: skip
    assert "Không có văn bản nào theo cách lọc này" in page(browser, "/van-ban/?q=khongcogi")


def test_an_empty_register_says_what_leads_on(sign_in):
    Obligation.objects.all().delete()
    Directive.objects.all().delete()
    assert "Sổ chưa có văn bản" in page(sign_in("leader"), "/van-ban/")
    assert "Thêm văn bản" in page(sign_in("party_office"), "/van-ban/")


@pytest.mark.parametrize("documents", [1, 3])
def test_the_register_costs_the_same_for_any_number_of_documents(documents, sign_in, django_assert_num_queries):
    for number in range(documents):
        given_task(plan(number=f"{number}-KH"))
    browser = sign_in("hanh")
    browser.get("/van-ban/")
    with django_assert_num_queries(4):
        browser.get("/van-ban/")


@pytest.mark.parametrize("tasks", [1, 3])
def test_a_document_costs_the_same_for_any_number_of_tasks(tasks, sign_in, django_assert_num_queries):
    document = plan()
    for number in range(tasks):
        given_task(document, clause=str(number))
    browser = sign_in("hanh")
    browser.get(f"/van-ban/{document.pk}/")
    with django_assert_num_queries(17):
        browser.get(f"/van-ban/{document.pk}/")


def amended(document, by, seen=None, cites=(), **given):
    fields = {"summary": "Trích yếu mới"} | given
    return amend_document(
        document=document, seen=newest_change(document) if seen is None else seen, cites=cites, by=by, **fields
    )


def test_a_correction_keeps_what_it_was(hanh):
    document = plan(summary="Cũ")
    assert amended(document, hanh, district=None).summary == "Trích yếu mới"
    assert [row.summary for row in document.history.order_by("history_id")][-1] == "Trích yếu mới"
    assert AuditEntry.objects.filter(by=hanh, action="Sửa văn bản chỉ đạo").exists()


def test_a_stale_correction_is_refused_with_the_others_words(sign_in, hanh, party_office):
    document = plan(summary="Cũ")
    seen = newest_change(document)
    amended(document, party_office, summary="Do Huyện ủy sửa")
    sent = DOCUMENT | {"seen": seen, "summary": "Do văn phòng sửa"}
    answer = sign_in("hanh").post(f"/van-ban/{document.pk}/sua/", sent)
    assert "Người thử party_office đã sửa trong lúc trang này mở" in answer.text
    assert answer.context["current"].summary == "Do Huyện ủy sửa"
    assert answer.context["form"]["summary"].value() == "Do văn phòng sửa"
    again = sent | {"seen": answer.context["form"]["seen"].value()}
    assert sign_in("hanh").post(f"/van-ban/{document.pk}/sua/", again).status_code == 302
    document.refresh_from_db()
    assert document.summary == "Do văn phòng sửa"


def test_who_changed_it_without_an_account_is_still_somebody_else(hanh):
    document = plan()
    with pytest.raises(ValidationError, match="Người khác đã sửa"):
        amended(document, hanh, seen=0)


def test_a_document_without_history_is_simply_corrected(hanh):
    document = plan()
    document.history.all().delete()
    assert amended(document, hanh).summary == "Trích yếu mới"


def test_a_document_does_not_rest_on_itself(hanh):
    document = plan()
    with pytest.raises(ValidationError, match="không căn cứ vào chính nó"):
        amended(document, hanh, cites=[document])


@pytest.mark.parametrize("who", ["tan", "lao_dong", "leader", "front", "admin"])
def test_only_the_two_offices_keep_the_register(who, request):
    by, document = request.getfixturevalue(who), plan()
    assert not directives_editable_by(by).exists()
    with pytest.raises(PermissionDenied):
        plan(by, number="13")
    with pytest.raises(PermissionDenied):
        amended(document, by)
    with pytest.raises(PermissionDenied):
        given_task(document, by)
    with pytest.raises(PermissionDenied):
        withdraw_obligation(obligation=given_task(document), reason="Nhầm", by=by)


def test_the_text_is_kept_once(hanh):
    document = plan()
    moments = {"at": build.moment(TODAY), "today": TODAY}
    kept = [attach_text(document=document, upload=build.upload(), by=hanh, **moments) for _ in range(2)]
    document.refresh_from_db()
    assert kept[0] == kept[1] == document.file
    assert Evidence.objects.get().summary == "Kế hoạch số 12-KH/UBND ngày 01/9/2017"


def test_a_text_from_the_future_is_none(hanh):
    document = plan(issued_on=build.date("2017-10-01"))
    with pytest.raises(ValidationError, match="Ngày văn bản chưa đến"):
        attach_text(document=document, upload=build.upload(), by=hanh, at=build.moment(TODAY), today=TODAY)


def test_a_task_is_corrected_and_its_stale_copy_refused(sign_in, hanh):
    task = clause("3a")
    browser, path = sign_in("hanh"), f"/van-ban/{task.directive_id}/nhiem-vu/{task.pk}/sua/"
    form = browser.get(path).context["form"]
    sent = {name: form[name].value() for name in form.fields} | {"due_on": "22/9/2017"}
    sent = {name: value for name, value in sent.items() if value not in (None, False, "") and value != []}
    sent["answering_bodies"] = [one.pk for one in task.answering_bodies.all()]
    sent.pop("units", None), sent.pop("bodies", None)
    assert browser.post(path, sent).status_code == 302
    task.refresh_from_db()
    assert task.due_on == build.date("2017-09-22")
    stale = browser.post(path, sent | {"due_on": "24/9/2017"})
    assert "Người thử hanh đã sửa" in stale.text
    assert stale.context["current"].due_on == build.date("2017-09-22")


@pytest.mark.parametrize(
    ("changed", "field", "refusal"),
    [
        ({"judged_by": "MEASURE"}, "measure", "Chọn chỉ tiêu hoặc tiêu chí phải đạt"),
        ({"measure": "I"}, "measure", "Chỉ chọn khi đánh giá theo"),
        ({"judged_by": "MEASURE", "measure": "I", "applies_to": "DISTRICT"}, "measure", "thuộc cấp khác"),
        ({"applies_to": "BODIES"}, "bodies", "Chọn cơ quan, đoàn thể được giao"),
        ({"answering_posts": []}, "answering_posts", "Chọn chức vụ hoặc cơ quan chịu trách nhiệm"),
        ({"begins_on": "27/8/2017"}, "begins_on", "Ngày giao phải từ ngày ban hành"),
        ({"due_day": "32"}, "due_day", "Ngày từ 1 đến 31"),
        ({"recurrence": "MONTHLY", "due_day": "20"}, "__all__", "Việc định kỳ ghi ngày đến hạn"),
        ({"due_on": "1/8/2017"}, "__all__", "Hạn phải từ ngày giao"),
    ],
)
def test_a_task_that_makes_no_sense_is_refused_at_its_box(changed, field, refusal, sign_in):
    changed = changed | ({"measure": f"I:{build.indicator('15.1').pk}"} if changed.get("measure") else {})
    path = f"/van-ban/{directive().pk}/nhiem-vu/them/"
    form = sign_in("hanh").post(path, TASK | changed).context["form"]
    assert refusal in form.errors[field][0]


@pytest.mark.parametrize("kind", ["I", "C"])
def test_a_measured_task_is_given_on_the_page(kind, sign_in):
    indicator = build.indicator("12")
    pk = indicator.pk if kind == "I" else indicator.criterion_id
    sent = TASK | {"judged_by": "MEASURE", "measure": f"{kind}:{pk}", "answering_bodies": [body("lao-dong").pk]}
    assert sign_in("hanh").post(f"/van-ban/{directive().pk}/nhiem-vu/them/", sent).status_code == 302
    made = directive().obligations.get(clause="2đ")
    assert (made.indicator_id or made.criterion_id) == pk
    assert sign_in("hanh").get(f"/van-ban/{made.directive_id}/nhiem-vu/{made.pk}/sua/").status_code == 200


def test_a_task_of_a_body_that_comes_again(sign_in):
    sent = TASK | {
        "applies_to": "BODIES", "bodies": [body("bhxh").pk], "judged_by": "REPORT", "due_on": "",
        "recurrence": "MONTHLY", "due_day": "20", "answering_posts": [],
    }  # fmt: skip
    assert sign_in("hanh").post(f"/van-ban/{directive().pk}/nhiem-vu/them/", sent).status_code == 302
    assert "ngày 20, hằng tháng" in page(sign_in("leader"), f"/van-ban/{directive().pk}/")


def test_a_task_is_taken_back_only_while_nobody_answered(sign_in, hanh, xuan_tan):
    task = given_task(directive(), clause="9")
    path = f"/van-ban/{task.directive_id}/nhiem-vu/{task.pk}/rut/"
    assert "Nêu lý do" in sign_in("hanh").post(path, {"reason": " "}).text
    assert sign_in("hanh").post(path, {"reason": "Ghi nhầm mục"}).status_code == 302
    assert not Obligation.objects.filter(pk=task.pk).exists()
    deed(xuan_tan, hanh)
    with pytest.raises(ValidationError, match="Nhiệm vụ đã có kết quả"):
        withdraw_obligation(obligation=clause("3a"), reason="Nhầm", by=hanh)
    with pytest.raises(ValidationError, match="Nêu lý do"):
        withdraw_obligation(obligation=clause("3b"), reason=" ", by=hanh)


def test_what_is_real_and_what_is_sample_do_not_mix(district, hanh):
    sample = build.user("mau", Role.PARTY_OFFICE, unit=district, sample=True)
    invented = plan(sample)
    assert invented.sample
    assert given_task(directive(), sample, clause="9").sample
    with pytest.raises(ValidationError, match="Tài khoản minh họa không sửa bản ghi thật"):
        amended(directive(), sample)
    with pytest.raises(ValidationError, match="Đây là số liệu minh họa"):
        amended(invented, hanh)
    task = clause("3a")
    with pytest.raises(ValidationError, match="Tài khoản minh họa"):
        amend_obligation(obligation=task, seen=newest_change(task), by=sample, title="Khác")


def test_the_old_words_of_a_task_stay_in_its_history(hanh):
    task = clause("3a")
    days = {"due_on": None, "recurrence": ""}
    amend_obligation(
        obligation=task, seen=newest_change(task), by=hanh, answering_bodies=[body("bhxh")], **days, judged_by="PROOF"
    )
    assert task.history.order_by("history_id").first().judged_by == "DOCUMENT"
    assert AuditEntry.objects.get(action="Sửa nhiệm vụ").detail == {"han": "thường xuyên"}
