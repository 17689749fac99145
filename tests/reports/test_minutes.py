"""Biểu 16: the minutes in print and as Word, by the rules of the family of the team."""

import io

import docx
import pytest
from PIL import Image

from directives.actions.demo.pictures import picture
from directives.actions.inspections import add_supplement
from directives.actions.minutes import keep_photo
from directives.enums import InspectionKind, TeamOf
from ntm_portal import blobs
from reports.docx import CONTENT_TYPE
from reports.docx.minutes import minutes_document
from reports.docx.pictures import inside
from reports.rules.minutes_paper import hour_words
from reports.tables.minutes import ROOM, minutes_of, word_pictures
from tests import build, photos
from tests.criteria.papers import JPEG
from tests.directives import visits
from tests.directives.test_inspection_pages import text_of
from tests.reports.word_files import opened

pytestmark = pytest.mark.django_db
TODAY = build.date("2017-09-25")


def words_of(content: bytes) -> str:
    """Everything a Word file says, tables included."""
    drawn = opened(content)
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
        "Kiểm tra xã Xuân Tân",
        "Xuân Tân, ngày 20 tháng 9 năm 2017",
    )
    assert paper.results.rows == (
        (
            "1", "15.1 Người dân tham gia BHYT", "Chưa đủ số liệu", "Chưa đạt",
            "Xóm 2 mới 71%. Tồn tại: Chậm. Nguyên nhân: Thiếu người. Đề nghị: Giao việc. Kèm 01 ảnh, giấy tờ.",
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
    document = minutes_document(paper)
    assert title in words_of(document)
    head = docx.Document(io.BytesIO(document)).tables[0].cell(0, 0).text
    assert f"HUYỆN{' ỦY' * (who == 'member')} XUÂN TRƯỜNG".replace(" ", "\u00a0") in head


@pytest.mark.parametrize(("hour", "words"), [("8:05", "08 giờ 05 phút"), ("14:30", "14 giờ 30 phút")])
def test_hours_are_said_as_minutes_say_them(hour, words):
    assert hour_words(hour) == words


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
    for words in ("Kiểm tra xã Xuân Tân", "Phân công cán bộ vận động", "Xóm 2 mới 71%", "ĐẠI DIỆN XÃ XUÂN TÂN"):
        assert words in text
        assert words in said
    assert opened(answer.content).core_properties.title == "Biên bản kiểm tra xã Xuân Tân"


def test_sample_minutes_say_that_they_are_invented(xuan_tan):
    clerk = build.user(unit=xuan_tan.district, sample=True)
    paper = minutes_of(visits.signed(xuan_tan, clerk, team_of=TeamOf.STATE), TODAY)
    assert "Số liệu minh họa, không phải số liệu thật" in words_of(minutes_document(paper))


# --- Photos behind the minutes --------------------------------------------------------------


def taken(found, by, content: bytes, name="anh.png"):
    """A photo of one indicator, as a telephone sends it."""
    return keep_photo(
        inspection=found, slot=visits.slot_of(found, "15.1"), upload=build.upload(content, name), by=by,
        at=build.moment("2017-09-20", 11), today=TODAY,
    ).evidence  # fmt: skip


def annex(content: bytes) -> tuple[list[str], list[tuple[int, int]]]:
    """What stands in the table of photos, and the size of each in mm."""
    drawn = opened(content)
    cells = [cell.text.strip() for row in drawn.tables[-1].rows for cell in row.cells]
    return cells, [(round(shape.width.mm), round(shape.height.mm)) for shape in drawn.inline_shapes]


def test_word_carries_the_photos_two_in_a_row_with_place_and_day(hanh, xuan_tan, sign_in):
    found = visits.written(xuan_tan, hanh)
    for heaps in (1, 2, 3):
        taken(found, hanh, picture(heaps))
    answer = sign_in("hanh").get(f"{visits.sign(found, hanh).href}bien-ban.docx").content
    cells, sizes = annex(answer)
    about = "15.1 Người dân tham gia BHYT. Xã Xuân Tân, 20/9/2017"
    assert cells == [f"Ảnh 1. {about}", f"Ảnh 2. {about}", f"Ảnh 3. {about}", ""]
    assert len(sizes) == 3
    assert all(wide <= 82 and high <= 90 for wide, high in sizes)
    assert "ẢNH KÈM BIÊN BẢN KIỂM TRA XÃ XUÂN TÂN" in words_of(answer)
    (first, *_) = opened(answer).inline_shapes
    assert first._inline.docPr.get("descr") == f"Ảnh 1. {about}"


def test_a_photo_that_cannot_stand_there_is_named_with_why(hanh, xuan_tan):
    found = visits.written(xuan_tan, hanh)
    lost = taken(found, hanh, picture(1), "mat.png")
    taken(found, hanh, JPEG, "hong.jpg")
    blobs.path_of(lost.sha256).unlink()
    cells, sizes = annex(minutes_document(minutes_of(found, TODAY), word_pictures(found)))
    assert [cell.split(")")[0] for cell in cells] == [
        "(Tệp mat.png không còn trong cổng.",
        "(Tệp ảnh hỏng hoặc quá lớn, không thu nhỏ được; mở trong cổng.",
    ]
    assert sizes == []


def test_photos_of_a_telephone_are_small_and_upright_in_word_and_their_files_stay(hanh, xuan_tan):
    """4.000 × 3.000 held upright: in the file it lies, on the paper it stands; no place goes along."""
    found = visits.written(xuan_tan, hanh)
    sent = photos.telephone(4000, 3000, turned=6)
    kept = [taken(found, hanh, content, name) for content, name in ((sent, "a.jpg"), (photos.webp(), "b.webp"))]
    made = minutes_document(minutes_of(found, TODAY), word_pictures(found))
    assert len(made) < len(sent)
    parts = [part for part in opened(made).part.package.iter_parts() if "/media/" in part.partname]
    assert sorted(Image.open(io.BytesIO(part.blob)).size for part in parts) == [(320, 200), (1200, 1600)]
    assert b"GPS" not in made
    assert b"Exif" not in b"".join(part.blob for part in parts)
    assert [size[0] < size[1] for size in annex(made)[1]] == [True, False]
    assert blobs.path_of(kept[0].sha256).read_bytes() == sent
    assert blobs.digest(blobs.path_of(kept[0].sha256)) == kept[0].sha256


def test_a_file_of_minutes_stays_small_enough_to_send(hanh, xuan_tan):
    found = visits.written(xuan_tan, hanh)
    for number in range(4):
        taken(found, hanh, photos.noise(1600, 1600, number), f"{number}.jpg")
    taken(found, hanh, picture(1))
    pictures = word_pictures(found)
    used = sum(len(one.content or b"") for one in pictures)
    named = [one.why for one in pictures if one.content is None]
    assert used <= ROOM
    assert named
    assert {why.partition(" MB, ")[2] for why in named} == {"không kèm để tệp không quá lớn; mở trong cổng."}
    assert pictures[-1].content is not None


@pytest.mark.parametrize(("wide", "high", "size"), [(400, 100, (78, 19)), (100, 400, (22, 90)), (78, 90, (78, 90))])
def test_a_photo_keeps_its_proportions(wide, high, size):
    assert inside(wide, high, 78) == size


def test_who_may_not_open_the_photos_has_none_in_the_file(hanh, xuan_tan, sign_in):
    found = visits.written(xuan_tan, hanh)
    taken(found, hanh, picture(1))
    answer = sign_in("front").get(f"{visits.sign(found, hanh).href}bien-ban.docx").content
    assert "ẢNH KÈM" not in words_of(answer)
