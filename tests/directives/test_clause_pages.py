"""One clause, all clauses by commune, one person: what stands there, for whom, and at what cost."""

import re

import pytest

from communes.enums import Post
from communes.models import Unit
from directives.models import Fulfilment, Obligation
from tests import build
from tests.conftest import TODAY
from tests.directives.work import body, clause, confirmed, deed, directive

pytestmark = pytest.mark.django_db


def text(browser, path) -> str:
    plain = re.sub(r"<[^>]+>", " ", browser.get(path).text)
    return " ".join(plain.replace("&nbsp;", " ").split())


# --- One clause -----------------------------------------------------------------------------


def test_a_clause_says_who_answers_and_what_is_left(sign_in, hanh, xuan_tan):
    build.appointment(xuan_tan, Post.CHAIR, "Lê Văn Thử")
    build.appointment(None, Post.DEPARTMENT_HEAD, "Vũ Thị Thử", department=body("bhxh"))
    row = build.row("15.1", 7204, 8600, "2017-09-14", source_document="Báo cáo thử")
    build.record(xuan_tan, row, by=hanh)
    page = text(sign_in("hanh"), clause("3d").href)
    assert "Mục 3d. Hoàn thành tỷ lệ người dân tham gia BHYT" in page
    assert "còn thiếu 106 người minh chứng Lê Văn Thử , Vũ Thị Thử" in page
    assert "Nhóm ưu tiên Y tế" in page
    assert "minh chứng" not in text(sign_in("front"), clause("3d").href).replace("minh chứng Người", "")


def test_a_clause_of_nine_criteria_lists_each(sign_in):
    page = text(sign_in("hanh"), clause_of_district())
    assert "0 /9 tiêu chí" in page
    assert page.count("Còn 97 ngày") == 10


def clause_of_district() -> str:
    return Obligation.objects.filter(clause="4a").first().href


def test_a_commune_sees_its_own_row_and_records_there(sign_in, xuan_tan):
    browser = sign_in("officer")
    page = browser.get(clause("3a").href).text
    assert "Xuân Châu" not in page
    path = re.search(r'href="(/nhiem-vu/\d+/xuan-tan/ghi/)"', page)[1]
    form = browser.get(path).context["form"]
    sent = {
        "token": form["token"].value(),
        "done_on": "22/9/2017",
        "words": "Báo cáo 19 tiêu chí",
        "file": build.upload(),
    }
    wrong = browser.post(path, sent | {"done_on": "32/9/2017", "file": build.upload()})
    assert "chọn lại tệp" in wrong.context["form"].errors["file"][0]
    assert browser.post(path, sent).url == clause("3a").href
    assert browser.post(path, sent | {"file": build.upload()}).url == clause("3a").href
    assert Fulfilment.objects.count() == 1
    page = browser.get(clause("3a").href).text
    assert "Báo cáo 19 tiêu chí" in page
    assert b"".join(browser.get(re.search(r"/nhiem-vu/tep/\d+/", page)[0])).startswith(b"%PDF")
    assert "Ghi kết quả<" not in page


def test_a_body_that_is_no_document_of_evidence_is_refused(sign_in):
    path = f"/nhiem-vu/{clause('3a').pk}/xuan-tan/ghi/"
    sent = {"token": "một", "done_on": "22/9/2017", "words": "Báo cáo", "file": build.upload(b"gi do", "a.exe")}
    assert "Không nhận loại tệp này" in sign_in("tan").post(path, sent).context["form"].errors["file"][0]


def test_the_office_records_confirms_and_takes_back_on_pages(sign_in, tan, xuan_tan, party_office):
    line = deed(xuan_tan, tan)
    office = sign_in("hanh")
    assert "Xác nhận" in office.get(clause("3a").href).text
    assert office.post(f"/nhiem-vu/ket-qua/{line.pk}/xac-nhan/", {"words": "Đủ"}).url == clause("3a").href
    assert "xác nhận 25/9/2017" in text(office, clause("3a").href)
    assert "Nêu lý do" in office.post(f"/nhiem-vu/ket-qua/{line.pk}/rut/", {"reason": ""}).text
    assert office.post(f"/nhiem-vu/ket-qua/{line.pk}/rut/", {"reason": "Nhầm xã"}).url == clause("3a").href
    page = text(office, clause("3a").href)
    assert "Người thử hanh rút 25/9/2017: Nhầm xã" in page


def test_a_report_is_recorded_for_its_due_day(sign_in):
    path = f"/nhiem-vu/{clause('7').pk}/cq-van-phong-huyen-uy/ghi/"
    browser = sign_in("party_office")
    assert [day for day, _ in browser.get(path).context["form"].fields["due_on"].choices] == ["2017-09-25"]
    sent = {"token": "một", "due_on": "2017-09-25", "done_on": "25/9/2017", "words": "Báo cáo tháng 9"}
    assert browser.post(path, sent).url == clause("7").href
    page = text(browser, clause("7").href)
    assert "ngày 25, hằng tháng" in page
    assert "(kỳ hạn 25/9/2017): Báo cáo tháng 9" in page


def test_the_district_answers_in_pieces(sign_in):
    path = f"/nhiem-vu/{clause('4b').pk}/huyen/ghi/"
    sent = {"token": "một", "done_on": "20/9/2017", "words": "Hồ sơ", "quantity": "22"}
    assert sign_in("hanh").post(path, sent).url == clause("4b").href
    assert "22 /36 văn bản" in text(sign_in("leader"), clause("4b").href)
    assert sign_in("hanh").get(f"/nhiem-vu/{clause('4b').pk}/cq-khong-co/ghi/").status_code == 404


@pytest.mark.parametrize("slug", ["9", "3", "3ddd"])
def test_a_clause_that_is_not_there_is_not_found(slug, sign_in):
    assert sign_in("hanh").get(f"/chi-thi/{directive().pk}/{slug}/").status_code == 404


@pytest.mark.parametrize("places", [1, 3])
def test_a_clause_costs_the_same_for_any_number_of_deeds(places, sign_in, hanh, django_assert_num_queries):
    for unit in build.home_communes(places):
        deed(unit, hanh, uploads=[(build.upload(build.pdf(unit.name)), build.paper())])
    browser = sign_in("hanh")
    browser.get(clause("3a").href)
    with django_assert_num_queries(19):
        browser.get(clause("3a").href)


# --- All clauses by commune -----------------------------------------------------------------


def test_the_matrix_says_each_state_in_a_word(sign_in, tan, hanh, xuan_tan):
    confirmed(deed(xuan_tan, tan), hanh)
    deed(xuan_tan, tan, "3b", "2017-09-21")
    page = sign_in("tan").get(f"/chi-thi/{directive().pk}/ma-tran/")
    (row,) = page.context["matrix"].rows
    assert [square.short for square in row.squares] == [
        "quá 10", "chưa đến", "14/9", "21/9 chậm", "còn 5", "còn 5", "còn 5", "giữ vững", "đang làm",
    ]  # fmt: skip
    assert (row.done, row.asked, row.late) == (3, 9, 1)
    assert 'title="Xuân Tân, mục 3b: Hoàn thành sau hạn (21/9/2017), chờ xác nhận"' in page.text


def test_a_task_of_named_communes_leaves_the_others_out(sign_in, xuan_tan):
    clause("3a").units.add(xuan_tan)
    rows = sign_in("hanh").get(f"/chi-thi/{directive().pk}/ma-tran/").context["matrix"].rows
    assert sum(row.squares[2] is None for row in rows) == 19
    assert "0 /1 đơn vị" in text(sign_in("hanh"), "/chi-thi/")


def test_a_document_that_asks_no_commune_says_so(sign_in):
    Obligation.objects.of_communes().delete()
    assert "Chưa có mục nào giao cho xã" in text(sign_in("hanh"), f"/chi-thi/{directive().pk}/ma-tran/")


@pytest.mark.parametrize("communes", [1, 3])
def test_the_matrix_costs_the_same_for_any_district(communes, sign_in, hanh, district, django_assert_num_queries):
    for unit in Unit.objects.in_district(district).valid_on(TODAY)[:communes]:
        deed(unit, hanh)
    browser = sign_in("hanh")
    browser.get(f"/chi-thi/{directive().pk}/ma-tran/")
    with django_assert_num_queries(14):
        browser.get(f"/chi-thi/{directive().pk}/ma-tran/")


# --- One person -----------------------------------------------------------------------------


def clauses_of(browser, path) -> list[str]:
    page = browser.get(path).context["page"]
    return [task.state.obligation.clause for task in (*page.open, *page.finished)]


def test_the_head_changes_on_the_day_itself(sign_in, xuan_tan):
    old = build.appointment(xuan_tan, Post.CHAIR, "Người cũ", valid_to=build.date("2017-09-24")).officer
    new = build.appointment(xuan_tan, Post.CHAIR, "Người mới", valid_from="2017-09-25").officer
    browser = sign_in("hanh")
    found = {
        (officer.name, day): len(clauses_of(browser, f"/nguoi/{officer.pk}/?den={day}"))
        for officer in (old, new)
        for day in ("2017-09-24", "2017-09-25")
    }
    assert found == {
        ("Người cũ", "2017-09-24"): 7, ("Người cũ", "2017-09-25"): 0,
        ("Người mới", "2017-09-24"): 0, ("Người mới", "2017-09-25"): 7,
    }  # fmt: skip
    assert "Không giữ chức vụ nào trong ngày này" in text(browser, f"/nguoi/{old.pk}/")


def test_a_head_of_a_department_answers_for_its_tasks_everywhere(sign_in):
    head = build.appointment(None, Post.DEPARTMENT_HEAD, "Trưởng phòng thử", department=body("bhxh")).officer
    assert clauses_of(sign_in("hanh"), f"/nguoi/{head.pk}/") == ["3d"] * 20
    front = build.appointment(None, Post.DEPARTMENT_HEAD, "Chủ tịch Mặt trận thử", department=body("mat-tran")).officer
    assert clauses_of(sign_in("hanh"), f"/nguoi/{front.pk}/") == ["6"]


def test_the_chairman_of_the_district_answers_for_its_tasks(sign_in, district):
    head = build.appointment(district, Post.DISTRICT_CHAIR, "Chủ tịch huyện thử").officer
    assert sorted(set(clauses_of(sign_in("hanh"), f"/nguoi/{head.pk}/"))) == ["4a", "4b", "4c"]


def test_mine_is_what_my_post_answers_for(sign_in, xuan_tan):
    assert "Chưa ghi ai giữ chức vụ này" in text(sign_in("tan"), "/nguoi/toi/")
    build.appointment(xuan_tan, name="Phạm Văn Thử")
    assert clauses_of(sign_in("tan"), "/nguoi/toi/") == ["1", "3a", "3b", "3c", "3d", "3đ", "2", "3e"]
    page = text(sign_in("tan"), "/nguoi/toi/")
    assert "Tôi phải làm gì Phạm Văn Thử, ngày 25/9/2017" in page
    assert "Nhiệm vụ của tôi" in page
    assert "Nhiệm vụ của tôi" not in text(sign_in("leader"), "/chi-thi/")


def test_a_post_without_a_task_says_so(sign_in, xuan_tan):
    officer = build.appointment(xuan_tan, Post.NTM_OFFICER, "Cán bộ thử").officer
    assert "Chưa có nhiệm vụ" in text(sign_in("officer"), f"/nguoi/{officer.pk}/")


@pytest.mark.parametrize(
    ("who", "found"), [("hanh", 200), ("tan", 200), ("chau", 404), ("lao_dong", 200), ("front", 200)]
)
def test_a_stranger_does_not_find_the_person(who, found, sign_in, xuan_tan):
    officer = build.appointment(xuan_tan, name="Phạm Văn Thử").officer
    assert sign_in(who).get(f"/nguoi/{officer.pk}/").status_code == found


@pytest.mark.parametrize("tasks", [1, 3])
def test_a_person_costs_the_same_for_any_number_of_tasks(tasks, sign_in, xuan_tan, django_assert_num_queries):
    officer = build.appointment(xuan_tan, name="Phạm Văn Thử").officer
    keep = list(Obligation.objects.filter(clause__in=("3a", "3b", "2")).values_list("pk", flat=True)[:tasks])
    Obligation.objects.exclude(pk__in=keep).delete()
    browser = sign_in("hanh")
    browser.get(f"/nguoi/{officer.pk}/")
    with django_assert_num_queries(10):
        browser.get(f"/nguoi/{officer.pk}/")
