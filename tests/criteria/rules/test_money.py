"""Resources and debts: sums that are worked out, what cannot be true, what is odd but may be."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from criteria.enums import Money, Weight
from criteria.rules.money import (
    SOURCES,
    Amounts,
    FundingFacts,
    amounts_in,
    before,
    decimals_of,
    in_force,
    plain,
)
from criteria.rules.money_checks import amount_fault, sheet_cautions, sheet_faults
from tests.build import date
from tests.criteria.money import amounts, debts, funding, line, work

TODAY, FIRST, LAST = date("2017-09-25"), date("2010-01-01"), date("2020-12-31")
money = st.decimals(min_value=0, max_value=1_000_000, places=3)


def faults(typed):
    return sheet_faults(typed, TODAY, FIRST, LAST)


def told(typed, old=None, contents=None):
    return [(caution.weight, caution.text) for caution in sheet_cautions(typed, old, contents)]


# --- Sums -----------------------------------------------------------------------------------


@given(st.lists(money, min_size=11, max_size=11))
def test_the_total_is_the_sum_of_all_sources_and_nothing_is_rounded(figures):
    made = Amounts(*figures)
    assert made.total == sum(figures)
    assert made.total == made.direct + made.blended + made.credit + made.enterprise + made.people


def test_a_table_adds_its_lines_up():
    first, second = line(commune=100, people_land="2.5", plan=amounts(province=7)), line("dien", enterprise=10)
    table = funding("2017-09-25", first, second)
    assert (table.total, table.raised.direct, table.raised.people, table.planned.total) == (
        Decimal("112.5"), 100, Decimal("2.5"), 7,
    )  # fmt: skip


def test_what_is_owed_follows_from_what_was_built_and_paid():
    table = debts("2017-09-25", work(), work("Trạm y tế", done=300, paid=300))
    assert (table.total, [one.work for one in table.indebted]) == (300, ["Đường trục xóm 3"])


def test_an_amount_without_money_is_nothing():
    assert (bool(Amounts()), bool(amounts(credit=1)), FundingFacts("dien").is_empty) == (False, True, True)
    assert [line(volume=0, commune=0, **given).is_empty for given in ({}, {"note": "x"}, {"credit": 1})] == [
        True, False, False,
    ]  # fmt: skip


def test_all_figures_of_a_table_are_written_with_the_decimals_the_finest_needs():
    tables = [funding("2017-09-25", line(commune="1.25", credit=3)), debts("2017-09-25", work(done="800.5"))]
    assert [decimals_of(amounts_in(table)) for table in tables] == [2, 1]
    assert (decimals_of([]), decimals_of([Decimal("1200.000")])) == (0, 0)
    assert (plain(Decimal("1234.500")), plain(Decimal(1000)), plain(Decimal(0))) == ("1234,5", "1000", "")


# --- In force -------------------------------------------------------------------------------


def test_money_raised_speaks_of_its_own_year_and_a_debt_holds_on():
    raised = [funding("2016-12-31"), funding("2017-06-30")]
    owed = [debts("2016-12-31")]
    assert [in_force(raised, date(day)) for day in ("2016-06-30", "2017-01-31", "2017-09-25", "2018-01-31")] == [
        None, None, raised[1], None,
    ]  # fmt: skip
    assert in_force(owed, date("2018-01-31")) == owed[0]
    assert (before(raised, raised[1]), before(raised, raised[0])) == (raised[0], None)


# --- What cannot be true --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("figure", "sentence"),
    [
        ("0", ""), ("12.345", ""), ("-1", "Số liệu không được âm."),
        ("10000001", "Nhiều nhất 10.000.000 triệu đồng. Kiểm tra lại: số tính bằng triệu đồng."),
        ("0.1234", "Triệu đồng lấy nhiều nhất 3 số lẻ."),
    ],
)  # fmt: skip
def test_an_amount_is_not_negative_not_in_dong_and_not_finer_than_a_thousand_dong(figure, sentence):
    assert amount_fault(Decimal(figure)) == sentence


def test_a_good_table_has_no_fault():
    assert (faults(funding()), faults(debts()), faults(debts(none=True))) == ({}, {}, {})


def test_a_day_to_come_or_outside_the_life_of_the_place_is_refused():
    assert faults(debts("2017-09-26")) == {"counted_on": ["Ngày số liệu không được sau hôm nay (25/9/2017)."]}
    assert faults(debts("2009-12-31")) == {"counted_on": ["Đơn vị có từ ngày 01/01/2010 đến hết ngày 31/12/2020."]}


def test_faults_stand_at_their_cell():
    table = debts("2017-09-25", work(done=400), work("đường trục xóm 3", investment=0), work("", done="0.0001", paid=0))
    assert faults(table) == {
        "0.paid": ["Đã thanh toán nhiều hơn giá trị hoàn thành (400)."],
        "1.work": ["Công trình này đã có ở dòng khác: gộp thành một dòng, hoặc ghi tên để phân biệt."],
        "1.investment": ["Ghi tổng mức đầu tư đã duyệt."],
        "2.work": ["Ghi tên công trình."],
        "2.done": ["Triệu đồng lấy nhiều nhất 3 số lẻ."],
    }
    assert faults(funding("2017-09-25", line(volume="-1", commune="-5", plan=amounts(credit="0.0001")))) == {
        "giao-thong.result.commune": ["Số liệu không được âm."],
        "giao-thong.plan.credit": ["Triệu đồng lấy nhiều nhất 3 số lẻ."],
        "giao-thong.volume": ["Số liệu không được âm."],
    }
    assert faults(funding("2017-09-25", FundingFacts("dien", Decimal("0.1234"), amounts(credit=1)))) == {
        "dien.volume": ["Khối lượng lấy nhiều nhất 3 số lẻ."]
    }
    assert faults(funding("2017-09-25", FundingFacts("dien", None, amounts(credit=1)))) == {}


# --- What is odd ----------------------------------------------------------------------------


def test_what_fits_is_no_warning():
    assert told(funding(), funding("2017-06-30")) == []
    assert told(debts(), debts("2017-06-30", work(paid=400))) == []


def test_a_work_built_for_more_than_was_approved_or_without_a_plan_to_pay_is_said():
    assert told(debts("2017-09-25", work(done=1200, paid=1200))) == [
        (Weight.MEDIUM, "Đường trục xóm 3: giá trị hoàn thành 1.200 triệu đồng, nhiều hơn tổng mức đầu tư 1.000.")
    ]
    assert told(debts("2017-09-25", work(when=""))) == []  # the source of the money is a plan, too


def test_a_debt_without_time_and_source_is_said_lightly():
    assert told(debts("2017-09-25", replace(work(when=""), pay_from=""))) == [
        (Weight.LOW, "Đường trục xóm 3: còn nợ 300 triệu đồng, chưa ghi kế hoạch trả.")
    ]


def test_a_debt_that_grew_without_a_new_work_is_said():
    before_it = debts("2017-06-30", work(done=700))
    assert told(debts(), before_it) == [
        (Weight.MEDIUM, "Nợ tăng từ 200 (ngày 30/6/2017) lên 300 triệu đồng mà không có công trình mới.")
    ]
    assert told(debts("2017-09-25", work(), work("Trạm y tế")), before_it) == []


def test_a_payment_that_shrank_is_heavy():
    assert told(debts("2017-09-25", work(done=800, paid=450)), debts("2017-06-30", work(done=950))) == [
        (Weight.HIGH, "Đường trục xóm 3: đã thanh toán 450 triệu đồng, ít hơn 500 đã ghi ngày 30/6/2017.")
    ]


def test_a_work_that_owed_and_is_gone_is_asked_for():
    (found,) = told(debts(none=True), debts("2017-06-30"))
    assert found == (
        Weight.MEDIUM,
        "Đường trục xóm 3: còn nợ 300 triệu đồng ngày 30/6/2017, không có trong bảng này. Nếu đã trả hết thì giữ dòng, "
        "ghi đã thanh toán bằng giá trị hoàn thành.",
    )


def test_money_raised_only_grows_within_a_year():
    names = {"giao-thong": "Giao thông"}
    less = funding("2017-09-25", line(commune=90))
    assert told(less, funding("2017-06-30"), names) == [
        (Weight.HIGH, "Giao thông: lũy kế từ đầu năm 90 triệu đồng, ít hơn 150 đã ghi ngày 30/6/2017.")
    ]
    assert told(less, funding("2016-12-31"), names) == []
    assert told(funding("2017-09-25", line("dien")), funding("2017-06-30"))[0][1].startswith("giao-thong: lũy kế")


def test_a_volume_without_money_is_said_lightly():
    assert told(funding("2017-09-25", line(commune=0))) == [
        (Weight.LOW, "giao-thong: có khối lượng mà chưa có vốn.")
    ]  # fmt: skip


def test_every_source_has_its_words():
    assert (len(SOURCES), len(set(SOURCES.values()))) == (11, 11)
    assert (Money.FUNDING.room, Money.DEBT.room, Money.FUNDING.form, Money.DEBT.form) == (
        "nguon-luc", "no-dong", "bieu-08", "bieu-09",
    )  # fmt: skip
