"""The pages of the plans: what each shows to whom, what they cost, what happens to what was typed."""

import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from criteria.enums import Stage
from directives.enums import PlanMove, PlanState
from directives.models import ImprovementPlan, PlanStep, StepProgress
from ntm_portal.kept import forget_readings
from tests import build

pytestmark = pytest.mark.django_db


def text_of(answer, status=200) -> str:
    """The page as plain text, each run of spaces as one."""
    assert answer.status_code == status
    page = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(page.replace("&nbsp;", " ").replace("&#x27;", "'").split())


def short(unit, by, number="15.1", numerator=80, denominator=100):
    """A figure of the commune that is not met."""
    build.record(unit, build.row(number, numerator, denominator, "2017-09-20", Stage.SELF), by=by)


@pytest.fixture
def told(xuan_tan, officer):
    """15.1 and 11 of Xuân Tân are not met."""
    short(xuan_tan, officer)
    short(xuan_tan, officer, "11", 61, 2470)


# --- The register and the page of a commune --------------------------------------------------


def test_the_register_counts_what_lacks_a_plan(told, sign_in, xuan_tan, officer, tan):
    build.running(xuan_tan, officer, tan, number="11")
    text = text_of(sign_in("hanh").get("/ke-hoach/"))
    assert "Ô chưa có kế hoạch 1 Giải pháp quá hạn 1 Kế hoạch chờ huyện xem 1 Đang thực hiện 1" in text
    assert "Xuân Tân C chưa đạt, tự đánh giá 15.1 1 1 30/9/2017" in text
    assert "Vận động hộ cận nghèo tham gia BHYT 11 Hộ nghèo đa chiều Trưởng xóm 5 20/9/2017 Quá hạn 5 ngày" in text


@pytest.mark.parametrize(
    ("query", "listed"),
    [
        ("", ["11", "15.1"]),
        ("?loc=qua-han", ["11"]),
        ("?loc=cho-duyet", ["15.1"]),
        ("?loc=cho-xem", ["11"]),
        ("?loc=dang-lam", ["11"]),
        ("?loc=dat", []),
        ("?loc=da-xong", ["18.5"]),
        ("?xa=xuan-chau", []),
        ("?xa=xuan-tan&tc=15", ["15.1"]),
        ("?tc=abc", ["11", "15.1"]),
        ("?loc=khac", ["11", "15.1"]),
    ],
)
def test_the_register_lists_what_the_address_asks_for(query, listed, told, sign_in, xuan_tan, officer, tan):
    build.running(xuan_tan, officer, tan, number="11")
    build.plan(xuan_tan, officer)
    build.moved(build.plan(xuan_tan, officer, "18.5"), PlanMove.CANCEL, tan, note="Thôi")
    lines = sign_in("hanh").get(f"/ke-hoach/{query}").context["lines"]
    assert [line.plan.subject_number for line in lines] == listed


def test_a_plan_whose_cell_is_met_is_reached_by_itself(sign_in, xuan_tan, officer, tan):
    build.running(xuan_tan, officer, tan, reach_by="2017-09-22")
    assert "Quá hạn 5 ngày" in text_of(sign_in("hanh").get("/ke-hoach/?loc=qua-han"))
    short(xuan_tan, officer, numerator=90)
    browser = sign_in("hanh")
    assert [line.plan.number for line in browser.get("/ke-hoach/?loc=dat").context["lines"]] == [1]
    assert "Ô này đã đạt từ ngày 20/9/2017: kế hoạch đạt mục tiêu." in text_of(browser.get("/ke-hoach/xuan-tan/1/"))


@pytest.mark.parametrize(("who", "path"), [("tan", "/ke-hoach/xuan-tan/"), ("chau", "/ke-hoach/xuan-chau/")])
def test_a_commune_is_led_to_its_own_plans(who, path, sign_in):
    answer = sign_in(who).get("/ke-hoach/")
    assert (answer.status_code, answer.url) == (302, path)


def test_a_commune_sees_first_what_lacks_a_plan(told, sign_in):
    text = text_of(sign_in("tan").get("/ke-hoach/xuan-tan/"))
    assert "02 ô chưa đạt chưa có kế hoạch." in text
    assert "Còn phải giảm 12 hộ 61/2.470 hộ, bằng 2,47%" in text
    assert "Lập kế hoạch 15.1 Chép từ xã khác 15.1" in text
    assert "Chưa có kế hoạch nào" in text


def test_an_empty_page_says_so(sign_in):
    text = text_of(sign_in("tan").get("/ke-hoach/xuan-tan/"))
    assert "Ô chưa đạt nào cũng đã có kế hoạch." in text
    assert "Không có ô nào thiếu kế hoạch" in text


def test_a_leader_reads_and_has_no_buttons(told, sign_in, xuan_tan, officer, tan):
    build.running(xuan_tan, officer, tan, number="11")
    browser = sign_in("leader")
    assert "Lập kế hoạch" not in text_of(browser.get("/ke-hoach/xuan-tan/"))
    text = text_of(browser.get("/ke-hoach/xuan-tan/1/"))
    assert [word for word in ("Duyệt", "Trả lại…", "Ghi tiến độ", "Sửa mục tiêu") if f"{word} " in text] == ["Duyệt"]


def test_a_department_sees_the_plans_of_its_own_indicators(sign_in, xuan_tan, officer):
    build.plan(xuan_tan, officer)
    build.plan(xuan_tan, officer, "11")
    browser = sign_in("lao_dong")
    assert [line.plan.subject_number for line in browser.get("/ke-hoach/").context["lines"]] == ["11"]
    assert (browser.get("/ke-hoach/xuan-tan/1/").status_code, browser.get("/ke-hoach/xuan-tan/2/").status_code) == (
        404,
        200,
    )


@pytest.mark.parametrize("plans", [1, 3])
def test_the_pages_cost_the_same_for_one_plan_and_for_three(
    plans, told, sign_in, xuan_tan, officer, tan, django_assert_num_queries
):
    short(xuan_tan, officer, "12", 10, 100)
    for number in ("15.1", "11", "18.5")[:plans]:
        build.running(xuan_tan, officer, tan, build.step_line(), build.step_line("Rà soát"), number=number)
    browser = sign_in("hanh")
    for path, most in (("/ke-hoach/", 17), ("/ke-hoach/xuan-tan/", 22), ("/ke-hoach/xuan-tan/1/", 23)):
        forget_readings()
        with django_assert_num_queries(most):
            assert browser.get(path).status_code == 200


# --- Making ------------------------------------------------------------------------------------


def test_a_plan_is_made_in_two_steps(told, sign_in):
    browser = sign_in("officer")
    text = text_of(browser.get("/ke-hoach/xuan-tan/lap/15.1/"))
    assert "Lập kế hoạch 15.1 Người dân tham gia BHYT" in text
    form = browser.get("/ke-hoach/xuan-tan/lap/15.1/").context["form"]
    assert form.initial["goal"] == "Đạt chỉ tiêu 15.1 Người dân tham gia BHYT: ≥ 85%"
    assert (form.initial["expected_value"], form.initial["standing"][:30]) == ("85", "80/100 người, đạt 80,00%; cần ")
    typed = {"standing": "Còn thiếu 05 người", "goal": "Đạt 85%", "expected_value": "85", "reach_by": "30/9/2017"}
    answer = browser.post("/ke-hoach/xuan-tan/lap/15.1/", typed)
    assert answer.url == "/ke-hoach/xuan-tan/1/"
    plan = ImprovementPlan.objects.get()
    assert (plan.standing, plan.expected_value, plan.finding_id is None) == ("Còn thiếu 05 người", Decimal(85), False)
    assert browser.post("/ke-hoach/xuan-tan/lap/15.1/", typed).url == "/ke-hoach/xuan-tan/1/"
    assert ImprovementPlan.objects.count() == 1


def test_faults_stand_at_their_boxes_and_the_words_stay(told, sign_in):
    typed = {"standing": "Còn thiếu", "goal": "", "expected_value": "1.234", "reach_by": "24/9/2017"}
    answer = sign_in("officer").post("/ke-hoach/xuan-tan/lap/15.1/", typed)
    assert answer.context["form"].errors == {
        "goal": ["Ghi mục tiêu."],
        "expected_value": ["1.234 có thể là 1234 hoặc 1,234; gõ 1234 hoặc 1,234."],
    }
    assert "Còn thiếu</textarea>" in answer.content.decode()
    late = typed | {"goal": "Đạt", "expected_value": ""}
    assert "reach_by" in sign_in("officer").post("/ke-hoach/xuan-tan/lap/15.1/", late).context["form"].errors


def test_a_met_cell_and_an_unknown_one_have_no_plan(told, sign_in, xuan_tan, officer):
    short(xuan_tan, officer, numerator=90)
    browser = sign_in("officer")
    paths = ("15.1", "99.9", "%00")
    assert [browser.get(f"/ke-hoach/xuan-tan/lap/{number}/").status_code for number in paths] == [404, 404, 404]


def test_a_plan_is_copied_from_another_commune(told, sign_in, xuan_tan, xuan_chau, officer, chau):
    assert "Chưa có kế hoạch để chép" in text_of(sign_in("officer").get("/ke-hoach/xuan-tan/chep/15.1/"))
    source = build.running(xuan_chau, chau, chau, build.step_line("Rà soát danh sách"))
    browser = sign_in("officer")
    text = text_of(browser.get("/ke-hoach/xuan-tan/chep/15.1/"))
    assert "Xã Xuân Châu: Đạt 85% dân số tham gia BHYT (01 giải pháp, từ 05/9/2017, đã duyệt)" in text
    answer = browser.post("/ke-hoach/xuan-tan/chep/15.1/", {"source": str(source.pk), "starts_on": "01/10/2017"})
    copy = ImprovementPlan.objects.get(unit=xuan_tan)
    assert (answer.url, copy.copied_from, copy.steps.get().measure) == (copy.path, source, "Rà soát danh sách")
    assert browser.get("/ke-hoach/xuan-tan/chep/15.1/").url == copy.path
    assert (
        "source"
        in sign_in("hanh").post("/ke-hoach/xuan-tan/chep/11/", {"starts_on": "01/10/2017"}).context["form"].errors
    )


# --- Writing -----------------------------------------------------------------------------------


@pytest.fixture
def draft(xuan_tan, officer):
    return build.plan(xuan_tan, officer)


def lines(*rows, seen, **given):
    """The list of measures as a browser sends it; each row is a dict of boxes."""
    data = {"seen": str(seen), "dong": str(len(rows)), "lam": "luu"} | given
    for at, row in enumerate(rows):
        data |= {f"{name}-{at}": value for name, value in row.items()}
    return data


PATH = "/ke-hoach/xuan-tan/1/"


def test_numbers_longer_than_any_are_no_lines_and_no_version(draft, sign_in):
    long = "9" * 5000
    sign_in("officer").post(f"{PATH}giai-phap/", lines({"pk": long, "measure": "Rà soát"}, seen=long))
    sign_in("officer").post(f"{PATH}giai-phap/", lines({"measure": "Rà soát"}, seen=1, dong=long))
    assert PlanStep.objects.count() == 0


def test_measures_are_typed_as_a_list(draft, sign_in, xuan_tan, labour):
    holder = build.appointment(xuan_tan, name="Chủ tịch thử", post="CHAIR")
    data = lines(
        {"measure": "Vận động  hộ cận nghèo", "who": "Chủ tịch thử", "with": labour.short_name, "cost": "18,5",
         "source": "Ngân sách xã", "expected_value": "83,5", "starts_on": "26/9/2017", "due_on": "28/9/2017",
         "is_priority": "on"},
        {},
        {"measure": "Rà soát danh sách", "who": "Trưởng xóm", "with": "Hội Nông dân"},
        seen=1,
    )  # fmt: skip
    answer = sign_in("officer").post(f"{PATH}giai-phap/", data)
    assert answer.url == f"{PATH}#giai-phap"
    first, second = PlanStep.objects.in_order()
    assert (first.measure, first.holder, first.department, first.cost) == (
        "Vận động hộ cận nghèo",
        holder,
        labour,
        18_500_000,
    )
    assert (first.expected_value, first.is_priority) == (Decimal("83.5"), True)
    assert (second.responsible, second.coordinating, str(second.starts_on), str(second.due_on)) == (
        "Trưởng xóm", "Hội Nông dân", "2017-09-25", "2017-09-30",
    )  # fmt: skip


def test_more_lines_are_asked_for_without_saving(draft, sign_in):
    data = lines({"measure": "Rà soát"}, {}, {}, seen=1, lam="them")
    form = sign_in("officer").post(f"{PATH}giai-phap/", data).context["form"]
    assert (len(form.rows), form.rows[0].typed["measure"], PlanStep.objects.count()) == (6, "Rà soát", 0)


def test_a_wrong_line_keeps_everything_and_says_where(draft, sign_in):
    data = lines(
        {"measure": "Phong trào thi đua", "due_on": "31/9/2017", "cost": "abc", "source": "x" * 121},
        {"measure": "", "who": "Ai đó"},
        {"measure": "Rà soát", "starts_on": "28/9/2017", "due_on": "27/9/2017"},
        seen=1,
    )
    answer = sign_in("officer").post(f"{PATH}giai-phap/", data)
    rows = answer.context["form"].rows
    assert [sorted(row.faults) for row in rows] == [["cost", "due_on", "source"], ["measure"], ["due_on"]]
    assert rows[0].hint == "Nên bắt đầu bằng một động từ: vận động, rà soát, sửa…"
    assert (PlanStep.objects.count(), rows[1].typed["who"]) == (0, "Ai đó")


def test_a_measure_is_dropped_by_its_tick(draft, sign_in, officer):
    one, two = build.steps(draft, build.step_line(), build.step_line("Rà soát"), by=officer)
    kept = {"pk": str(one.pk), "measure": one.measure, "who": one.who}
    gone = {"pk": str(two.pk), "measure": two.measure, "bo": "on"}
    sign_in("officer").post(f"{PATH}giai-phap/", lines(kept, gone, seen=2))
    assert [step.pk for step in PlanStep.objects.all()] == [one.pk]


def test_a_list_on_top_of_anothers_shows_both(draft, sign_in, officer):
    build.steps(draft, by=officer)
    answer = sign_in("tan").post(f"{PATH}giai-phap/", lines({"measure": "Sửa nhà"}, seen=1))
    text = text_of(answer)
    assert "Người thử officer đã sửa kế hoạch này" in text
    assert "Vận động hộ cận nghèo tham gia BHYT" in text
    form = answer.context["form"]
    assert (form.is_stale, form.seen, form.rows[0].typed["measure"]) == (True, 2, "Sửa nhà")


def test_a_measure_of_nobody_here_is_refused_at_its_line(draft, sign_in):
    answer = sign_in("officer").post(f"{PATH}giai-phap/", lines({"pk": "987654", "measure": "Sửa nhà"}, seen=1))
    assert answer.context["form"].rows[0].faults == {"__all__": "Dòng này không còn trong kế hoạch."}


def test_the_goal_is_written_and_a_clash_is_shown_side_by_side(draft, sign_in):
    typed = {"standing": "Còn thiếu 90 người", "goal": "Đạt 86%", "reach_by": "30/9/2017", "seen": "1"}
    assert sign_in("officer").post(f"{PATH}sua/", typed).url == PATH
    answer = sign_in("tan").post(f"{PATH}sua/", typed | {"goal": "Đạt 90%"})
    assert [(box.label, box.theirs, box.mine) for box in answer.context["beside"]] == [
        ("Mục tiêu", "Đạt 86%", "Đạt 90%")
    ]
    assert 'name="seen" value="2"' in answer.content.decode()
    assert sign_in("tan").get(f"{PATH}sua/").status_code == 200


# --- Moving ------------------------------------------------------------------------------------


def test_the_secretary_approves_and_the_office_sees_and_returns(draft, sign_in, officer, xuan_tan):
    build.steps(draft, by=officer)
    build.appointment(xuan_tan, name="Bí thư thử")
    head, office = sign_in("chair"), sign_in("hanh")
    assert "Duyệt kế hoạch… Hủy kế hoạch…" in text_of(head.get(PATH))
    assert "Duyệt kế hoạch…" not in text_of(office.get(PATH))
    assert head.get(f"{PATH}duyet/").status_code == 200
    assert head.post(f"{PATH}duyet/", {"seen": "2"}).url == PATH
    assert "thay mặt Bí thư thử Duyệt kế hoạch" in text_of(office.get(PATH))
    office.post(f"{PATH}da-xem/", {"seen": "3", "note": "Báo hằng tuần"})
    assert office.post(f"{PATH}tra-lai/", {"seen": "4", "note": ""}).context["form"].errors == {"note": ["Nêu lý do."]}
    office.post(f"{PATH}tra-lai/", {"seen": "4", "note": "Chưa rõ nguồn"})
    assert "Văn phòng điều phối trả lại ngày 25/9/2017: Chưa rõ nguồn" in text_of(head.get(PATH))
    draft.refresh_from_db()
    assert draft.state == PlanState.RETURNED


def test_an_approval_without_measures_says_what_to_do(draft, sign_in):
    answer = sign_in("tan").post(f"{PATH}duyet/", {"seen": "1"})
    assert "Kế hoạch chưa có giải pháp nào. Ghi ít nhất một giải pháp rồi duyệt." in text_of(answer)


@pytest.mark.parametrize(
    ("who", "word", "status"),
    [("tan", "da-xem", 404), ("officer", "duyet", 404), ("tan", "bay", 404), ("leader", "huy", 404)],
)
def test_a_move_that_is_not_open_has_no_page(who, word, status, draft, sign_in):
    assert sign_in(who).get(f"{PATH}{word}/").status_code == status


# --- One measure --------------------------------------------------------------------------------


@pytest.fixture
def step(xuan_tan, officer, tan):
    plan = build.running(xuan_tan, officer, tan, build.step_line(is_priority=True, cost=18_500_000, source="Xã"))
    return plan.steps.get()


def test_progress_is_reported_on_the_page_of_the_measure(step, sign_in):
    path, browser = f"{PATH}giai-phap/{step.pk}/", sign_in("officer")
    assert "18,5 triệu đồng, Xã" in text_of(browser.get(path))
    typed = {"percent": "45", "reported_on": "25/9/2017", "note": "41/92 người", "token": "một"}
    assert browser.post(f"{path}?lam=tien-do", typed).url == path
    browser.post(f"{path}?lam=tien-do", typed)
    assert (StepProgress.objects.count(), "41/92 người" in text_of(browser.get(path))) == (1, True)
    wrong = browser.post(f"{path}?lam=tien-do", typed | {"percent": "145", "token": "hai"})
    assert wrong.context["forms"]["tien_do"].errors == {"percent": ["Phần đã làm từ 0 đến 100."]}
    early = browser.post(f"{path}?lam=tien-do", typed | {"reported_on": "01/9/2017", "token": "ba"})
    assert list(early.context["forms"]["tien_do"].errors) == ["reported_on"]


def test_a_measure_is_proven_and_called_done_by_another(step, sign_in, xuan_tan, tan):
    path, browser = f"{PATH}giai-phap/{step.pk}/", sign_in("officer")
    assert browser.post(f"{path}?lam=minh-chung", {}).context["forms"]["minh_chung"].errors == {
        "file": ["Chọn tệp cần đính kèm."],
        "summary": ["Ghi trích yếu, nội dung tài liệu."],
        "issued_on": ["Ghi ngày văn bản."],
    }
    file = SimpleUploadedFile("bien-ban.pdf", build.pdf("Biên bản"))
    typed = {"file": file, "summary": "Biên bản", "issued_on": "20/9/2017"}
    assert browser.post(f"{path}?lam=minh-chung", typed).url == path
    known = build.evidence(xuan_tan, tan)
    browser.post(f"{path}?lam=minh-chung", {"known": str(known.pk)})
    assert step.proofs.count() == 2
    assert "người khác của xã, hoặc văn phòng điều phối, xác nhận xong" in text_of(browser.get(path))
    head = sign_in("tan")
    assert head.post(f"{path}?lam=xong", {"finished_on": "25/9/2017", "token": "xong"}).url == path
    assert "Xong muộn 25/9/2017" in text_of(head.get(path))
    head.post(f"{path}?lam=mo-lai", {"percent": "80", "note": "Còn 02 hộ", "token": "lại"})
    assert step.progress.order_by("pk").last().percent == 80
    assert "Còn 02 hộ" in text_of(head.get(path))


def test_a_file_of_the_wrong_kind_is_refused_at_its_box(step, sign_in):
    path = f"{PATH}giai-phap/{step.pk}/?lam=minh-chung"
    typed = {"file": SimpleUploadedFile("a.exe", b"MZ"), "summary": "Tệp", "issued_on": "20/9/2017"}
    assert list(sign_in("officer").post(path, typed).context["forms"]["minh_chung"].errors) == ["file"]


def test_readers_tell_nothing_and_documents_open_for_whom_they_may(step, sign_in, officer, xuan_tan):
    build.proof(step, officer)
    path = f"{PATH}giai-phap/{step.pk}/"
    assert sign_in("leader").post(f"{path}?lam=xong", {}).status_code == 404
    assert sign_in("officer").post(path, {}).status_code == 404
    assert sign_in("officer").get(f"{PATH}giai-phap/987654/").status_code == 404
    opens = {who: [line.opens for line in sign_in(who).get(path).context["proofs"]] for who in ("leader", "front")}
    assert opens == {"leader": [True], "front": [False]}


def test_no_name_is_given_twice_on_a_page_of_several_forms(step, sign_in, officer):
    build.proof(step, officer)
    page = sign_in("tan").get(f"{PATH}giai-phap/{step.pk}/").content.decode()
    names = re.findall(r'\sid="([^"]+)"', page)
    assert sorted(name for name in set(names) if names.count(name) > 1) == []
