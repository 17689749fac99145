"""Công văn đôn đốc: who is reminded, what the letter says, and the Word file that says it."""

import datetime as dt
import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.models import AuditEntry
from communes.enums import Post
from criteria.actions.verifying import Picked, return_cells
from criteria.enums import Stage
from reports.actions.letters import draft_reminder
from reports.docx import document
from reports.docx.header import MARK
from reports.docx.text import clean
from reports.enums import Family
from reports.tables.reminder import HEADS, Choice, letters_of, owing_of
from tests import build
from tests.reports import story
from tests.reports.word_files import opened

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)
PAGE = "/ky-bao-cao/thang-9-2017/don-doc/"
SECRETARY = "Bí thư Đảng ủy Nguyễn Văn A"
DEADLINE = dt.date(2017, 9, 28)


@pytest.fixture
def behind(district, xuan_tan, xuan_chau, tan, officer, lao_dong):
    """Xuân Châu has sent nothing; Xuân Tân came two days late, and the labour department sits on its figure."""
    story.leave_communes(district, story.TAN, story.CHAU)
    build.record(xuan_tan, build.row("11", 40, 2470, stage=Stage.SELF), by=officer)
    build.sent(xuan_tan, tan, day="2017-09-22")
    build.appointment(xuan_chau, Post.PARTY_SECRETARY, "Nguyễn Văn A")
    build.appointment(xuan_chau, Post.CHAIR, "Trần Thị B")
    return build.period()


def letters(period, district, who="van-phong-dieu-phoi", contact="Bà Hạnh"):
    places = list(build.home_communes(20))
    owing = owing_of(period.facts, places, TODAY)
    keys = frozenset(unit.key for unit in owing.units)
    departments = frozenset(row.key for row in owing.departments)
    choice = Choice(keys, departments, HEADS[who], DEADLINE, contact)
    return letters_of(period.facts, owing, choice, district, TODAY, False)


def read(content: bytes) -> tuple[str, list[list[str]]]:
    """All running text of a Word file, and the rows of its ruled table."""
    word = opened(content)
    grid = next(table for table in word.tables if table.style.name == "Table Grid")
    rows = [[cell.text for cell in row.cells] for row in grid.rows]
    others = [cell.text for table in word.tables if table is not grid for row in table.rows for cell in row.cells]
    return "\n".join([*others, *(paragraph.text for paragraph in word.paragraphs)]), rows


def has_writer() -> bool:
    """LibreOffice may be there with its spreadsheet alone."""
    program = shutil.which("soffice")
    return bool(program) and any(Path(program).resolve().parent.glob("*swlo*"))


# --- Who is behind ----------------------------------------------------------------------------


def test_the_late_the_missing_and_the_department_are_listed_in_order(behind):
    owing = owing_of(behind.facts, build.home_communes(20), TODAY)
    assert [(unit.name, unit.state, unit.responsible) for unit in owing.units] == [
        ("Xuân Châu", "Chưa gửi, quá hạn 5 ngày; thiếu 49 chỉ tiêu", f"{SECRETARY}; Chủ tịch UBND Trần Thị B"),
        ("Xuân Tân", "Gửi chậm 2 ngày", "Bí thư Đảng ủy, Chủ tịch UBND"),
    ]  # fmt: skip
    assert [(row.name, row.state, row.responsible) for row in owing.departments] == [
        ("Phòng LĐ-TB&XH", "Còn 1 ô chưa thẩm tra", "Thủ trưởng cơ quan")
    ]


def test_cells_that_came_back_count_once_their_day_is_past(behind, xuan_tan, lao_dong, district):
    finding = xuan_tan.findings.get()
    cells = [Picked(xuan_tan.pk, finding.indicator_id, finding.pk)]
    return_cells(
        period=behind, cells=cells, reason="Lệch sổ", answer_by=dt.date(2017, 9, 26), by=lao_dong,
        at=build.moment(TODAY), today=TODAY,
    )  # fmt: skip
    places = build.home_communes(20)
    assert owing_of(behind.facts, places, TODAY).units[1].state == "Gửi chậm 2 ngày"
    later = owing_of(behind.facts, places, dt.date(2017, 9, 27))
    assert later.units[1].state == "Gửi chậm 2 ngày; còn 1 ô trả lại chưa trả lời"
    assert later.departments == []


def test_before_the_day_of_sending_nobody_is_behind(behind):
    owing = owing_of(behind.facts, build.home_communes(1), dt.date(2017, 9, 19))
    assert (owing.anyone, owing.of_departments > 10) == (False, True)


# --- The Word file ----------------------------------------------------------------------------


def test_the_letter_of_a_state_body_has_the_parts_it_must_have(behind, district):
    text, rows = read(document(letters(behind, district)[0]))
    for words in (
        "UBND HUYỆN XUÂN TRƯỜNG\nVĂN PHÒNG ĐIỀU PHỐI NTM",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc",
        "Số:          /VPĐP\nV/v đôn đốc",
        "Xuân Trường, ngày     tháng     năm 2017",
        "Kính gửi:",
        "CHÁNH VĂN PHÒNG",
        "Nơi nhận:\n- Như trên;",
        "- Lưu: VT, VPĐP.",
        "liên hệ Bà Hạnh./.",
    ):
        assert words in text
    assert "CÔNG VĂN" not in text
    assert rows[1][1:4] == ["Xuân Châu", "Chưa gửi, quá hạn 5 ngày; thiếu 49 chỉ tiêu", "20/9/2017"]


def test_the_letter_of_the_party_office_follows_the_party(behind, district):
    letter = letters(behind, district, "van-phong-huyen-uy")[0]
    text, _ = read(document(letter))
    for words in (
        "HUYỆN ỦY XUÂN TRƯỜNG\nVĂN PHÒNG\n*",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "Số          -CV/VPHU",
        "- Lưu Văn phòng Huyện ủy.",
    ):
        assert words in text
    assert "CỘNG HÒA" not in text
    assert (letter.rules.family, letter.rules.source) == (Family.PARTY, "Hướng dẫn 11-HD/VPTW")


def test_every_figure_of_the_text_equals_the_table(district, xuan_tan, tan, officer, lao_dong):
    """All communes late or missing: the sums of the sentences are the sums of the column they speak of."""
    build.record(xuan_tan, build.row("11", 40, 2470, stage=Stage.SELF), by=officer)
    build.sent(xuan_tan, tan, day="2017-09-22")
    text, (_, *rows) = read(document(letters(build.period(), district)[0]))
    states = [row[2].casefold() for row in rows]

    def column(pattern):
        return [int(found[1]) for state in states if (found := re.search(pattern, state))]

    missing, lacking = column(r"chưa gửi, quá hạn (\d+)"), column(r"thiếu (\d+) chỉ tiêu")
    unverified = column(r"còn (\d+) ô chưa thẩm tra")
    assert (len(missing), len(lacking)) == (19, 19)
    assert f"{len(missing)} xã, thị trấn (" in text
    assert f"còn thiếu {sum(lacking)} chỉ tiêu" in text
    (late,) = column(r"gửi chậm (\d+)")
    assert f"xã Xuân Tân gửi báo cáo chậm {late:02} ngày" in text
    assert f"còn {sum(unverified):02} ô chưa thẩm tra" in text
    named = re.search(r"xã, thị trấn \(([^)]*)\) chưa gửi", text)[1].split(", ")
    assert named == [row[1] for row, state in zip(rows, states, strict=True) if "chưa gửi" in state]


def test_the_same_data_give_the_same_file(behind, district):
    one, other = (document(letters(behind, district)[0]) for _ in range(2))
    assert one == other
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    about = opened(one).core_properties
    assert (about.author, about.title, about.comments, about.created.date()) == (
        "Văn phòng điều phối NTM huyện", "V/v đôn đốc gửi, thẩm tra báo cáo nông thôn mới kỳ tháng 9/2017", "Dự thảo",
        TODAY,
    )  # fmt: skip


def test_what_somebody_typed_stays_text(behind, district):
    text, _ = read(document(letters(behind, district, contact="A\x0b\x00<b>&{period}</b>\ud800")[0]))
    assert "liên hệ A  <b>&{period}</b> ./." in text
    assert clean("a\tb\ufffe") == "a b "
    long = replace(letters(behind, district)[0], about=f"V/v {'đôn đốc ' * 40}\x0b")
    assert len(opened(document(long)).core_properties.title) == 255


def test_a_letter_from_the_demonstration_says_that_its_figures_are_not_real(behind, district):
    letter = letters(behind, district)[0]
    said = [MARK in read(document(replace(letter, sample=sample)))[0] for sample in (True, False)]
    assert said == [True, False]


def test_rows_and_the_signature_are_never_torn_over_two_pages(behind, district):
    word = opened(document(letters(behind, district)[0]))
    torn = [row for table in word.tables for row in table.rows if "cantSplit" not in row._tr.xml]
    last_words = next(paragraph for paragraph in word.paragraphs if paragraph.text.endswith("./."))
    assert (torn, last_words.paragraph_format.keep_with_next) == ([], True)


def laid_out(letter, where) -> list[str]:
    """The pages of a letter as LibreOffice Writer lays them out, each as text."""
    paper = where / "thu.docx"
    paper.write_bytes(document(letter))
    profile = f"-env:UserInstallation={(where / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(where), str(paper)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)
    read = ["pdftotext", "-layout", str(where / "thu.pdf"), "-"]
    return subprocess.run(read, check=True, capture_output=True).stdout.decode().split("\f")[:-1]


with_writer = pytest.mark.skipif(
    not has_writer() or not shutil.which("pdftotext"),
    reason="LibreOffice Writer or pdftotext is missing: the letter is not laid out",
)


@pytest.mark.parametrize("who", ["van-phong-dieu-phoi", "van-phong-huyen-uy"])
@with_writer
def test_a_letter_to_all_is_laid_out_on_two_pages_and_the_second_is_numbered(who, district, tmp_path):
    first, second = laid_out(letters(build.period(), district, who)[0], tmp_path)
    assert "Kính gửi:" in first
    assert re.search(r"Xuân Trường, ngày +tháng +năm 2017$", first, re.MULTILINE)
    assert re.search(r"^\s+2\s*$", second, re.MULTILINE)
    assert all(words in second for words in ("TT", "./.", "Nơi nhận:", "CHÁNH VĂN PHÒNG"))


@pytest.mark.parametrize("longer", range(0, 41, 8))
@with_writer
def test_no_page_is_empty_and_the_last_words_stay_with_the_signature(longer, behind, district, tmp_path):
    """Whatever the length: here the words of contact push the end of a letter past the end of its page."""
    (letter,) = letters(behind, district, contact="Bà Hạnh, " + "điện thoại 0228 3886 123, " * longer)
    pages = laid_out(letter, tmp_path)
    assert all(re.search(r"[a-zà-ỹ]{2}", page) for page in pages)
    assert all(words in pages[-1] for words in ("./.", "Nơi nhận:", "CHÁNH VĂN PHÒNG"))


# --- The page ---------------------------------------------------------------------------------


def test_the_office_reads_chooses_and_takes_the_letter(behind, sign_in):
    browser = sign_in("hanh")
    page = browser.get(PAGE)
    assert "xã Xuân Châu chưa gửi báo cáo, quá hạn 05 ngày" in page.content.decode()
    assert page.context["form"]["deadline"].value() == "28/9/2017"
    chosen = {"issuer": "phong-nong-nghiep", "deadline": "29/9/2017", "contact": "Ông Ba", "units": ["xuan-chau"]}
    asked = chosen | {"apart": "chung"}
    shown = browser.post(PAGE, asked).content.decode()
    assert ("PHÒNG NÔNG NGHIỆP VÀ PTNT" in shown, "xã Xuân Tân gửi báo cáo chậm" in shown) == (True, False)
    assert not AuditEntry.objects.filter(action="Soạn công văn đôn đốc").exists()
    file = browser.post(PAGE, asked | {"tai": "1"})
    assert file["Content-Disposition"] == 'attachment; filename="CongVanDonDoc_XuanTruong_2017-09.docx"'
    assert "xã Xuân Châu chưa gửi báo cáo, quá hạn 05 ngày" in read(file.content)[0]
    assert AuditEntry.objects.get(action="Soạn công văn đôn đốc").detail == {
        "period": "thang-9-2017", "issuer": "Phòng Nông nghiệp và PTNT", "deadline": "2017-09-29", "files": 1,
        "addressees": ["Xuân Châu"],
    }  # fmt: skip


def test_a_letter_to_late_senders_alone_names_no_day_and_the_page_says_so(behind, sign_in):
    browser = sign_in("hanh")
    said = "công văn không ghi hạn mới"
    assert said not in browser.get(PAGE).content.decode()
    asked = {"issuer": "van-phong-dieu-phoi", "deadline": "29/9/2017", "contact": "Bà Hạnh", "units": ["xuan-tan"]}
    page = browser.post(PAGE, asked | {"apart": "chung"}).content.decode()
    assert (said in page, "chấp hành thời hạn gửi báo cáo" in page) == (True, True)
    text, _ = read(browser.post(PAGE, asked | {"apart": "chung", "tai": "1"}).content)
    assert ("rút kinh nghiệm, gửi báo cáo đúng hạn các kỳ sau" in text, "29/9/2017" in text) == (True, False)
    assert AuditEntry.objects.get(action="Soạn công văn đôn đốc").detail["deadline"] == ""


def test_one_letter_each_comes_as_a_zip(behind, sign_in):
    asked = {"issuer": "van-phong-dieu-phoi", "deadline": "29/9/2017", "contact": "Bà Hạnh", "apart": "rieng"}
    asked |= {"units": ["xuan-tan", "xuan-chau"], "departments": ["lao-dong"], "tai": "1"}
    file = sign_in("hanh").post(PAGE, asked)
    assert file["Content-Disposition"] == 'attachment; filename="CongVanDonDoc_2017-09.zip"'
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        assert archive.namelist() == [
            "CongVanDonDoc_XuanChau_2017-09.docx",
            "CongVanDonDoc_XuanTan_2017-09.docx",
            "CongVanDonDoc_PhongLdTbXh_2017-09.docx",
        ]
        text, rows = read(archive.read("CongVanDonDoc_PhongLdTbXh_2017-09.docx"))
    assert ("Kính gửi: Lãnh đạo Phòng LĐ-TB&XH" in text, len(rows)) == (True, 2)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"deadline": "31/9/2017"}, "Tháng 9 chỉ có 30 ngày"),
        ({"deadline": "24/9/2017"}, "Hạn mới phải từ hôm nay (25/9/2017) trở đi."),
        ({"deadline": ""}, "Ghi hạn mới."),
        ({"contact": ""}, "Ghi người liên hệ."),
        ({"units": []}, "Chọn ít nhất một đơn vị hoặc phòng, ban."),
        ({"issuer": "van-phong-huyen-uy"}, "Chọn một giá trị trong danh sách."),
    ],
)
def test_what_is_wrong_is_said_and_no_letter_made(wrong, said, behind, sign_in):
    asked = {"issuer": "van-phong-dieu-phoi", "deadline": "29/9/2017", "contact": "A", "units": ["xuan-tan"]}
    page = sign_in("hanh").post(PAGE, asked | {"apart": "chung", "tai": "1"} | wrong)
    assert (said in page.content.decode(), "Chưa soạn được công văn" in page.content.decode()) == (True, True)
    assert not AuditEntry.objects.filter(action="Soạn công văn đôn đốc").exists()


def test_the_party_office_drafts_in_its_own_name(behind, sign_in):
    page = sign_in("party_office").get(PAGE)
    assert [code for code, _ in page.context["form"].fields["issuer"].choices] == ["van-phong-huyen-uy"]
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in page.content.decode()


def test_with_nobody_behind_the_page_says_so(behind, sign_in, settings):
    settings.PINNED_TODAY = dt.date(2017, 9, 19)
    browser = sign_in("hanh")
    assert "Không có ai phải đôn đốc" in browser.get(PAGE).content.decode()
    assert "Không có ai phải đôn đốc" in browser.post(PAGE, {"tai": "1"}).content.decode()


def test_the_action_itself_refuses(behind, district, hanh, leader):
    drafted, at = letters(behind, district), build.moment(TODAY)
    given = {"period": behind, "at": at, "today": TODAY}
    past = [replace(drafted[0], until=dt.date(2017, 9, 1))]
    with pytest.raises(PermissionDenied):
        draft_reminder(letters=drafted, by=leader, **given)
    with pytest.raises(ValidationError, match="Hạn mới"):
        draft_reminder(letters=past, by=hanh, **given)
    with pytest.raises(ValidationError, match="Chọn ít nhất"):
        draft_reminder(letters=[], by=hanh, **given)


@pytest.mark.parametrize("places", [1, 3])
def test_the_page_costs_the_same_for_any_number_of_late_places(places, district, sign_in, django_assert_num_queries):
    story.leave_communes(district, *[story.TAN, story.CHAU, story.TOWN][:places])
    build.period()
    browser = sign_in("hanh")
    browser.get(PAGE)
    with django_assert_num_queries(26):
        browser.get(PAGE)
