"""What a reminder says, in tables of cases: to none, one, a few and all; missing, late, sent back, not verified."""

import datetime as dt

import pytest

from reports.rules.reminder import (
    LateDepartment,
    LateUnit,
    Reminded,
    about,
    addressees,
    closing,
    deadline_fault,
    grid,
    new_day,
    opening,
)
from tests.reports.periodic_cases import shipped_speech

DUE, ON, UNTIL = dt.date(2017, 9, 20), dt.date(2017, 9, 25), dt.date(2017, 9, 28)


def xa(name="Xuân Tân", **given):
    plain = {"days": 5, "lacking": 3}
    return LateUnit(name, name, f"xã {name}", True, DUE, "Bí thư A", **(plain | given))


def town(**given):
    plain = {"days": 5, "lacking": 3}
    return LateUnit("tt", "TT. Xuân Trường", "thị trấn Xuân Trường", False, DUE, "Bí thư B", **(plain | given))


def late(name="Xuân Tân", days=2):
    return xa(name, days=days, sent=True, lacking=0)


def returned(name="Xuân Đài", count=4):
    return xa(name, days=0, sent=True, lacking=0, returned=count)


def department(name="Phòng Y tế", waiting=12):
    return LateDepartment(name, name, waiting, dt.date(2017, 9, 23), "Trưởng phòng C")


def letter(units=(), departments=(), of_units=20, of_departments=17):
    return Reminded(
        units, departments, of_units, of_departments, "tháng 9/2017", DUE, dt.date(2017, 9, 23), ON, UNTIL,
        "Văn phòng", "Bà Hạnh", shipped_speech(),
    )  # fmt: skip


def facts(told):
    return opening(told)[1].removeprefix("Đến ngày 25/9/2017: ").removesuffix(" (chi tiết tại bảng dưới đây).")


HEADS = "Đồng chí Bí thư Đảng ủy, đồng chí Chủ tịch UBND"


@pytest.mark.parametrize(
    ("told", "whom"),
    [
        (letter([xa()]), [f"{HEADS} xã Xuân Tân"]),
        (letter([town()]), [f"{HEADS} thị trấn Xuân Trường"]),
        (letter([xa(), xa("Xuân Đài")]), [f"{HEADS} các xã: Xuân Tân, Xuân Đài"]),
        (letter([town(), xa()]), [f"{HEADS} các xã, thị trấn: TT. Xuân Trường, Xuân Tân"]),
        (letter([town(), xa()], of_units=2), [f"{HEADS} các xã, thị trấn trong huyện"]),
        (letter([], [department()]), ["Lãnh đạo Phòng Y tế"]),
        (letter([], [department(), department("Phòng Nội vụ")]), ["Lãnh đạo các phòng, ban: Phòng Y tế, Phòng Nội vụ"]),
        (letter([xa()], [department()]), [f"{HEADS} xã Xuân Tân", "Lãnh đạo Phòng Y tế"]),
        (
            letter([], [department(), department("Phòng Nội vụ")], of_departments=2),
            ["Lãnh đạo các phòng, ban trong huyện"],
        ),
    ],
)
def test_kinh_gui_names_one_lists_a_few_and_gathers_all(told, whom):
    assert list(addressees(told)) == whom


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (letter([xa()]), "xã Xuân Tân chưa gửi báo cáo, quá hạn 05 ngày; xã Xuân Tân còn thiếu 03 chỉ tiêu"),
        (letter([xa(lacking=0)]), "xã Xuân Tân chưa gửi báo cáo, quá hạn 05 ngày"),
        (letter([xa(lacking=0), xa("Xuân Đài", lacking=0)]), "02 xã (Xuân Tân, Xuân Đài) chưa gửi báo cáo"),
        (
            letter([town(), xa()], of_units=2),
            "tất cả 02 xã, thị trấn chưa gửi báo cáo; tất cả 02 xã, thị trấn còn thiếu 06 chỉ tiêu",
        ),
        (
            letter([xa(str(at), lacking=1) for at in range(19)] + [town(lacking=1)]),
            "tất cả 20 xã, thị trấn chưa gửi báo cáo; tất cả 20 xã, thị trấn còn thiếu 20 chỉ tiêu",
        ),
        (letter([xa(lacking=0), xa("B", lacking=0)], of_units=2), "tất cả 02 xã chưa gửi báo cáo"),
        (letter([late()]), "xã Xuân Tân gửi báo cáo chậm 02 ngày"),
        (letter([late(), late("Xuân Đài")]), "02 xã (Xuân Tân, Xuân Đài) gửi báo cáo chậm"),
        (letter([returned()]), "xã Xuân Đài còn 04 ô trả lại chưa trả lời"),
        (letter([returned(), returned("Xuân Hòa", 10)]), "02 xã (Xuân Đài, Xuân Hòa) còn 14 ô trả lại chưa trả lời"),
        (letter([], [department()]), "Phòng Y tế còn 12 ô chưa thẩm tra"),
        (
            letter([], [department(), department("Phòng Nội vụ", 1)], of_departments=2),
            "tất cả 02 phòng, ban còn 13 ô chưa thẩm tra",
        ),
        (
            letter([xa(lacking=0), late("Xuân Hòa", 1)], [department()]),
            "xã Xuân Tân chưa gửi báo cáo, quá hạn 05 ngày; xã Xuân Hòa gửi báo cáo chậm 01 ngày; "
            "Phòng Y tế còn 12 ô chưa thẩm tra",
        ),
    ],
)
def test_the_facts_are_sentences_for_one_a_few_and_all(told, said):
    assert facts(told) == said


def test_the_calendar_is_told_first():
    assert opening(letter([xa()]))[0] == (
        "Theo lịch báo cáo kết quả thực hiện tiêu chí nông thôn mới kỳ tháng 9/2017, các xã, thị trấn gửi chậm nhất "
        "ngày 20/9/2017, các phòng, ban thẩm tra chậm nhất ngày 23/9/2017."
    )


WHO = "đồng chí Bí thư Đảng ủy, đồng chí Chủ tịch UBND"
SEND = "chỉ đạo hoàn thiện số liệu, duyệt và gửi báo cáo kỳ tháng 9/2017 chậm nhất ngày 28/9/2017."


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        (letter([xa()]), [f"Văn phòng đề nghị {WHO} xã Xuân Tân {SEND}"]),
        (letter([town(), xa()]), [f"Văn phòng đề nghị {WHO} các xã, thị trấn chưa gửi báo cáo {SEND}"]),
        (
            letter([returned(), returned("Xuân Hòa")]),
            [f"Văn phòng đề nghị {WHO} các xã có ô trả lại chỉ đạo trả lời đủ các ô trả lại chậm nhất ngày 28/9/2017."],
        ),
        (letter([late()]), [f"Văn phòng đề nghị {WHO} xã Xuân Tân rút kinh nghiệm, gửi báo cáo đúng hạn các kỳ sau."]),
        (
            letter([], [department(), department("Phòng Nội vụ")]),
            [
                "Văn phòng đề nghị lãnh đạo các phòng, ban nêu trên thẩm tra xong số liệu các xã, thị trấn đã gửi "
                "chậm nhất ngày 28/9/2017."
            ],
        ),
        (
            letter([xa(), late("B"), late("C")], [department()]),
            [
                "Văn phòng đề nghị:",
                f"1. Đ{WHO[1:]} xã Xuân Tân {SEND}",
                f"2. Đ{WHO[1:]} các xã gửi chậm rút kinh nghiệm, gửi báo cáo đúng hạn các kỳ sau.",
                "3. Lãnh đạo Phòng Y tế thẩm tra xong số liệu các xã, thị trấn đã gửi chậm nhất ngày 28/9/2017.",
            ],
        ),
    ],
)
def test_what_is_asked_is_one_sentence_or_a_numbered_list(told, asked):
    assert list(closing(told)) == [*asked, "Quá trình thực hiện có vướng mắc, liên hệ Bà Hạnh./."]


@pytest.mark.parametrize(
    ("told", "subject", "until"),
    [
        (letter([xa()]), "đôn đốc gửi báo cáo", UNTIL),
        (letter([xa(), late("B")]), "đôn đốc gửi báo cáo", UNTIL),
        (letter([returned()]), "đôn đốc hoàn chỉnh báo cáo", UNTIL),
        (letter([], [department()]), "đôn đốc thẩm tra báo cáo", UNTIL),
        (letter([xa(), returned()], [department()]), "đôn đốc gửi, hoàn chỉnh, thẩm tra báo cáo", UNTIL),
        (letter([late()], [department()]), "đôn đốc thẩm tra báo cáo", UNTIL),
        (letter([late(), late("B")]), "chấp hành thời hạn gửi báo cáo", None),
    ],
)
def test_the_subject_names_the_work_and_a_letter_to_late_senders_alone_names_no_day(told, subject, until):
    assert about(told) == f"V/v {subject} nông thôn mới kỳ tháng 9/2017"
    assert new_day(told) == until
    assert any("28/9/2017" in text for text in closing(told)) is (until is not None)


def test_the_table_lists_everybody_with_a_state_and_no_one_where_nobody_is_behind():
    told = letter([xa(), late("Xuân Hòa"), returned()], [department()])
    assert [row[1:4] for row in grid(told).rows] == [
        ("Xuân Tân", "Chưa gửi, quá hạn 5 ngày; thiếu 3 chỉ tiêu", "20/9/2017"),
        ("Xuân Hòa", "Gửi chậm 2 ngày", "20/9/2017"),
        ("Xuân Đài", "Còn 4 ô trả lại chưa trả lời", "20/9/2017"),
        ("Phòng Y tế", "Còn 12 ô chưa thẩm tra", "23/9/2017"),
    ]
    assert (addressees(letter()), grid(letter()).rows) == ((), ())
    assert department("Phòng Nội vụ").spoken == "Phòng Nội vụ"


def test_nobody_is_asked_to_finish_by_a_day_that_is_past():
    assert deadline_fault(ON, ON) == ""
    assert deadline_fault(dt.date(2017, 9, 24), ON) == "Hạn mới phải từ hôm nay (25/9/2017) trở đi."
