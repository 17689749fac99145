"""Công văn đôn đốc nhiệm vụ: who is urged to finish what, in sentences for one, a few and all; screen and Word."""

import datetime as dt
import io
import zipfile

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import AuditEntry
from communes.enums import Post
from directives.models import Directive
from reports.actions.letters import draft_urging
from reports.docx.text import bound, headed
from reports.rules.urging import (
    LeftTask,
    Urged,
    UrgedUnit,
    about,
    addressees,
    closing,
    common_deadline,
    grid,
    opening,
)
from tests import build
from tests.reports import story
from tests.reports.periodic_cases import shipped_speech
from tests.reports.word_files import opened

TODAY, DUE = dt.date(2017, 9, 25), dt.date(2017, 9, 30)
DOCUMENT = "Chỉ thị ngày 28/8/2017 của Ban Thường vụ Huyện ủy Xuân Trường"
POOR = LeftTask("Hoàn thành chỉ tiêu hộ nghèo", "11 Hộ nghèo", "còn phải giảm 12 hộ", DUE)
REVIEW = LeftTask("Rà soát 19 tiêu chí", "Mục 3a", "chưa xong", dt.date(2017, 9, 20), days_late=5)


def unit(name="Xuân Tân", *tasks, kind="xã"):
    return UrgedUnit(name, name, f"{kind} {name}", kind == "xã", tasks or (POOR,), "Bí thư Đảng ủy Nguyễn Văn A")


def letter(*units, of_units=20):
    return Urged(units, of_units, DOCUMENT, TODAY, DUE, "Văn phòng Huyện ủy", "Bà Hạnh", shipped_speech())


# --- Sentences --------------------------------------------------------------------------------


def test_what_the_letter_is_about():
    assert about(letter(unit())) == f"V/v đôn đốc thực hiện {DOCUMENT}"


@pytest.mark.parametrize(
    ("units", "of_units", "whom"),
    [
        ([unit()], 20, "xã Xuân Tân"),
        ([unit(), unit("Xuân Đài")], 20, "các xã: Xuân Tân, Xuân Đài"),
        ([unit(), unit("Xuân Trường", kind="thị trấn")], 2, "các xã, thị trấn trong huyện"),
    ],
)
def test_to_whom_it_goes(units, of_units, whom):
    assert addressees(letter(*units, of_units=of_units)) == (f"Đồng chí Bí thư Đảng ủy, đồng chí Chủ tịch UBND {whom}",)


def test_what_is_asked_and_who_has_not_done_which_of_it():
    asked, stands = opening(letter(unit("Xuân Tân", POOR, REVIEW), unit("Xuân Đài", REVIEW)))
    assert asked == (
        f"{DOCUMENT} giao các xã, thị trấn: hoàn thành chỉ tiêu hộ nghèo (hạn 30/9/2017); "
        "rà soát 19 tiêu chí (hạn 20/9/2017)."
    )
    assert stands == (
        "Đến ngày 25/9/2017: xã Xuân Tân chưa hoàn thành chỉ tiêu hộ nghèo; 02 xã (Xuân Tân, Xuân Đài) chưa xong việc "
        "rà soát 19 tiêu chí (chi tiết tại bảng dưới đây)."
    )


@pytest.mark.parametrize(
    ("units", "whom"),
    [([unit()], "xã Xuân Tân"), ([unit(), unit("Xuân Đài")], "các xã nêu trên")],
)
def test_what_is_requested_until_when_and_whom_to_call(units, whom):
    first, finish, report, contact = closing(letter(*units))
    assert first == "Văn phòng Huyện ủy đề nghị:"
    assert finish == (
        f"1. Đồng chí Bí thư Đảng ủy, đồng chí Chủ tịch UBND {whom} tập trung chỉ đạo, hoàn thành các nhiệm vụ "
        "nêu trên chậm nhất ngày 30/9/2017."
    )
    assert report.startswith("2. Cập nhật số liệu")
    assert contact == "Quá trình thực hiện có vướng mắc, liên hệ Bà Hạnh./."


def test_the_table_says_what_is_left_and_how_late_it_is():
    (row,) = grid(letter(unit("Xuân Tân", POOR, REVIEW))).rows
    left = "11 Hộ nghèo: còn phải giảm 12 hộ; Mục 3a: chưa xong, quá hạn 5 ngày"
    assert row == ("1", "Xuân Tân", left, "20/9/2017", "Bí thư Đảng ủy Nguyễn Văn A")


@pytest.mark.parametrize(("today", "day"), [(TODAY, DUE), (DUE, DUE), (dt.date(2017, 10, 1), dt.date(2017, 10, 4))])
def test_the_day_given_is_the_directives_own_while_it_is_to_come(today, day):
    assert common_deadline([unit("Xuân Tân", POOR, REVIEW)], today) == day


# --- The page and the file --------------------------------------------------------------------


@pytest.fixture
def behind(db, district, xuan_tan, xuan_chau, hanh) -> str:
    """Xuân Tân lacks poor households; both lack everything else; the address of the page."""
    story.leave_communes(district, story.TAN, story.CHAU)
    build.record(xuan_tan, build.row("11", 61, 2470), by=hanh)
    build.record(xuan_chau, build.row("11", 20, 2470), by=hanh)
    build.appointment(xuan_chau, Post.PARTY_SECRETARY, "Nguyễn Văn A")
    return f"/chi-thi/{Directive.objects.asking().get().pk}/don-doc/"


def word_of(content: bytes) -> tuple[str, list[list[str]]]:
    word = opened(content)
    rows = [[cell.text for cell in row.cells] for row in word.tables[1].rows]
    return "\n".join(paragraph.text for paragraph in word.paragraphs), rows


def test_the_page_shows_the_letter_to_everybody_who_is_behind(behind, sign_in):
    page = sign_in("hanh").get(behind).content.decode()
    for words in (
        "Công văn đôn đốc nhiệm vụ",
        "còn phải giảm 12 hộ",
        'value="30/9/2017"',
        "Bí thư Đảng ủy Nguyễn Văn A",
    ):
        assert words in page


def test_the_word_file_says_what_the_page_says(behind, sign_in):
    typed = {
        "units": ["xuan-tan"], "issuer": "van-phong-dieu-phoi", "deadline": "28/9/2017", "contact": "Bà Hạnh",
        "apart": "chung", "tai": "1",
    }  # fmt: skip
    response = sign_in("hanh").post(behind, typed)
    assert response["Content-Disposition"] == 'attachment; filename="CongVanDonDoc_XuanTruong_2017-09-25.docx"'
    text, rows = word_of(response.content)
    assert "xã Xuân Tân chưa hoàn thành chỉ tiêu hộ nghèo" in text
    assert "chậm nhất ngày 28/9/2017" in text
    assert rows[1][:2] == ["1", "Xuân Tân"]
    assert "; 11 Hộ nghèo đa chiều: còn phải giảm 12 hộ; " in rows[1][2]
    line = AuditEntry.objects.get(action="Soạn công văn đôn đốc")
    assert (line.subject, line.detail["addressees"]) == ("Chỉ thị ngày 28/8/2017", ["Xuân Tân"])


def test_one_letter_each_comes_as_a_zip(behind, sign_in):
    typed = {
        "units": ["xuan-tan", "xuan-chau"], "issuer": "van-phong-huyen-uy", "deadline": "28/9/2017",
        "contact": "Ông Dũng", "apart": "rieng", "tai": "1",
    }  # fmt: skip
    response = sign_in("party_office").post(behind, typed)
    names = zipfile.ZipFile(io.BytesIO(response.content)).namelist()
    assert names == ["CongVanDonDoc_XuanChau_2017-09-25.docx", "CongVanDonDoc_XuanTan_2017-09-25.docx"]


def test_a_wrong_day_is_said_at_its_field_and_what_was_typed_stays(behind, sign_in):
    typed = {"units": ["xuan-tan"], "issuer": "van-phong-dieu-phoi", "deadline": "24/9/2017", "contact": "Bà Hạnh"}
    page = sign_in("hanh").post(behind, typed | {"apart": "chung"}).content.decode()
    assert "Hạn mới phải từ hôm nay (25/9/2017) trở đi." in page
    assert 'value="24/9/2017"' in page


def test_where_nobody_is_behind_there_is_no_letter(behind, sign_in, settings):
    settings.PINNED_TODAY = dt.date(2017, 9, 1)
    assert "Không có ai phải đôn đốc" in sign_in("hanh").get(behind).content.decode()


@pytest.mark.parametrize("today", [TODAY, dt.date(2017, 9, 1)])
def test_the_way_back_leads_to_the_document_itself(today, behind, sign_in, settings):
    settings.PINNED_TODAY = today
    page = sign_in("hanh").get(behind).content.decode()
    assert f'<p class="crumbs"><a href="{behind.removesuffix("don-doc/")}">Chỉ thị ngày 28/8/2017</a></p>' in page


@pytest.mark.parametrize("communes", [1, 3])
def test_the_page_costs_the_same_for_any_number_of_communes(
    communes, district, hanh, sign_in, django_assert_num_queries
):
    story.leave_communes(district, *(story.TAN, story.CHAU, story.TOWN)[:communes])
    path, browser = f"/chi-thi/{Directive.objects.asking().get().pk}/don-doc/", sign_in("hanh")
    browser.get(path)
    with django_assert_num_queries(25):
        browser.get(path)


def test_a_draft_is_noted_only_for_those_who_may_and_only_with_addressees(behind, officer, hanh):
    document = Directive.objects.asking().get()
    with pytest.raises(PermissionDenied):
        draft_urging(directive=document, letters=[], by=officer, at=build.moment(TODAY), today=TODAY)
    with pytest.raises(ValidationError, match="Chọn ít nhất"):
        draft_urging(directive=document, letters=[], by=hanh, at=build.moment(TODAY), today=TODAY)


def test_a_sign_of_comparison_never_ends_a_line():
    assert bound("yêu cầu ≤ 2%, nay ≥ 85%") == "yêu cầu ≤\u00a02%, nay ≥\u00a085%"
    assert bound("03 xã, 25 hộ") == "03 xã, 25 hộ"


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        ("Chỉ thị của Ban Thường vụ Huyện ủy Xuân Trường", "Huyện ủy Xuân Trường"),
        ("Kết quả thực hiện tại xã Xuân Tân tháng 9/2017", "xã Xuân Tân"),
        ("Kế hoạch của UBND huyện Xuân Trường và các xã đạt chuẩn", "UBND huyện Xuân Trường"),
        ("Kiểm tra, giám sát thị trấn Xuân Trường", "thị trấn Xuân Trường"),
    ],
)
def test_no_line_of_a_title_ends_within_the_name_of_a_body(title, whole):
    assert headed(title) == title.replace(whole, whole.replace(" ", "\u00a0"))
