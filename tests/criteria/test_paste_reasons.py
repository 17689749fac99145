"""A rectangle over closed cells, where the office says why; and what a preview warns of."""

import pytest

from criteria.actions.submissions import take_over
from tests import build
from tests.criteria.grid import stored
from tests.criteria.test_paste import cell, heaps, paste

pytestmark = pytest.mark.django_db
TAKEN = "Văn phòng đã tiếp nhận kỳ tháng 9/2017 ngày 24/9/2017."
AUGUST = {"day": "20/8/2017"}


@pytest.fixture
def taken(xuan_tan, hanh, tan):
    """The sheet of September, sent and taken over by the office."""
    build.sent(xuan_tan, tan)
    take_over(unit=xuan_tan, period=build.period(), by=hanh, at=build.moment("2017-09-24"))


def told(answer, key="warnings") -> list[tuple]:
    return [(one["label"], one["indicator"], one[key]) for one in answer.json()["cells"]]


def test_the_preview_says_which_cells_ask_for_a_reason_and_why(taken, hanh, sign_in):
    answer = paste(sign_in("hanh"), hanh, cell(), cell(indicator="11", text="61/60"), cell("xuan-chau"))
    assert heaps(answer) == [("15.1", "reason"), ("11", "refused"), ("15.1", "accepted")]
    assert answer.json()["why"] == f"01 ô đã khóa. {TAKEN} Văn phòng ghi vào các ô này phải nêu lý do."
    assert told(answer, "sentences")[0] == ("Xuân Tân", "15.1", [TAKEN])
    assert stored("pk") == []


def test_cells_closed_by_different_things_say_it_each_for_itself(taken, hanh, sign_in):
    build.locked(by=hanh)
    answer = paste(sign_in("hanh"), hanh, cell(), cell("xuan-chau", day="20/8/2017"))
    assert answer.json()["why"] == "02 ô đã khóa. Văn phòng ghi vào các ô này phải nêu lý do."
    assert [said for _, _, said in told(answer, "sentences")] == [[TAKEN], ["Kỳ tháng 8/2017 đã chốt ngày 01/9/2017."]]


def test_the_reason_is_kept_with_the_cells_that_asked_for_it(taken, hanh, sign_in):
    cells = [cell(reason="Sót khi tổng hợp"), cell("xuan-chau")]
    answer = paste(sign_in("hanh"), hanh, *cells, apply=True)
    assert (answer.status_code, answer.json()["sentences"]) == (200, ["Đã ghi 02 ô của 02 đơn vị."])
    assert sorted(stored("unit__slug", "reason")) == [("xuan-chau", ""), ("xuan-tan", "Sót khi tổng hợp")]


@pytest.mark.parametrize("reason", ["", "   "])
def test_without_its_reason_nothing_of_the_rectangle_is_stored(reason, taken, hanh, sign_in):
    answer = paste(sign_in("hanh"), hanh, cell(reason=reason), cell("xuan-chau"), apply=True)
    assert (answer.status_code, answer.json()["code"], stored("pk")) == (409, "stale", [])


def test_a_reason_too_long_is_refused(taken, hanh, sign_in):
    answer = paste(sign_in("hanh"), hanh, cell(reason="x" * 501))
    assert told(answer, "sentences") == [("Xuân Tân", "15.1", ["Lý do: dài quá 500 ký tự."])]


def test_what_else_is_wrong_with_a_closed_cell_is_not_cured_by_a_reason(taken, hanh, sign_in):
    answer = paste(sign_in("hanh"), hanh, cell(indicator="1.1", text="KX"))
    assert heaps(answer) == [("1.1", "refused")]
    assert len(told(answer, "sentences")[0][2]) == 2


def test_a_closed_cell_is_warned_of_what_a_reason_does_not_answer(xuan_tan, hanh, tan, sign_in):
    """The jump needs a word, and the reason is one; the missing source stays missing."""
    (known,) = build.record(xuan_tan, build.row("15.1", 4000, 8600, assessed_on="2017-09-01"), by=hanh)
    build.sent(xuan_tan, tan)
    open_yet = paste(sign_in("hanh"), hanh, cell(seen=known.pk, text="8500/8600"), source="")
    assert [len(said) for _, _, said in told(open_yet)] == [2]
    take_over(unit=xuan_tan, period=build.period(), by=hanh, at=build.moment("2017-09-24"))
    answer = paste(sign_in("hanh"), hanh, cell(seen=known.pk, text="8500/8600"), source="")
    assert heaps(answer) == [("15.1", "reason")]
    assert told(answer) == [("Xuân Tân", "15.1", ["Đạt nhưng chưa ghi nguồn."])]


def test_nobody_else_is_offered_a_reason(taken, officer, sign_in):
    answer = paste(sign_in("officer"), officer, cell(), stage="tu-danh-gia")
    assert (heaps(answer), answer.json()["why"]) == ([("15.1", "refused")], "")


def test_one_number_in_every_place_is_noted_at_each_cell_that_would_be_stored(district, hanh, sign_in):
    places = [unit.slug for unit in build.home_communes(3)]
    answer = paste(sign_in("hanh"), hanh, *[cell(place) for place in places], cell(places[0], "11", "61/2470"))
    same = "Cả 3 xã, thị trấn ghi cùng một số 83,77%: xem lại nguồn của từng xã."
    assert [said for _, number, said in told(answer) if number == "15.1"] == [[same]] * 3
    assert [said for _, number, said in told(answer) if number == "11"] == [[]]


def test_what_stands_already_counts_but_is_not_warned(district, hanh, sign_in):
    communes = build.home_communes(3)
    (known,) = build.record(communes[0], build.row("15.1", 7204, 8600, assessed_on="2017-09-10"), by=hanh)
    cells = [cell(communes[0].slug, seen=known.pk), cell(communes[1].slug), cell(communes[2].slug)]
    answer = paste(sign_in("hanh"), hanh, *cells)
    assert [heap for _, heap in heaps(answer)] == ["unchanged", "accepted", "accepted"]
    assert [len(said) for _, _, said in told(answer)] == [0, 1, 1]


def test_totals_that_disagree_lead_to_the_other_row(hanh, sign_in):
    cells = [cell(indicator="11", text="61/2470"), cell(indicator="4.2", text="2400/2740")]
    answer = paste(sign_in("hanh"), hanh, *cells)
    ways = [said for _, _, said in told(answer, "ways")]
    assert ways == [[["4.2", "/lich-su/xuan-tan/4.2/"]], [["11", "/lich-su/xuan-tan/11/"]]]


def test_a_day_outside_the_running_period_is_noted_in_the_same_words_as_in_the_queue(hanh, sign_in):
    build.period()
    noted = ["Ngày số liệu 20/8/2017 ngoài kỳ tháng 9/2017 (01/9/2017 - 30/9/2017)."]
    assert told(paste(sign_in("hanh"), hanh, cell(**AUGUST))) == [("Xuân Tân", "15.1", noted)]
    assert told(paste(sign_in("hanh"), hanh, cell())) == [("Xuân Tân", "15.1", [])]


@pytest.mark.parametrize("cells", [1, 3])
def test_a_preview_costs_the_same_for_any_number_of_closed_cells(
    cells, taken, hanh, sign_in, django_assert_num_queries
):
    rows = [cell(), cell(indicator="16", text="10/12"), cell(indicator="12", text="4000/4400")][:cells]
    browser = sign_in("hanh")
    paste(browser, hanh, *rows)
    with django_assert_num_queries(14):
        answer = paste(browser, hanh, *rows)
    assert answer.json()["counts"]["reason"] == cells
