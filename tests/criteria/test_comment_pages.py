"""Trao đổi as a page without script, as short answers for the panel, in Việc của tôi, and as a mark in the grids."""

import datetime as dt
import re

import pytest

from criteria.actions.comments import write_comment
from criteria.enums import Addressee
from criteria.models import Comment, CommentWithdrawal, Settlement
from criteria.tables.inbox import figure_tasks, periods_begun
from directives.tables.inbox import desk_of
from tests import build
from tests.criteria.entry import messages_of

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)
CELL = "/trao-doi/xuan-tan/11/"
ASKING = {"Accept": "application/json"}


@pytest.fixture
def asked(xuan_tan, hanh) -> Comment:
    """The office asks the commune about its poor households."""
    poor = build.indicator("11")
    return build.comment(xuan_tan, poor, by=hanh, text="Thiếu biên bản\nxóm 5", to=[Addressee.COMMUNE])


def tasks_of(user, today) -> list:
    return list(figure_tasks(user, periods_begun(user, today), today))


def words_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


# --- The page -------------------------------------------------------------------------------


def test_the_page_shows_who_said_what_and_who_is_waited_for(asked, sign_in):
    page = sign_in("tan").get(CELL)
    (row,) = page.context["rows"]
    assert [(call.words, call.state) for call in row.calls] == [("Xã Xuân Tân", "đang chờ")]
    assert (row.may_settle, row.may_withdraw, row.is_open) == (True, False, True)
    assert "Thiếu biên bản\nxóm 5" in page.content.decode()
    assert "Văn phòng điều phối NTM huyện, 09:00 ngày 22/9/2017" in words_of(page)


def test_an_empty_cell_says_so(sign_in):
    assert "Chưa có ý kiến nào về ô này." in words_of(sign_in("hanh").get(CELL))


def test_links_and_marks_in_the_text_stay_text(xuan_tan, hanh, sign_in):
    build.comment(xuan_tan, build.indicator("11"), by=hanh, text="<script>x</script> https://xuantan.vn")
    page = sign_in("hanh").get(CELL).content.decode()
    assert ("&lt;script&gt;x&lt;/script&gt; https://xuantan.vn" in page, 'href="https' in page) == (True, False)


def test_an_answer_is_written_without_script(asked, sign_in):
    browser = sign_in("tan")
    form = browser.get(CELL).context["form"]
    typed = {"text": "Đã bổ sung", "to": ["OFFICE"], "token": form["token"].value()}
    response = browser.post(CELL, typed, follow=True)
    assert response.redirect_chain == [(CELL, 302)]
    assert messages_of(response) == ["Đã ghi ý kiến. Đã trả lời 01 lời nhắc."]
    newest, oldest = response.context["rows"]
    assert (newest.comment.text, [call.words for call in newest.calls]) == ("Đã bổ sung", ["Văn phòng điều phối"])
    assert [call.state for call in oldest.calls] == ["đã trả lời, Người thử tan 25/9/2017"]
    again = browser.post(CELL, typed, follow=True)
    assert messages_of(again) == ["Ý kiến này đã ghi từ trước, không ghi thêm lần nữa."]
    assert Comment.objects.count() == 2


def test_a_fault_stands_at_the_box_and_the_words_stay(sign_in):
    response = sign_in("hanh").post(CELL, {"text": "a" * 1001, "to": ["COMMUNE"]})
    assert response.context["form"].errors["text"] == [
        "Nội dung dài 1.001 chữ, tối đa 1.000. Rút gọn, hoặc gắn tài liệu ở minh chứng."
    ]
    page = response.content.decode()
    assert ("a" * 1001 in page, 'value="COMMUNE" id="td-to_0" checked' in page) == (True, True)
    assert 'aria-describedby="td-help loi-text"' in page


def test_somebody_who_is_not_in_the_list_is_not_called(sign_in):
    response = sign_in("hanh").post(CELL, {"text": "Thử", "to": ["AI_DO"]})
    assert response.context["form"].errors["to"] == ["Chọn nơi nhận trong danh sách."]
    assert "Chọn nơi nhận trong danh sách." in words_of(response)


def test_a_page_sent_without_a_token_is_written_too(sign_in):
    assert sign_in("hanh").post(CELL, {"text": "Thử"}).status_code == 302
    assert Comment.objects.get().token


def test_the_same_token_in_another_cell_is_said_above_the_form(sign_in, hanh, xuan_tan):
    browser, typed = sign_in("hanh"), {"text": "Thử", "token": "một lần"}
    browser.post(CELL, typed)
    assert "Ý kiến này đã được ghi." in words_of(browser.post("/trao-doi/xuan-tan/12/", typed))


def test_the_district_has_comments_on_its_own_indicators(sign_in):
    page = sign_in("hanh").get("/trao-doi/huyen/1/")
    assert [label for _, label in page.context["form"].fields["to"].choices] == [
        "Văn phòng điều phối", "Văn phòng Huyện ủy", "Ban Tổ chức, UBKT Huyện ủy", "Lãnh đạo huyện",
    ]  # fmt: skip


def test_many_comments_stand_on_pages(xuan_tan, hanh, sign_in):
    for number in range(31):
        build.comment(xuan_tan, build.indicator("11"), by=hanh, text=f"Ý {number}")
    browser = sign_in("hanh")
    pages = [browser.get(CELL), browser.get(f"{CELL}?trang=2")]
    assert [len(page.context["rows"]) for page in pages] == [30, 1]
    assert 'href="?trang=2" aria-current="page"' in pages[1].content.decode()


# --- Short answers for the panel ------------------------------------------------------------


def test_the_panel_gets_words_or_faults(asked, sign_in):
    browser = sign_in("tan")
    answer = browser.post(CELL, {"text": "Đã bổ sung"}, headers=ASKING)
    assert (answer.status_code, answer.json()) == (200, {"words": "Đã ghi ý kiến. Đã trả lời 01 lời nhắc."})
    answer = browser.post(CELL, {"text": " "}, headers=ASKING)
    assert (answer.status_code, answer.json()) == (422, {"faults": {"text": ["Ghi nội dung trao đổi."]}})


@pytest.mark.parametrize("headers", [{}, ASKING])
def test_a_call_is_marked_as_done_once(headers, asked, sign_in):
    browser, path = sign_in("tan"), f"{CELL}{asked.pk}/xong/"
    first, second = browser.post(path, headers=headers), browser.post(path, headers=headers)
    assert Settlement.objects.count() == 1
    if headers:
        assert (first.json(), second.status_code) == ({"words": "Đã đánh dấu xong."}, 422)
    else:
        assert (first.url, second.url) == (CELL, CELL)
        assert messages_of(browser.get(CELL)) == [
            "Đã đánh dấu xong.",
            "Ý kiến này đã được trả lời, đánh dấu xong, hoặc không gửi tới tài khoản này.",
        ]


def test_a_comment_of_another_cell_is_not_found(asked, sign_in):
    assert sign_in("tan").post(f"/trao-doi/xuan-tan/12/{asked.pk}/xong/").status_code == 404
    assert sign_in("hanh").get(f"/trao-doi/xuan-tan/12/{asked.pk}/rut/").status_code == 404


def test_words_taken_back_stay_struck_out_with_the_reason(asked, sign_in):
    browser, path = sign_in("hanh"), f"{CELL}{asked.pk}/rut/"
    assert browser.post(path, {"reason": ""}).context["form"].errors["reason"] == ["Nêu lý do."]
    response = browser.post(path, {"reason": "Nhầm ô"}, follow=True)
    assert response.redirect_chain == [(CELL, 302)]
    page = response.content.decode()
    assert "<s>Thiếu biên bản\nxóm 5</s>" in page
    assert "Đã rút: Người thử hanh, 25/9/2017. Lý do: Nhầm ô" in words_of(response)
    (row,) = response.context["rows"]
    assert (row.is_open, [call.state for call in row.calls], row.may_withdraw) == (False, [""], False)
    assert browser.get(path).status_code == 404
    assert CommentWithdrawal.objects.get().by.username == "hanh"


@pytest.mark.parametrize("comments", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [(CELL, 13), ("/chi-tiet/xuan-tan/11/trao-doi/", 15)])
def test_comments_cost_the_same_however_many(
    comments, path, queries, xuan_tan, hanh, sign_in, django_assert_num_queries
):
    for number in range(comments):
        build.comment(xuan_tan, build.indicator("11"), by=hanh, text=f"Ý {number}", to=[Addressee.COMMUNE])
    browser = sign_in("tan")
    browser.get(path)
    with django_assert_num_queries(queries):
        browser.get(path)


# --- Việc của tôi ---------------------------------------------------------------------------


def test_a_call_waits_in_the_list_until_it_is_answered(asked, xuan_tan, tan, hanh, chau):
    (task,) = [task for task in tasks_of(tan, TODAY) if task.title.startswith("Trao đổi")]
    assert (task.title, task.detail, task.url, task.act, task.due) == (
        "Trao đổi: 11 Hộ nghèo đa chiều, xã Xuân Tân",
        "Văn phòng điều phối NTM huyện: Thiếu biên bản xóm 5",
        f"/trao-doi/xuan-tan/11/#y-{asked.pk}",
        "Trả lời",
        "Từ 22/9/2017",
    )
    assert (desk_of(tan, TODAY).count, desk_of(chau, TODAY).count) == (1, 0)
    at = build.moment("2017-09-25")
    poor = build.indicator("11")
    write_comment(unit=xuan_tan, indicator=poor, text="Đã bổ sung", to=[Addressee.OFFICE], token="a", by=tan, at=at)
    assert (tasks_of(tan, TODAY), desk_of(tan, TODAY).count) == ([], 0)
    assert [task.title for task in tasks_of(hanh, TODAY)] == ["Trao đổi: 11 Hộ nghèo đa chiều, xã Xuân Tân"]
    assert desk_of(hanh, TODAY).count == 1


@pytest.mark.parametrize(
    ("who", "addressee"),
    [("lao_dong", Addressee.DEPARTMENT), ("leader", Addressee.LEADERSHIP), ("party_office", Addressee.PARTY_OFFICE)],
)
def test_the_menu_counts_calls_of_everybody(who, addressee, xuan_tan, hanh, request, sign_in):
    build.comment(xuan_tan, build.indicator("11"), by=hanh, to=[addressee])
    user = request.getfixturevalue(who)
    assert (desk_of(user, TODAY).count, len(tasks_of(user, TODAY))) == (1, 1)
    assert "Trao đổi: 11 Hộ nghèo đa chiều" in words_of(sign_in(who).get("/viec-cua-toi/"))


def test_two_calls_of_one_comment_are_one_task(xuan_tan, hanh, tan, officer):
    to = [Addressee.COMMUNE, Addressee.COMMUNE_SECRETARY]
    build.comment(xuan_tan, build.indicator("11"), by=hanh, to=to)
    for user in (tan, officer):
        assert (len(tasks_of(user, TODAY)), desk_of(user, TODAY).count) == (1, 1)


def test_a_long_call_is_shortened_between_words(xuan_tan, hanh, tan):
    build.comment(xuan_tan, build.indicator("11"), by=hanh, text="Rà soát " * 60, to=[Addressee.COMMUNE])
    (task,) = tasks_of(tan, TODAY)
    assert task.detail.endswith("soát Rà …")
    assert len(task.detail) < 200


def test_a_call_about_the_district_leads_to_its_own_page(district, hanh, leader):
    said = build.comment(district, build.indicator("1", "DISTRICT"), by=hanh, to=[Addressee.LEADERSHIP])
    assert [task.url for task in tasks_of(leader, TODAY)] == [f"/trao-doi/huyen/1/#y-{said.pk}"]


# --- The grids ------------------------------------------------------------------------------


def test_a_cell_with_an_open_call_is_marked_in_both_grids(asked, sign_in):
    office = sign_in("hanh").get("/cap-nhat/luoi/").content.decode()
    row = re.search(r'<tr data-u="xuan-tan".*?</tr>', office)[0]
    assert (row.count('data-talk="01"'), office.count("data-talk=")) == (1, 1)
    sheet = sign_in("tan").get("/cap-nhat/xuan-tan/luoi/").content.decode()
    row = re.search(r'<tr class="irow" role="row" id="i-11".*?</tr>', sheet)[0]
    assert ('data-talk="01"' in row, "01 ý kiến chờ trả lời" in row, f'href="{CELL}"' in row) == (True, True, True)
    assert sheet.count("talk-mark") == 1


def test_a_settled_call_marks_nothing(asked, sign_in):
    browser = sign_in("tan")
    browser.post(f"{CELL}{asked.pk}/xong/")
    assert "data-talk" not in browser.get("/cap-nhat/xuan-tan/luoi/").content.decode()
