"""Biểu 16: the minutes in print and as Word, by the rules of the family of the team."""

import io

import pytest
from docx import Document

from directives.actions.inspections import add_supplement
from directives.enums import InspectionKind, TeamOf
from reports.docx import CONTENT_TYPE
from reports.docx.minutes import minutes_document
from reports.tables.minutes import minutes_of
from tests import build
from tests.directives import visits
from tests.directives.test_inspection_pages import text_of

pytestmark = pytest.mark.django_db
TODAY = build.date("2017-09-25")


def words_of(content: bytes) -> str:
    """Everything a Word file says, tables included."""
    drawn = Document(io.BytesIO(content))
    cells = [cell.text for table in drawn.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in drawn.paragraphs), *cells])


@pytest.fixture
def made(hanh, xuan_tan):
    found = visits.written(xuan_tan, hanh)
    visits.write(found, hanh, visits.slot_of(found), shortcoming="Chậm", cause="Thiếu người.", proposal="Giao việc")
    visits.photo(found, hanh)
    visits.asked(found, hanh)
    return visits.sign(found, hanh)


def test_the_paper_says_what_was_seen_concluded_and_asked(made, hanh):
    add_supplement(inspection=made, words="Xóm 2 là 712 thẻ", by=hanh, at=build.moment("2017-09-22"))
    paper = minutes_of(made, TODAY)
    assert (paper.title, paper.summary, paper.place_line) == (
        "BIÊN BẢN",
        "kiểm tra xã Xuân Tân",
        "Xuân Tân, ngày 20 tháng 9 năm 2017",
    )
    assert paper.results.rows == (
        (
            "1", "15.1 Người dân tham gia BHYT", "Chưa đủ số liệu", "Chưa đạt",
            "Xóm 2 mới 71%. Tồn tại: Chậm. Nguyên nhân: Thiếu người. Đề nghị: Giao việc. Kèm 1 ảnh, giấy tờ.",
        ),
    )  # fmt: skip
    assert paper.requests.rows == (("1", "Phân công cán bộ vận động", "Chủ tịch UBND xã", "30/9/2017"),)
    assert paper.ending[1:] == ("Hai bên đã ký bản giấy ngày 20/9/2017.", "Bổ sung ngày 22/9/2017: Xóm 2 là 712 thẻ")
    assert paper.signatures == (("ĐẠI DIỆN XÃ XUÂN TÂN", "Nguyễn Văn A"), ("ĐẠI DIỆN ĐOÀN KIỂM TRA", "Trần Văn K"))
    assert paper.sides[0][1] == ("- Trần Văn K, Ủy viên BTV;", "- Phạm Thị D.")


@pytest.mark.parametrize(
    ("who", "kind", "bodies", "number", "title"),
    [
        ("hanh", "CHECK", ("UBND HUYỆN XUÂN TRƯỜNG", "ĐOÀN KIỂM TRA"), "BB-ĐKT", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("member", "OVERSIGHT", ("HUYỆN ỦY XUÂN TRƯỜNG", "ĐOÀN GIÁM SÁT"), "BB/ĐKT", "ĐẢNG CỘNG SẢN VIỆT NAM"),
        (
            "front", "OPINION", ("ỦY BAN MTTQ VIỆT NAM HUYỆN XUÂN TRƯỜNG", "ĐOÀN LẤY Ý KIẾN"), "BB-MTTQ",
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        ),
    ],
)  # fmt: skip
def test_each_family_has_its_head(who, kind, bodies, number, title, xuan_tan, request):
    made = visits.planned(xuan_tan, request.getfixturevalue(who), kind=InspectionKind(kind))
    paper = minutes_of(made, TODAY)
    assert paper.head.bodies == bodies
    assert number in paper.number
    assert paper.rules.titles[0][0] == title
    assert title in words_of(minutes_document(paper))


def test_what_is_not_known_yet_stays_blank_for_the_pen(hanh, xuan_tan):
    paper = minutes_of(visits.planned(xuan_tan, hanh), TODAY)
    assert paper.place_line == "Xuân Tân, ngày … tháng … năm …"
    assert paper.opening[0].startswith("Hồi … giờ, ngày … tháng … năm …, tại ………")
    assert (paper.results.rows, paper.requests, paper.conclusions) == ((), None, ("………",))
    assert paper.sides[0][1] == ("- ………",)


def test_print_and_word_say_the_same(made, sign_in):
    browser = sign_in("tan")
    text = text_of(browser.get(f"{made.href}bien-ban/"))
    answer = browser.get(f"{made.href}bien-ban.docx")
    assert answer["Content-Type"] == CONTENT_TYPE
    assert 'filename="Bieu16_BienBan_XuanTan_2017-09-20.docx"' in answer["Content-Disposition"]
    said = words_of(answer.content)
    for words in ("kiểm tra xã Xuân Tân", "Phân công cán bộ vận động", "Xóm 2 mới 71%", "ĐẠI DIỆN XÃ XUÂN TÂN"):
        assert words in text
        assert words in said
    assert Document(io.BytesIO(answer.content)).core_properties.title == "Biên bản kiểm tra xã Xuân Tân"


def test_sample_minutes_say_that_they_are_invented(xuan_tan):
    clerk = build.user(unit=xuan_tan.district, sample=True)
    paper = minutes_of(visits.signed(xuan_tan, clerk, team_of=TeamOf.STATE), TODAY)
    assert "Số liệu minh họa, không phải số liệu thật" in words_of(minutes_document(paper))
