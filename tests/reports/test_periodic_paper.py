"""A periodic report put together: its sections by kind, what is written over it, and its outline."""

import dataclasses
import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.enums import Passage, ReportKind
from reports.rules.patterns import fill
from reports.rules.periodic_facts import Led, Overdue, Sending
from reports.rules.periodic_outline import OUTLINES, kind_of, next_until, year_before
from reports.rules.periodic_paper import ROOM, Written, room_after, sections_of
from reports.rules.shipped_patterns import PATTERNS
from tests.reports import periodic_cases as cases
from tests.reports.periodic_cases import ALL, shipped_wording


def text_of(found) -> str:
    """One sentence as the portal ships it."""
    return fill(PATTERNS[found.pattern].text, found.values)


def texts(found) -> list[str]:
    return [text_of(said) for said in found]


# --- The whole --------------------------------------------------------------------------------


def headings(kind, told=None, wording=None) -> list[str]:
    found = sections_of(told or cases.full(), OUTLINES[kind], wording or shipped_wording())
    return [part for section in found for part in (section.heading, *(b.heading for b in section.printed if b.heading))]


def test_a_report_about_the_directive_has_six_sections():
    assert headings(ReportKind.TOPIC) == [
        "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO",
        "II. KẾT QUẢ THỰC HIỆN",
        "1. Kết quả chung",
        "2. Theo nhóm tiêu chí",
        "3. Ba chỉ tiêu phải hoàn thành trong tháng 9/2017",
        "4. Tiêu chí huyện nông thôn mới và hồ sơ",
        "5. Huy động nguồn lực, nợ đọng xây dựng cơ bản",
        "III. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN",
        "1. Tồn tại, hạn chế",
        "2. Nguyên nhân",
        "IV. TRÁCH NHIỆM NGƯỜI ĐỨNG ĐẦU",
        "V. NHIỆM VỤ, GIẢI PHÁP KỲ TỚI",
        "VI. ĐỀ XUẤT, KIẾN NGHỊ",
    ]


def test_without_a_procedure_nothing_is_said_of_dossiers():
    told = dataclasses.replace(cases.full(), district=dataclasses.replace(cases.district(True), dossiers=None))
    assert "4. Tiêu chí huyện nông thôn mới" in headings(ReportKind.YEAR, told)


def test_a_month_is_short_and_numbers_its_sections_in_turn():
    found = headings(ReportKind.MONTH, cases.facts())
    assert found == [
        "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO",
        "II. KẾT QUẢ THỰC HIỆN",
        "III. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN",
        "Nguyên nhân",
        "IV. NHIỆM VỤ, GIẢI PHÁP KỲ TỚI",
        "V. ĐỀ XUẤT, KIẾN NGHỊ",
    ]


def test_where_nothing_is_known_no_table_and_no_list_of_places_stands():
    told = dataclasses.replace(cases.full(), general=cases.general(is_told=False, was_told=False))
    sections = sections_of(told, OUTLINES[ReportKind.QUARTER], shipped_wording())
    slots = [line.slot for section in sections for block in section.blocks for line in block.lines]
    assert {"chua-co-so-lieu"} == {*slots} & {
        "chua-co-so-lieu", "du-tieu-chi", "cung-ky", "phan-nhom", "nhom_ii", "chua-du-khong", "suy-giam-khong"
    }  # fmt: skip
    assert sections[1].blocks[0].grid is None


def test_a_longer_report_keeps_its_sections_where_nothing_was_read():
    found = headings(ReportKind.TOPIC, cases.facts())
    assert found[-3:] == [
        "IV. TRÁCH NHIỆM NGƯỜI ĐỨNG ĐẦU", "V. NHIỆM VỤ, GIẢI PHÁP KỲ TỚI", "VI. ĐỀ XUẤT, KIẾN NGHỊ",
    ]  # fmt: skip


def test_every_kind_is_put_together_and_tables_stand_where_the_kind_has_them():
    def grids(kind):
        found = sections_of(cases.full(), OUTLINES[kind], shipped_wording())
        return [len(block.grid.rows) for section in found for block in section.blocks if block.grid]

    assert {kind: grids(kind) for kind in OUTLINES} == {
        ReportKind.MONTH: [2, 1],
        ReportKind.QUARTER: [1, 1, 2, 1],
        ReportKind.HALF: [1, 1, 2, 1, 1],
        ReportKind.NINE: [1, 1, 2, 1, 1],
        ReportKind.YEAR: [1, 1, 2, 1, 1],
        ReportKind.TOPIC: [1, 1, 2, 1, 1],
    }


def test_what_the_office_has_not_written_leaves_room_where_it_is_awaited():
    found = sections_of(cases.full(), OUTLINES[ReportKind.MONTH], shipped_wording())
    assert [line.text for line in found[-1].printed[0].every_line] == [room_after(found[-1].heading)]
    wording = dataclasses.replace(shipped_wording(), written={"viet-de-xuat": Written("Một.\n\nHai.")})
    last = sections_of(cases.full(), OUTLINES[ReportKind.MONTH], wording)[-1].printed[0].every_line[0]
    assert (last.paragraphs, last.is_own, last.is_edited, last.is_stale) == (("Một.", "Hai."), True, False, False)


def test_room_for_the_pen_stands_beside_its_heading():
    """A line of dots below a heading wastes a line of a report that should be two pages."""
    kinds = (ReportKind.MONTH, ReportKind.QUARTER)
    short, long = (sections_of(cases.full(), OUTLINES[kind], shipped_wording()) for kind in kinds)
    for sections, heading in ((short, "Nguyên nhân"), (long, "2. Nguyên nhân")):
        causes = sections[2].printed[1]
        assert (causes.heading, causes.runs_in, causes.texts) == (heading, True, (room_after(heading),))
        assert sections[-1].room == room_after(sections[-1].heading)
        assert sections[0].room == ""
    assert 40 < len(room_after("V. ĐỀ XUẤT, KIẾN NGHỊ")) < len(room_after("Nguyên nhân")) < len(ROOM)


def test_an_edited_sentence_stands_in_the_report_and_says_when_the_figures_have_changed():
    auto = "Không có việc nào về tiêu chí quá hạn."
    told = dataclasses.replace(cases.full(), overdue=Overdue(0, ""))

    def line(written):
        wording = dataclasses.replace(shipped_wording(), written={"qua-han-khong": written})
        blocks = sections_of(told, OUTLINES[ReportKind.MONTH], wording)[2].blocks
        return next(line for line in blocks[0].lines if line.slot == "qua-han-khong")

    kept, old = line(Written("Không còn việc quá hạn.", auto)), line(Written("Không còn.", "Còn 05 việc quá hạn."))
    assert (kept.text, kept.auto, kept.is_edited, kept.is_stale) == ("Không còn việc quá hạn.", auto, True, False)
    assert (old.text, old.is_stale) == ("Không còn.", True)


def test_each_use_of_a_pattern_has_a_name_of_its_own():
    found = sections_of(cases.full(), OUTLINES[ReportKind.QUARTER], shipped_wording())[1]
    names = {line.slot: line.name for block in found.blocks for line in block.lines}
    assert (names["nhom_ii"], names["chi-tieu_15-1"], names["huyen"]) == (
        "Nhóm tiêu chí II", "Chỉ tiêu có thời hạn 15.1", "Tiêu chí huyện",
    )  # fmt: skip


PLACES = st.lists(st.sampled_from(ALL), unique=True)


@given(
    st.sampled_from(list(OUTLINES)), PLACES, PLACES, PLACES, st.integers(0, 20), st.integers(0, 30),
    st.integers(0, 9),
)  # fmt: skip
def test_whatever_the_figures_no_sentence_stumbles(kind, complete, met, visited, before, visits, done):
    told = dataclasses.replace(
        cases.full(),
        general=cases.general(complete=complete, complete_before=before, nearly=met),
        dues=(cases.due(met=met, met_before=before, left_in=visited),),
        led=Led(before, min(before, done), (), visits, visited, done + 1, done, 0),
        heads=cases.heads(*complete),
        sending=Sending("tháng 9/2017", met, complete, visited),
    )
    found = sections_of(told, OUTLINES[kind], shipped_wording())
    said = [line.text for section in found for block in section.printed for line in block.every_line if line.text]
    for text in said:
        assert "  " not in text
        assert not re.search(r"\b00 ", text)
        assert not re.search(r" [,.;:)]|\(\)|\{|\}", text)
        assert text[0] == text[0].upper()
        assert text == ROOM or not text.endswith("./.")


def test_sentences_of_one_subject_stand_in_one_paragraph():
    block = sections_of(cases.full(), OUTLINES[ReportKind.MONTH], shipped_wording())[2].blocks[0]
    assert len(block.lines) > len(block.paragraphs)
    assert " ".join(block.paragraphs) == " ".join(line.text for line in block.lines)
    last = block.lines[-1]
    wording = dataclasses.replace(shipped_wording(), written={last.slot: Written("Một.\nHai.", last.auto)})
    block = sections_of(cases.full(), OUTLINES[ReportKind.MONTH], wording)[2].blocks[0]
    assert block.paragraphs[-2:] == ("Một.", "Hai.")


# --- The outline ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("thang-9-2017", ReportKind.MONTH), ("quy-3-2017", ReportKind.QUARTER), ("6-thang-2017", ReportKind.HALF),
        ("9-thang-2017", ReportKind.NINE), ("nam-2017", ReportKind.YEAR), ("chi-thi", ReportKind.TOPIC),
    ],
)  # fmt: skip
def test_the_code_of_a_period_tells_the_kind_of_its_report(code, kind):
    assert kind_of(code) == kind


@pytest.mark.parametrize(
    ("kind", "on", "until"),
    [
        (ReportKind.MONTH, dt.date(2017, 9, 25), dt.date(2017, 10, 31)),
        (ReportKind.MONTH, dt.date(2017, 12, 31), dt.date(2018, 1, 31)),
        (ReportKind.QUARTER, dt.date(2017, 11, 30), dt.date(2018, 2, 28)),
        (ReportKind.YEAR, dt.date(2017, 12, 31), dt.date(2018, 6, 30)),
    ],
)
def test_the_period_to_come_ends_with_a_month(kind, on, until):
    assert next_until(kind, on) == until


def test_the_same_day_of_the_year_before_exists_even_in_a_leap_year():
    assert [year_before(dt.date(2017, 9, 25)), year_before(dt.date(2016, 2, 29))] == [
        dt.date(2016, 9, 25),
        dt.date(2015, 2, 28),
    ]


def test_only_longer_reports_speak_of_heads():
    assert {kind for kind in OUTLINES if Passage.HEADS in OUTLINES[kind].passages} == {
        ReportKind.HALF, ReportKind.NINE, ReportKind.YEAR, ReportKind.TOPIC,
    }  # fmt: skip
