"""The sentences of a periodic report: right for none, one, a few and all."""

import dataclasses
import datetime as dt
import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.enums import Piece, ReportKind
from reports.rules import periodic_words as words
from reports.rules.patterns import fill
from reports.rules.periodic_facts import Gained, Led, Overdue, SameDay, Sending, Short
from reports.rules.periodic_outline import OUTLINES, kind_of, next_until, year_before
from reports.rules.periodic_paper import ROOM, Written, sections_of
from reports.rules.phrases import how_many, kinds_of, moved, named, share, so_many
from reports.tables.periodic import PATTERNS, shipped_wording
from tests.reports import periodic_cases as cases
from tests.reports.periodic_cases import ALL, TOWN, XA


def text_of(found) -> str:
    """One sentence as the portal ships it."""
    return fill(PATTERNS[found.pattern].text, found.values)


def texts(found) -> list[str]:
    return [text_of(said) for said in found]


# --- Phrases ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "among", "words", "names"),
    [
        ((), ALL, "không có xã, thị trấn nào", ""),
        ((), XA, "không có xã nào", ""),
        (XA[:1], ALL, "01 xã", "(Xuân A)"),
        ((TOWN,), ALL, "01 thị trấn", "(TT. Xuân Trường)"),
        ((TOWN, XA[0]), ALL, "02 xã, thị trấn", "(TT. Xuân Trường, Xuân A)"),
        (XA[:10], ALL, "10 xã", "(Xuân A, Xuân B, Xuân C, Xuân D, Xuân E, Xuân F, Xuân G, Xuân H, Xuân I, Xuân J)"),
        (ALL[:19], ALL, "19 xã, thị trấn", "(trừ Xuân S)"),
        (XA, ALL, "19 xã", "(trừ TT. Xuân Trường)"),
        (ALL, ALL, "cả 20 xã, thị trấn", ""),
        (XA, XA, "cả 19 xã", ""),
        (XA[:1], XA[:1], "01 xã", ""),
        ((), (), "không có xã, thị trấn nào", ""),
    ],
)
def test_places_are_counted_and_named(found, among, words, names):
    assert (so_many(found, among), named(found, among)) == (words, names)


@given(st.lists(st.sampled_from(ALL), unique=True), st.just(ALL))
def test_the_number_agrees_with_the_names(found, among):
    found = [place for place in among if place in found]
    number = re.search(r"\d+", so_many(found, among))
    said = named(found, among)
    listed = [name for name in said.strip("()").removeprefix("trừ ").split(", ") if name]
    meant = len(among) - len(listed) if said.startswith("(trừ") else len(listed)
    assert "00" not in so_many(found, among)
    assert int(number[0] if number else 0) == len(found)
    assert not said or meant == len(found)


@pytest.mark.parametrize(
    ("difference", "words"),
    [
        (3, "tăng 03 đơn vị so với ngày 28/8/2017"),
        (-12, "giảm 12 đơn vị so với ngày 28/8/2017"),
        (0, "giữ nguyên so với ngày 28/8/2017"),
        (Decimal("0.5"), "tăng 0,5 đơn vị so với ngày 28/8/2017"),
        (Decimal("-2.4"), "giảm 2,4 đơn vị so với ngày 28/8/2017"),
        (Decimal("0.0"), "giữ nguyên so với ngày 28/8/2017"),
    ],
)
def test_a_change_is_said_with_its_day(difference, words):
    assert moved(difference, "đơn vị", cases.BEFORE) == words


@pytest.mark.parametrize(("figure", "words"), [(Fraction(45), "45%"), (Fraction(100, 7), "14,3%"), (Fraction(0), "0%")])
def test_a_share_has_one_decimal_where_it_needs_it(figure, words):
    assert share(figure) == words


def test_none_of_something_is_said_in_words():
    assert [how_many(count, "việc") for count in (0, 1, 12)] == ["không có việc nào", "01 việc", "12 việc"]
    assert kinds_of(()) == "xã, thị trấn"


# --- The ends ---------------------------------------------------------------------------------


def test_the_opening_names_document_issuer_and_both_days():
    assert text_of(words.opening(cases.heading())) == (
        "Thực hiện Chỉ thị ngày 28/8/2017 của Ban Thường vụ, Văn phòng Huyện ủy báo cáo kết quả thực hiện Chỉ thị "
        "(số liệu tính đến ngày 25/9/2017, so với ngày 28/8/2017) như sau:"
    )


def test_before_there_is_a_directive_none_is_named_and_an_earlier_knowledge_is():
    told = cases.heading(document="", about="kết quả xây dựng nông thôn mới tháng 7/2017", known_on=dt.date(2017, 8, 1))
    assert text_of(words.opening(told)) == (
        "Văn phòng Huyện ủy báo cáo kết quả xây dựng nông thôn mới tháng 7/2017 (số liệu tính đến ngày 25/9/2017, "
        "so với ngày 28/8/2017, theo số liệu đã ghi đến hết ngày 01/8/2017) như sau:"
    )


def test_the_last_sentence_ends_the_report():
    assert text_of(words.closing(cases.heading())) == (
        "Trên đây là báo cáo kết quả thực hiện Chỉ thị; Văn phòng Huyện ủy báo cáo Ban Thường vụ Huyện ủy xem xét, "
        "cho ý kiến chỉ đạo./."
    )


# --- I ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {},
            [
                "Đến ngày 25/9/2017, Chỉ thị ngày 28/8/2017 của Ban Thường vụ đã gửi 22 đảng bộ, chi bộ; "
                "21 đảng bộ, chi bộ xác nhận đã quán triệt.",
                "Trong kỳ không ban hành văn bản chỉ đạo mới.",
                "Trong kỳ tổ chức 03 cuộc kiểm tra, giám sát tại 02 xã (Xuân A, Xuân B).",
                "Các cuộc kiểm tra trong kỳ nêu 04 kiến nghị: 01 đã xong, 03 chưa xong (trong đó 01 quá hạn).",
            ],
        ),
        (
            {"confirmed": 22, "documents": ("Kế hoạch số 1", "Công văn số 2"), "done": 4, "overdue": 0},
            [
                "Đến ngày 25/9/2017, Chỉ thị ngày 28/8/2017 của Ban Thường vụ đã gửi 22 đảng bộ, chi bộ; "
                "cả 22 đảng bộ, chi bộ xác nhận đã quán triệt.",
                "Trong kỳ ban hành 02 văn bản chỉ đạo: Kế hoạch số 1; Công văn số 2.",
                "Trong kỳ tổ chức 03 cuộc kiểm tra, giám sát tại 02 xã (Xuân A, Xuân B).",
                "Các cuộc kiểm tra trong kỳ nêu 04 kiến nghị: 04 đã xong.",
            ],
        ),
        (
            {"sent_to": 3, "confirmed": 0, "requests": 0},
            [
                "Đến ngày 25/9/2017, Chỉ thị ngày 28/8/2017 của Ban Thường vụ đã gửi 03 đảng bộ, chi bộ; "
                "không có đảng bộ, chi bộ nào xác nhận đã quán triệt.",
                "Trong kỳ không ban hành văn bản chỉ đạo mới.",
                "Trong kỳ tổ chức 03 cuộc kiểm tra, giám sát tại 02 xã (Xuân A, Xuân B).",
            ],
        ),
        (
            {"sent_to": None, "visits": 0},
            [
                "Trong kỳ không ban hành văn bản chỉ đạo mới.",
                "Trong kỳ không tổ chức cuộc kiểm tra, giám sát nào.",
            ],
        ),
    ],
)
def test_what_was_led(given, said):
    assert texts(words.led(cases.heading(), cases.led(**given), ALL)) == said


# --- II ---------------------------------------------------------------------------------------


def general(at_length=True, **given) -> list[str]:
    return texts(words.general(cases.heading(), cases.general(**given), at_length=at_length))


def test_the_general_result_for_a_few():
    assert general() == [
        "Đến ngày 25/9/2017, 03 xã đủ 19/19 tiêu chí (15%), tăng 02 đơn vị so với ngày 28/8/2017.",
        "02 xã ở mức cơ bản đạt chuẩn; cộng với số đã đủ tiêu chí là 05 xã.",
        "16 xã trong 19 xã tính cho huyện có quyết định công nhận đạt chuẩn (còn Xuân Q, Xuân R, Xuân S), giữ nguyên "
        "so với ngày 28/8/2017.",
        "Bình quân mỗi đơn vị đạt 18,2 tiêu chí, tăng 0,5 tiêu chí so với ngày 28/8/2017.",
        "Trong kỳ không có thêm tiêu chí đạt.",
    ]


def test_the_general_result_for_all_and_for_none():
    assert general(complete=ALL, nearly=(), recognised=XA, complete_before=20)[:3] == [
        "Đến ngày 25/9/2017, cả 20 xã, thị trấn đủ 19/19 tiêu chí, giữ nguyên so với ngày 28/8/2017.",
        "Không có xã, thị trấn nào ở mức cơ bản đạt chuẩn; cộng với số đã đủ tiêu chí là cả 20 xã, thị trấn.",
        "Cả 19 xã có quyết định công nhận đạt chuẩn, tăng 03 đơn vị so với ngày 28/8/2017.",
    ]
    assert general(complete=(), complete_before=0, recognised=(), recognised_before=0)[::2][:2] == [
        "Đến ngày 25/9/2017, không có xã, thị trấn nào đủ 19/19 tiêu chí, giữ nguyên so với ngày 28/8/2017.",
        "Không có xã nào có quyết định công nhận đạt chuẩn, giữ nguyên so với ngày 28/8/2017.",
    ]


def test_where_many_wait_for_recognition_they_are_not_named_and_without_counting_places_nothing_is_said():
    assert "10 xã trong 19 xã tính cho huyện có quyết định công nhận đạt chuẩn, giảm 06 đơn vị" in "".join(
        general(recognised=XA[:10])
    )
    assert not any("công nhận" in said for said in general(counting=(), recognised=()))


def test_a_month_says_only_what_changed():
    gained = [Gained(XA[0], (11,)), Gained(TOWN, (11, 15))]
    assert general(at_length=False, gained=gained)[1:] == [
        "Bình quân mỗi đơn vị đạt 18,2 tiêu chí, tăng 0,5 tiêu chí so với ngày 28/8/2017.",
        "Trong kỳ có thêm 03 tiêu chí đạt tại 02 xã, thị trấn: Xuân A (tiêu chí 11), "
        "TT. Xuân Trường (tiêu chí 11, 15).",
    ]


@pytest.mark.parametrize(
    ("complete", "mean", "said"),
    [
        (1, "16.0", "tăng 02 đơn vị; bình quân tăng 2,2 tiêu chí"),
        (3, "18.2", "giữ nguyên; bình quân giữ nguyên"),
        (5, "18.4", "giảm 02 đơn vị; bình quân giảm 0,2 tiêu chí"),
    ],
)
def test_beside_the_same_day_of_the_year_before(complete, mean, said):
    earlier = SameDay(dt.date(2016, 9, 25), complete, Decimal(mean))
    assert text_of(words.same_day(cases.general(), earlier)) == (
        f"So với cùng kỳ năm trước (25/9/2016), số đơn vị đủ 19/19 tiêu chí {said}."
    )


@pytest.mark.parametrize(
    ("met", "said"),
    [
        ((20,), "tiêu chí 1 đạt ở cả 20 xã, thị trấn"),
        ((20, 20), "cả 02 tiêu chí đạt ở cả 20 xã, thị trấn"),
        ((20, 20, 19), "02 tiêu chí đạt ở cả 20 xã, thị trấn; tiêu chí 3 (Tiêu chí C) đạt ở 19/20 đơn vị (95%)"),
        ((0,), "tiêu chí 1 (Tiêu chí A) chưa đơn vị nào đạt"),
    ],
)
def test_each_group_of_criteria_is_one_sentence(met, said):
    assert texts(words.groups([cases.group(*met)], ALL)) == [f"Nhóm II. Hạ tầng: {said}."]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {},
            "15 xã, thị trấn đạt, tăng 03 đơn vị so với ngày 28/8/2017; toàn huyện 86,72% (129.624/149.480); còn thiếu "
            "1.034 người tại 05 xã (Xuân O, Xuân P, Xuân Q, Xuân R, Xuân S).",
        ),
        (
            {"met": ALL, "left": Decimal(0), "left_in": ()},
            "cả 20 xã, thị trấn đạt, tăng 08 đơn vị so với ngày 28/8/2017; toàn huyện 86,72% (129.624/149.480); không "
            "còn nơi nào chưa đạt.",
        ),
        (
            {"met": (), "met_before": 0, "whole": Decimal(0), "left_in": (), "without": (TOWN,)},
            "không có xã, thị trấn nào đạt, giữ nguyên so với ngày 28/8/2017; toàn huyện chưa có tử số, mẫu số; "
            "01 thị trấn chưa đạt, chưa tính được phần còn lại (TT. Xuân Trường).",
        ),
    ],
)
def test_each_indicator_with_a_day(given, said):
    found = texts(words.dues(cases.heading(), [cases.due(**given)], ALL))
    assert found == [f"Chỉ tiêu 15.1 Người dân tham gia BHYT (yêu cầu ≥ 85%): {said}"]


def test_the_district_and_what_is_left_of_its_criteria():
    assert text_of(words.district(cases.heading(), cases.district(True, True, False))) == (
        "Huyện đạt 02/03 tiêu chí, tăng 01 tiêu chí so với ngày 28/8/2017; còn tiêu chí 3 (Huyện C, chưa đạt)."
    )
    assert "không còn tiêu chí chưa đạt" in text_of(words.district(cases.heading(), cases.district(True)))


# --- III to V ---------------------------------------------------------------------------------


def test_places_that_fall_short_are_named_with_what_fails():
    short = [Short(XA[0], "17/19", (("chưa đạt", (11,)), ("cơ bản đạt", (15, 17)))), Short(TOWN, "18/19", ())]
    assert text_of(words.incomplete(cases.general(short=short[:1]))) == (
        "Còn 01 xã chưa đủ 19/19 tiêu chí: Xuân A 17/19 (chưa đạt tiêu chí 11; cơ bản đạt tiêu chí 15, 17)."
    )
    assert text_of(words.incomplete(cases.general())) == "Không còn xã, thị trấn nào chưa đủ 19/19 tiêu chí."


def test_falls_are_told_part_by_part():
    told = cases.falls(fallen=("Xuân A (19.2)", "Xuân B (17.5)"), at_risk=("Xuân C (15.1)",), recovered=("Xuân D (2)",))
    assert texts(words.falls(cases.heading(), told, at_risk=True)) == [
        "So với ngày 28/8/2017, 02 trường hợp suy giảm: Xuân A (19.2); Xuân B (17.5).",
        "01 trường hợp còn đạt nhưng có nguy cơ suy giảm: Xuân C (15.1).",
        "01 trường hợp suy giảm trong kỳ đã phục hồi: Xuân D (2).",
    ]
    assert texts(words.falls(cases.heading(), cases.falls(at_risk=("Xuân C",)), at_risk=False)) == [
        "So với ngày 28/8/2017, không có tiêu chí, chỉ tiêu nào suy giảm."
    ]


def test_who_has_sent():
    told = Sending("tháng 9/2017", ALL[:12], (), (XA[18],))
    assert text_of(words.sending(told, ALL)) == (
        "Kỳ báo cáo tháng 9/2017: 12 xã, thị trấn đã gửi; không có xã, thị trấn nào gửi chậm; 01 xã quá hạn chưa gửi "
        "(Xuân S)."
    )


def test_what_is_overdue():
    assert text_of(words.overdue(Overdue(5, "02 cơ bản đạt, 03 theo kế hoạch"))) == (
        "Còn 05 việc quá hạn (02 cơ bản đạt, 03 theo kế hoạch)."
    )
    assert text_of(words.overdue(Overdue(0, ""))) == "Không có việc nào quá hạn."


def test_what_is_put_down_to_heads():
    counts = (("nhiệm vụ hoàn thành đúng hạn", 79), ("nhiệm vụ quá hạn chưa xong", 1), ("chỉ tiêu suy giảm", 0))
    assert texts(words.heads(cases.heading(), cases.heads(XA[0], counts=counts), ALL)) == [
        "Từ ngày 28/8/2017 đến ngày 25/9/2017, người đứng đầu các xã, thị trấn có 79 nhiệm vụ hoàn thành đúng hạn, "
        "01 nhiệm vụ quá hạn chưa xong.",
        "01 xã có nhiệm vụ quá hạn hoặc chỉ tiêu suy giảm (Xuân A).",
    ]
    nothing = (("chỉ tiêu suy giảm", 0),)
    assert texts(words.heads(cases.heading(), cases.heads(counts=nothing), ALL)) == [
        "Từ ngày 28/8/2017 đến ngày 25/9/2017, chưa có việc nào tính vào trách nhiệm người đứng đầu."
    ]


def test_what_comes_due():
    task = ("Mục 3c", "Bí thư", dt.date(2017, 9, 30))
    assert text_of(words.coming(cases.coming(task))) == "Từ nay đến ngày 31/10/2017 có 01 nhiệm vụ đến hạn:"
    assert text_of(words.coming(cases.coming())) == "Từ nay đến ngày 31/10/2017 không có nhiệm vụ nào đến hạn."


# --- The whole --------------------------------------------------------------------------------


def headings(kind, told=None, wording=None) -> list[str]:
    found = sections_of(told or cases.full(), OUTLINES[kind], wording or shipped_wording())
    return [part for section in found for part in (section.heading, *(b.heading for b in section.printed if b.heading))]


def test_a_report_about_the_directive_has_six_sections():
    assert headings(ReportKind.DIRECTIVE) == [
        "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO",
        "II. KẾT QUẢ THỰC HIỆN",
        "1. Kết quả chung",
        "2. Theo nhóm tiêu chí",
        "3. Ba chỉ tiêu phải hoàn thành trong tháng 9/2017",
        "4. Tiêu chí huyện nông thôn mới",
        "III. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN",
        "1. Tồn tại, hạn chế",
        "2. Nguyên nhân",
        "IV. TRÁCH NHIỆM NGƯỜI ĐỨNG ĐẦU",
        "V. NHIỆM VỤ, GIẢI PHÁP KỲ TỚI",
        "VI. ĐỀ XUẤT, KIẾN NGHỊ",
    ]


def test_a_month_is_short_and_numbers_its_sections_in_turn():
    found = headings(ReportKind.MONTH, cases.facts())
    assert found == [
        "I. CÔNG TÁC LÃNH ĐẠO, CHỈ ĐẠO",
        "II. KẾT QUẢ THỰC HIỆN",
        "1. Kết quả chung",
        "III. TỒN TẠI, HẠN CHẾ VÀ NGUYÊN NHÂN",
        "2. Nguyên nhân",
        "IV. NHIỆM VỤ, GIẢI PHÁP KỲ TỚI",
        "V. ĐỀ XUẤT, KIẾN NGHỊ",
    ]


def test_every_kind_is_put_together_and_tables_stand_where_the_kind_has_them():
    def grids(kind):
        found = sections_of(cases.full(), OUTLINES[kind], shipped_wording())
        return [len(block.grid.rows) for section in found for block in section.blocks if block.grid]

    assert {kind: grids(kind) for kind in ReportKind} == {
        ReportKind.MONTH: [2, 1],
        ReportKind.QUARTER: [1, 1, 2, 1],
        ReportKind.HALF: [1, 1, 2, 1, 1],
        ReportKind.NINE: [1, 1, 2, 1, 1],
        ReportKind.YEAR: [1, 1, 2, 1, 1],
        ReportKind.DIRECTIVE: [1, 1, 2, 1, 1],
    }


def test_what_the_office_has_not_written_leaves_room_where_it_is_awaited():
    found = sections_of(cases.full(), OUTLINES[ReportKind.MONTH], shipped_wording())
    assert [line.text for line in found[-1].printed[0].every_line] == [ROOM]
    wording = dataclasses.replace(shipped_wording(), written={"viet-de-xuat": Written("Một.\n\nHai.")})
    last = sections_of(cases.full(), OUTLINES[ReportKind.MONTH], wording)[-1].printed[0].every_line[0]
    assert (last.paragraphs, last.is_own, last.is_edited, last.is_stale) == (("Một.", "Hai."), True, False, False)


def test_an_edited_sentence_stands_in_the_report_and_says_when_the_figures_have_changed():
    auto = "Không có việc nào quá hạn."
    told = dataclasses.replace(cases.full(), overdue=Overdue(0, ""))

    def line(written):
        wording = dataclasses.replace(shipped_wording(), written={"qua-han-khong": written})
        blocks = sections_of(told, OUTLINES[ReportKind.MONTH], wording)[2].blocks
        return next(line for line in blocks[0].lines if line.slot == "qua-han-khong")

    kept, old = line(Written("Không còn việc quá hạn.", auto)), line(Written("Không còn.", "Còn 05 việc quá hạn."))
    assert (kept.text, kept.auto, kept.is_edited, kept.is_stale) == ("Không còn việc quá hạn.", auto, True, False)
    assert (old.text, old.is_stale) == ("Không còn.", True)


PLACES = st.lists(st.sampled_from(ALL), unique=True)


@given(
    st.sampled_from(list(ReportKind)), PLACES, PLACES, PLACES, st.integers(0, 20), st.integers(0, 30),
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


# --- The outline ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("thang-9-2017", ReportKind.MONTH), ("quy-3-2017", ReportKind.QUARTER), ("6-thang-2017", ReportKind.HALF),
        ("9-thang-2017", ReportKind.NINE), ("nam-2017", ReportKind.YEAR), ("chi-thi", ReportKind.DIRECTIVE),
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
    assert {kind for kind in ReportKind if Piece.HEADS in OUTLINES[kind].pieces} == {
        ReportKind.HALF, ReportKind.NINE, ReportKind.YEAR, ReportKind.DIRECTIVE,
    }  # fmt: skip
