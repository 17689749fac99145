"""The sentences of a periodic report: right for none, one, a few and all."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from reports.rules import money_words
from reports.rules import periodic_words as words
from reports.rules.patterns import fill
from reports.rules.periodic_facts import Dossiers, Gained, Overdue, SameDay, Sending, Short
from reports.rules.shipped_patterns import PATTERNS
from tests.reports import periodic_cases as cases
from tests.reports.periodic_cases import ALL, TOWN, XA


def text_of(found) -> str:
    """One sentence as the portal ships it."""
    return fill(PATTERNS[found.pattern].text, found.values)


def texts(found) -> list[str]:
    return [text_of(said) for said in found]


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
        "chỉ đạo./."
    )


# --- I ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {},
            [
                "Đến ngày 25/9/2017, Chỉ thị ngày 28/8/2017 đã gửi đến 22 đảng bộ, chi bộ; "
                "21 đảng bộ, chi bộ xác nhận đã quán triệt.",
                "Trong kỳ không ban hành văn bản chỉ đạo mới.",
                "Tổ chức 03 cuộc kiểm tra, giám sát tại 02 xã (Xuân A, Xuân B).",
                "Qua đó nêu 04 kiến nghị: 01 đã xong, 03 chưa xong (trong đó 01 quá hạn).",
            ],
        ),
        (
            {"confirmed": 22, "documents": ("Kế hoạch số 1", "Công văn số 2"), "done": 4, "overdue": 0},
            [
                "Đến ngày 25/9/2017, Chỉ thị ngày 28/8/2017 đã gửi đến 22 đảng bộ, chi bộ; "
                "cả 22 đảng bộ, chi bộ xác nhận đã quán triệt.",
                "Trong kỳ ban hành 02 văn bản chỉ đạo: Kế hoạch số 1; Công văn số 2.",
                "Tổ chức 03 cuộc kiểm tra, giám sát tại 02 xã (Xuân A, Xuân B).",
                "Qua đó nêu 04 kiến nghị: đều đã xong.",
            ],
        ),
        (
            {"visits": 1, "visited": XA[:1], "requests": 1, "done": 0, "overdue": 1},
            [
                "Đến ngày 25/9/2017, Chỉ thị ngày 28/8/2017 đã gửi đến 22 đảng bộ, chi bộ; "
                "21 đảng bộ, chi bộ xác nhận đã quán triệt.",
                "Trong kỳ không ban hành văn bản chỉ đạo mới.",
                "Tổ chức 01 cuộc kiểm tra, giám sát tại 01 xã (Xuân A).",
                "Qua đó nêu 01 kiến nghị: chưa xong, đã quá hạn.",
            ],
        ),
        (
            {"sent_to": 3, "confirmed": 0, "requests": 0},
            [
                "Đến ngày 25/9/2017, Chỉ thị ngày 28/8/2017 đã gửi đến 03 đảng bộ, chi bộ; "
                "chưa có đảng bộ, chi bộ nào xác nhận đã quán triệt.",
                "Trong kỳ không ban hành văn bản chỉ đạo mới.",
                "Tổ chức 03 cuộc kiểm tra, giám sát tại 02 xã (Xuân A, Xuân B).",
            ],
        ),
        (
            {"sent_to": None, "visits": 0},
            [
                "Trong kỳ không ban hành văn bản chỉ đạo mới, không tổ chức cuộc kiểm tra, giám sát nào.",
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
        "16 xã trong 19 xã tính cho huyện có quyết định công nhận đạt chuẩn (còn Xuân Q, Xuân R, Xuân S), giữ nguyên.",
        "Bình quân mỗi đơn vị đạt 18,2 tiêu chí, tăng 0,5 tiêu chí.",
        "Trong kỳ không có thêm tiêu chí đạt.",
    ]


def test_an_average_that_hides_a_gain_says_that_there_was_one():
    told = general(at_length=False, mean=Decimal("18.20"), mean_before=Decimal("18.15"))
    assert told[1] == "Bình quân mỗi đơn vị đạt 18,2 tiêu chí, tăng chưa đến 0,1 tiêu chí."


def test_the_general_result_for_all_and_for_none():
    assert general(complete=ALL, nearly=(), recognised=XA, complete_before=20)[:3] == [
        "Đến ngày 25/9/2017, cả 20 xã, thị trấn đủ 19/19 tiêu chí, giữ nguyên so với ngày 28/8/2017.",
        "Không có xã, thị trấn nào ở mức cơ bản đạt chuẩn.",
        "Cả 19 xã có quyết định công nhận đạt chuẩn, tăng 03 đơn vị.",
    ]
    assert general(complete=(), nearly=())[1] == "Không có xã, thị trấn nào ở mức cơ bản đạt chuẩn."
    assert general(complete=(), complete_before=0, recognised=(), recognised_before=0)[::2][:2] == [
        "Đến ngày 25/9/2017, chưa có xã, thị trấn nào đủ 19/19 tiêu chí, không thay đổi so với ngày 28/8/2017.",
        "Chưa có xã nào có quyết định công nhận đạt chuẩn, không thay đổi.",
    ]
    assert general(complete=(), nearly=ALL)[1] == "Cả 20 xã, thị trấn ở mức cơ bản đạt chuẩn."


def test_before_anything_is_known_no_figure_is_said():
    assert general(is_told=False, was_told=False) == [
        "Đến ngày 25/9/2017, chưa có số liệu đánh giá tiêu chí của xã, thị trấn nào."
    ]


def test_what_cannot_be_compared_has_neither_risen_nor_fallen():
    told = general(was_told=False, complete_before=0, mean_before=Decimal(0), gained=[Gained(XA[0], (11,))])
    assert (told[0], told[3:]) == (
        "Đến ngày 25/9/2017, 03 xã đủ 19/19 tiêu chí (15%), chưa có số liệu ngày 28/8/2017 để so sánh.",
        ["Bình quân mỗi đơn vị đạt 18,2 tiêu chí."],
    )
    district = replace(cases.district(True), was_told=False)
    assert "1/1 tiêu chí, chưa có số liệu ngày 28/8/2017 để so sánh;" in text_of(
        words.district(cases.heading(), district)
    )
    assert "15 xã, thị trấn đạt, chưa có số liệu ngày 28/8/2017 để so sánh; toàn" in texts(
        words.dues(cases.heading(), [cases.due()], cases.general(was_told=False))
    )[0]  # fmt: skip
    assert texts(words.falls(cases.heading(), cases.falls(), at_risk=True, was_told=False)) == []


def test_where_many_wait_for_recognition_they_are_not_named_and_without_counting_places_nothing_is_said():
    assert "10 xã trong 19 xã tính cho huyện có quyết định công nhận đạt chuẩn, giảm 06 đơn vị" in "".join(
        general(recognised=XA[:10])
    )
    assert not any("công nhận" in said for said in general(counting=(), recognised=()))


def test_a_month_says_only_what_changed():
    gained = [Gained(XA[0], (11,)), Gained(TOWN, (11, 15))]
    assert general(at_length=False, gained=gained)[1:] == [
        "Bình quân mỗi đơn vị đạt 18,2 tiêu chí, tăng 0,5 tiêu chí.",
        "Trong kỳ có thêm 03 lượt tiêu chí đạt tại 02 xã, thị trấn: Xuân A (tiêu chí 11), "
        "TT. Xuân Trường (tiêu chí 11, 15).",
    ]


@pytest.mark.parametrize(
    ("complete", "mean", "said"),
    [
        (1, "16.0", "tăng 02 đơn vị; bình quân tăng 2,2 tiêu chí"),
        (3, "18.2", "giữ nguyên; bình quân giữ nguyên"),
        (3, "18.15", "giữ nguyên; bình quân tăng chưa đến 0,1 tiêu chí"),
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
            "15 xã, thị trấn đạt, tăng 03 đơn vị; toàn huyện 86,72% (129.624/149.480); còn thiếu "
            "1.034 người tại 05 xã (Xuân O, Xuân P, Xuân Q, Xuân R, Xuân S).",
        ),
        (
            {"met": ALL, "left": Decimal(0), "left_in": ()},
            "cả 20 xã, thị trấn đạt, tăng 08 đơn vị; toàn huyện 86,72% (129.624/149.480); không còn nơi nào chưa đạt.",
        ),
        (
            {"met": (), "met_before": 0, "whole": Decimal(0), "left_in": (), "without": (TOWN,)},
            "chưa có xã, thị trấn nào đạt, không thay đổi; toàn huyện chưa có tử số, mẫu số; "
            "01 thị trấn chưa đạt, chưa tính được phần còn lại (TT. Xuân Trường).",
        ),
    ],
)
def test_each_indicator_with_a_day(given, said):
    found = texts(words.dues(cases.heading(), [cases.due(**given)], cases.general()))
    assert found == [f"Chỉ tiêu 15.1 Người dân tham gia BHYT (yêu cầu ≥ 85%): {said}"]


def test_the_district_and_what_is_left_of_its_criteria():
    assert text_of(words.district(cases.heading(), cases.district(True, True, False))) == (
        "Huyện đạt 2/3 tiêu chí, tăng 01 tiêu chí so với ngày 28/8/2017; còn tiêu chí 3 (Huyện C, chưa đạt)."
    )
    assert "không còn tiêu chí chưa đạt" in text_of(words.district(cases.heading(), cases.district(True)))
    assert text_of(words.district(cases.heading(), cases.district(False, False))).startswith("Huyện đạt 0/2 tiêu chí, ")


def test_dossiers_of_the_district_and_of_the_places():
    assert text_of(words.dossiers(cases.district(True).dossiers, ALL)) == (
        "Hồ sơ của huyện có 22/36 văn bản; 02 xã đang lập hồ sơ (Xuân A, Xuân B), không có xã, thị trấn nào đủ văn bản."
    )
    assert text_of(words.dossiers(Dossiers(0, 36, (), ()), ALL)) == (
        "Hồ sơ của huyện có 0/36 văn bản; chưa có xã, thị trấn nào lập hồ sơ."
    )


def money(**given) -> list[str]:
    return texts(money_words.money(cases.heading(), cases.money(**given), ALL))


def test_money_that_was_raised_and_is_owed():
    assert money() == [
        "Lũy kế từ đầu năm huy động 1.800,5 triệu đồng (vốn trực tiếp 1.500,5, dân góp 300), theo số liệu của 19 xã, "
        "thị trấn (không gồm Xuân S).",
        "Nợ đọng xây dựng cơ bản 800 triệu đồng của 03 công trình tại 02 xã (Xuân A, Xuân B), giảm 200 triệu đồng so "
        "với ngày 28/8/2017.",
    ]


def test_without_a_word_of_debts_before_nothing_has_grown():
    assert money(owed_before=None)[1].endswith("(Xuân A, Xuân B), chưa có số liệu ngày 28/8/2017 để so sánh.")


def test_no_money_and_no_word_about_it_are_two_things():
    nothing = {"raised": (("dân góp", Decimal(0)),), "indebted": (), "works": 0, "owed": Decimal(0)}
    assert money(**nothing, owed_before=Decimal(0), funding_of=ALL) == [
        "Lũy kế từ đầu năm huy động 0 triệu đồng, theo số liệu của cả 20 xã, thị trấn.",
        "Không còn nợ đọng xây dựng cơ bản, theo số liệu của cả 20 xã, thị trấn; giữ nguyên so với ngày 28/8/2017.",
    ]
    assert money(funding_of=(), debts_of=()) == [
        "Về huy động nguồn lực, chưa có xã, thị trấn nào có số liệu đến ngày báo cáo.",
        "Về nợ đọng xây dựng cơ bản, chưa có xã, thị trấn nào có số liệu đến ngày báo cáo.",
    ]


# --- III to V ---------------------------------------------------------------------------------


def test_places_that_fall_short_are_named_with_what_fails():
    short = [Short(XA[0], "17/19", (("chưa đạt", (11,)), ("cơ bản đạt", (15, 17)))), Short(TOWN, "18/19", ())]
    assert text_of(words.incomplete(cases.general(short=short[:1]))) == (
        "Còn 01 xã chưa đủ 19/19 tiêu chí: Xuân A 17/19 (chưa đạt tiêu chí 11; cơ bản đạt tiêu chí 15, 17)."
    )
    assert text_of(words.incomplete(cases.general())) == "Không còn xã, thị trấn nào chưa đủ 19/19 tiêu chí."
    every = [Short(place, "18/19", (("chưa đạt", (11,)),)) for place in ALL]
    assert text_of(words.incomplete(cases.general(short=every))).startswith("Còn toàn bộ 20 xã, thị trấn chưa đủ")


def test_in_a_province_criteria_are_counted_and_places_are_not_listed():
    places = tuple(cases.place(number, f"Xã {number}") for number in range(1, 230))
    short = [Short(place, "17/19", (("chưa đạt", (17,)), ("chưa đủ số liệu", (2, 10)))) for place in places]
    short[0] = Short(places[0], "18/19", (("chưa đạt", (4,)),))
    assert text_of(words.incomplete(cases.general(places=places, short=short))) == (
        "Còn toàn bộ 229 xã chưa đủ 19/19 tiêu chí: chưa đạt tiêu chí 4 (01 đơn vị), 17 (228 đơn vị); "
        "chưa đủ số liệu tiêu chí 2 (228 đơn vị), 10 (228 đơn vị)."
    )
    gained = [Gained(place, (8, 17)) for place in places[:30]]
    assert general(places=places, gained=gained, at_length=False)[-1] == (
        "Trong kỳ có thêm 60 lượt tiêu chí đạt tại 30 xã: tiêu chí 8 (30 đơn vị), 17 (30 đơn vị)."
    )
    told = cases.falls(fallen=[f"{place.name} (19.2)" for place in places[:40]])
    assert texts(words.falls(cases.heading(), told, at_risk=True))[0].endswith("; Xã 10 (19.2) và 30 trường hợp khác.")


def test_falls_are_told_part_by_part():
    told = cases.falls(fallen=("Xuân A (19.2)", "Xuân B (17.5)"), at_risk=("Xuân C (15.1)",), recovered=("Xuân D (2)",))
    assert texts(words.falls(cases.heading(), told, at_risk=True)) == [
        "So với ngày 28/8/2017, có 02 trường hợp suy giảm: Xuân A (19.2); Xuân B (17.5).",
        "Có 01 trường hợp còn đạt nhưng có nguy cơ suy giảm: Xuân C (15.1).",
        "Có 01 trường hợp suy giảm trong kỳ đã phục hồi: Xuân D (2).",
    ]
    assert texts(words.falls(cases.heading(), cases.falls(at_risk=("Xuân C",)), at_risk=False)) == [
        "So với ngày 28/8/2017, không có tiêu chí, chỉ tiêu nào suy giảm."
    ]


def test_who_has_sent():
    told = Sending("tháng 9/2017", ALL[:12], (), (XA[18],))
    assert text_of(words.sending(told, ALL)) == (
        "Báo cáo tháng 9/2017: 12 xã, thị trấn đã gửi, trong đó không có xã, thị trấn nào gửi chậm; 01 xã quá hạn "
        "(Xuân S)."
    )


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (Sending("quý III/2017", ALL, (), ()), "cả 20 xã, thị trấn đã gửi đúng hạn."),
        (
            Sending("quý III/2017", ALL, XA[:2], ()),
            "cả 20 xã, thị trấn đã gửi, trong đó 02 xã gửi chậm (Xuân A, Xuân B); không có xã, thị trấn nào quá hạn.",
        ),
        (Sending("quý III/2017", (), (), ALL), "chưa có xã, thị trấn nào gửi; cả 20 xã, thị trấn quá hạn."),
        (Sending("quý III/2017", (), (), (), ALL), "chưa có xã, thị trấn nào gửi; không có xã, thị trấn nào quá hạn."),
        (
            Sending("quý III/2017", ALL[:18], (), XA[17:18], XA[18:]),
            "18 xã, thị trấn đã gửi, trong đó không có xã, thị trấn nào gửi chậm; 01 xã quá hạn (Xuân R); "
            "01 xã chưa đến hạn (Xuân S).",
        ),
    ],
)
def test_all_that_sent_and_none_are_said_in_their_own_way_and_nobody_is_left_out(told, said):
    assert text_of(words.sending(told, ALL)) == f"Báo cáo quý III/2017: {said}"


def test_what_is_overdue():
    assert text_of(words.overdue(Overdue(5, "02 cơ bản đạt, 03 theo kế hoạch"))) == (
        "05 việc về tiêu chí quá hạn (02 cơ bản đạt, 03 theo kế hoạch)."
    )
    assert text_of(words.overdue(Overdue(0, ""))) == "Không có việc nào về tiêu chí quá hạn."


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
    def said(*tasks):
        return text_of(words.coming(cases.heading(), cases.coming(*tasks)))

    assert said(("Mục 3c", "Bí thư", dt.date(2017, 9, 30))) == (
        "Từ ngày 26/9/2017 đến ngày 31/10/2017 có 01 nhiệm vụ đến hạn:"
    )
    assert said() == "Từ ngày 26/9/2017 đến ngày 31/10/2017 không có nhiệm vụ nào đến hạn."
