"""The pages of resources and debts: the communes on a day, the table of one commune, taking one back."""

import pytest

from criteria.enums import Money
from criteria.forms.money import BOTH, EMPTY
from criteria.forms.money_grids import held_of, held_of_work
from criteria.models import DebtLine, FundingLine, MoneySheet
from tests import build
from tests.criteria import money
from tests.criteria.entry import messages_of
from tests.criteria.money import amounts, debts, funding, line, work

pytestmark = pytest.mark.django_db
FUNDS, DEBTS = "/nguon-luc/xuan-tan/", "/no-dong/xuan-tan/"


def boxes(told=None, day="25/9/2017", seen="", **given) -> dict:
    """The form as it is filled in."""
    told = told or debts()
    plain = {"counted_on": day, "source": "Báo cáo tháng 9", "reason": "", "seen": seen, "lam": "ghi", "rows": "5"}
    for row, one in enumerate(told.lines):
        plain |= held_of_work(row, one) if told.kind == Money.DEBT else held_of(one)
    return plain | given


def errors(response) -> dict:
    form = response.context["form"]
    return {name: list(said) for name, said in form.errors.items()} | form.grid.faults


def text(response) -> str:
    return " ".join(response.content.decode().split())


# --- The communes on a day ------------------------------------------------------------------


@pytest.mark.parametrize("room", ["nguon-luc", "no-dong"])
def test_a_communes_own_people_are_led_to_their_page(room, sign_in):
    assert sign_in("officer").get(f"/{room}/").url == f"/{room}/xuan-tan/"
    assert f'href="/{room}/"' in text(sign_in("leader").get("/xa/"))


def test_the_list_says_who_has_told_who_owes_and_what_is_odd(sign_in, xuan_tan, xuan_chau):
    money.sheet(xuan_tan, debts("2017-06-30", work(done=950)))
    money.sheet(xuan_tan, debts("2017-09-18", work(paid=450)))
    money.sheet(xuan_chau, debts(none=True))
    page = sign_in("leader").get("/no-dong/")
    found = page.context["list"]
    assert ([line.unit for line in found.indebted], [line.unit for line in found.odd]) == ([xuan_tan], [xuan_tan])
    assert [cell.text for cell in found.amounts] == ["1.000", "800", "450", "350"]
    said = text(page)
    assert '2/20 đơn vị đã có bảng, <b>01 đơn vị còn nợ</b>, <b class="warn">01 đơn vị phải xem lại</b>.' in said
    assert ("không nợ" in said, "đã thanh toán 450 triệu đồng, ít hơn 500" in said) == (True, True)
    assert "Chưa có bảng: TT. Xuân Trường, Xuân Hồng" in said


def test_the_list_of_resources_adds_the_sources_up_with_the_same_decimals(sign_in, xuan_tan, xuan_chau):
    money.sheet(xuan_tan, funding("2017-09-25", line(commune="100.5", blended=3, plan=amounts(credit=40))))
    money.sheet(xuan_chau, funding("2017-06-30"))
    found = sign_in("hanh").get("/nguon-luc/").context["list"]
    assert [cell.text for cell in found.amounts] == ["253,5", "200,5", "3,0", "-", "-", "50,0", "80,0"]


def test_the_day_stands_in_the_address(sign_in, xuan_tan):
    money.sheet(xuan_tan, funding("2016-12-31"))
    browser = sign_in("hanh")
    counts = [
        len(browser.get(f"/nguon-luc/?den={day}").context["list"].told)
        for day in ("2016-12-31", "2017-06-30", "2016-12-30", "x", "2030-01-01")
    ]
    assert counts == [1, 0, 0, 0, 0]
    assert '<a href="?den=2016-12-31" aria-current="page">31/12/2016</a>' in text(
        browser.get("/nguon-luc/?den=2016-12-31")
    )


@pytest.mark.parametrize("places", [1, 3])
@pytest.mark.parametrize("told", [debts, funding])
def test_the_list_costs_the_same_for_any_number_of_tables(told, places, sign_in, django_assert_num_queries):
    for commune in build.home_communes(places):
        money.sheet(commune, told("2017-06-30"))
        money.sheet(commune, told())
    browser, path = sign_in("hanh"), "/no-dong/" if told is debts else "/nguon-luc/"
    browser.get(path)
    with django_assert_num_queries(9):
        browser.get(path)


# --- One commune ----------------------------------------------------------------------------


def test_an_empty_page_says_what_leads_on(sign_in):
    said = text(sign_in("officer").get(DEBTS))
    assert "Chưa có bảng nào." in said
    assert "ở phiếu trên trang này, hoặc tải biểu về điền trong Excel rồi nạp ở Nhập từ Excel." in said
    assert "Năm nay chưa có bảng nào." in text(sign_in("officer").get(FUNDS))


def test_what_was_typed_is_stored_and_shown(sign_in, officer):
    page = sign_in("officer").post(DEBTS, boxes(), follow=True)
    assert messages_of(page) == ["Đã ghi bảng nợ đọng xây dựng cơ bản ngày 25/9/2017 của xã Xuân Tân."]
    assert [(line.state, line.told) for line in page.context["told"].past] == [
        ("Đang dùng", "01 công trình, còn nợ 300")
    ]  # fmt: skip
    assert MoneySheet.objects.get().entered_by == officer
    assert page.context["form"].grid.sums == {"investment": "1.000", "done": "800", "paid": "500", "owed": "300"}


def test_resources_are_stored_by_content_and_source(sign_in):
    told = funding("2017-09-25", line(plan=amounts(commune="40.5")), line("dien", enterprise=10))
    page = sign_in("officer").post(FUNDS, boxes(told), follow=True)
    assert messages_of(page) == ["Đã ghi bảng huy động nguồn lực ngày 25/9/2017 của xã Xuân Tân."]
    assert page.context["told"].current.lines == told.lines
    (_, _, rows, sums), (_, _, _, planned) = page.context["form"].grid.blocks
    assert ([cell.value for cell in sums[:4]], planned[0].value) == (["", "160", "100", ""], "40,5")
    assert [cell.value for cell in rows[1].cells[:3]] == ["2", "150", "100"]


def test_a_dash_and_nothing_are_none_and_blank_lines_between_do_not_count(sign_in):
    typed = boxes(debts("2017-09-25", work()), **{"0.paid": "-", "3.work": "Trạm y tế", "3.investment": "10"})
    page = sign_in("officer").post(DEBTS, typed, follow=True)
    assert list(DebtLine.objects.order_by("position").values_list("position", "work", "paid")) == [
        (1, "Đường trục xóm 3", 0), (2, "Trạm y tế", 0),
    ]  # fmt: skip
    assert page.context["form"].grid.row_count == 5


def test_nothing_at_all_must_be_said(sign_in):
    browser = sign_in("officer")
    assert errors(browser.post(DEBTS, boxes(debts(none=True)))) == {"nothing": [EMPTY]}
    assert errors(browser.post(DEBTS, boxes(nothing="on"))) == {"nothing": [BOTH]}
    page = browser.post(DEBTS, boxes(debts(none=True), nothing="on"), follow=True)
    assert page.context["told"].past[0].told == "không nợ"


def test_a_debt_paid_in_full_is_said_so(sign_in, xuan_tan):
    money.sheet(xuan_tan, debts("2017-09-25", work(paid=800)))
    assert "01 công trình, đã trả hết" in text(sign_in("officer").get(DEBTS))


@pytest.mark.parametrize(
    ("given", "box", "sentence"),
    [
        ({"0.paid": "abc"}, "0.paid", "“abc” không phải là số. Gõ bằng chữ số, phần lẻ sau dấu phẩy, ví dụ 1922 hoặc "
                                      "14,1."),
        ({"0.done": "1.234"}, "0.done", "1.234 có thể là 1234 hoặc 1,234; gõ 1234 hoặc 1,234."),
        ({"0.paid": "900"}, "0.paid", "Đã thanh toán nhiều hơn giá trị hoàn thành (800)."),
        ({"0.investment": "-5"}, "0.investment", "Số liệu không được âm."),
        ({"0.note": "x" * 301}, "0.note", "Dài quá 300 ký tự."),
        ({"4.done": "5"}, "4.work", "Ghi tên công trình."),
    ],
)  # fmt: skip
def test_a_fault_stands_at_its_cell_and_what_was_typed_is_kept(given, box, sentence, sign_in):
    page = sign_in("officer").post(DEBTS, boxes(**given))
    assert errors(page)[box] == sentence
    assert (f'aria-describedby="e-{box}"' in text(page), MoneySheet.objects.count()) == (True, 0)
    assert [cell.value for row in page.context["form"].grid.rows for cell in row.cells if cell.name in given] == [
        *given.values()
    ]


def test_a_fault_of_the_terms_stands_at_its_field(sign_in):
    assert errors(sign_in("officer").post(DEBTS, boxes(day=""))) == {"counted_on": ["Ghi ngày số liệu."]}
    assert errors(sign_in("officer").post(FUNDS, boxes(funding(), day="26/9/2017"))) == {
        "counted_on": ["Ngày số liệu không được sau hôm nay (25/9/2017)."]
    }


def test_a_check_stores_nothing_and_says_what_does_not_fit(sign_in, xuan_tan):
    money.sheet(xuan_tan, debts("2017-06-30", work(done=700)))
    seen = MoneySheet.objects.get().pk
    assert "Nợ tăng từ 200" in text(sign_in("officer").post(DEBTS, boxes(seen=seen, lam="kiem-tra")))
    fits = sign_in("officer").post(DEBTS, boxes(debts("2017-09-25", work(paid=600)), seen=seen, lam="kiem-tra"))
    assert ("Các số khớp nhau, chưa lưu." in text(fits), MoneySheet.objects.count()) == (True, 1)


@pytest.mark.parametrize(("given", "box"), [({"0.paid": "900"}, "0.paid"), ({"counted_on": "26/9/2017"}, "counted_on")])
def test_a_check_refuses_what_storing_refuses(given, box, sign_in):
    checked, stored = (sign_in("officer").post(DEBTS, boxes(lam=asked) | given) for asked in ("kiem-tra", "ghi"))
    assert (list(errors(checked)), errors(checked)) == ([box], errors(stored))
    assert ("Các số khớp nhau" in text(checked), "chưa ghi kế hoạch trả" in text(checked)) == (False, False)


def test_more_lines_are_given_without_losing_any(sign_in):
    page = sign_in("officer").post(DEBTS, boxes(rows="9", lam="them", day="", **{"1.paid": "x"}))
    grid = page.context["form"].grid
    assert (grid.row_count, grid.lines[0].work, MoneySheet.objects.count()) == (14, "Đường trục xóm 3", 0)
    assert (errors(page), grid.value("1.paid")) == ({}, "x")


def test_a_correction_is_opened_with_the_day_and_wants_a_reason(sign_in, xuan_tan):
    row = money.sheet(xuan_tan)
    browser = sign_in("officer")
    form = browser.get(f"{DEBTS}?dinh_chinh={row.pk}").context["form"]
    assert (form["counted_on"].value(), form["source"].value()) == ("25/9/2017", "Báo cáo tháng 9")
    right = debts("2017-09-25", work(paid=600))
    assert list(errors(browser.post(DEBTS, boxes(right, seen=row.pk)))) == ["reason"]
    page = browser.post(DEBTS, boxes(right, seen=row.pk, reason="Kho bạc đã trả 100"), follow=True)
    assert [line.state for line in page.context["told"].past] == ["Đang dùng", "Đã đính chính"]


def test_a_new_table_begins_with_the_lines_of_the_one_in_force(sign_in, xuan_tan):
    money.sheet(xuan_tan)
    for asked in ("", "?dinh_chinh=x", "?dinh_chinh=999999"):
        form = sign_in("officer").get(f"{DEBTS}{asked}").context["form"]
        assert (form["counted_on"].value(), form.grid.lines[0].work) == (None, "Đường trục xóm 3")


def test_a_stale_write_is_refused_with_the_others_table_and_kept(sign_in, hanh, xuan_tan):
    theirs = money.sheet(xuan_tan, debts("2017-09-18"), by=hanh)
    browser = sign_in("officer")
    page = browser.post(DEBTS, boxes())
    assert f"Chưa lưu: trong lúc gõ, {hanh.full_name} đã ghi bảng ngày 18/9/2017" in text(page)
    assert page.context["form"]["seen"].value() == theirs.pk
    browser.post(DEBTS, boxes(seen=theirs.pk))
    assert MoneySheet.objects.count() == 2
    assert "bảng đang dùng đã bị rút" in text(browser.post(FUNDS, boxes(funding(), seen="123456")))


def test_the_office_types_for_a_head_of_the_commune(sign_in, xuan_tan):
    holder = build.appointment(xuan_tan)
    sign_in("hanh").post(DEBTS, boxes(on_behalf_of=holder.pk))
    assert MoneySheet.objects.get().on_behalf_of == holder
    assert "thay Người giữ chức thử" in text(sign_in("hanh").get(DEBTS))


def test_readers_see_the_table_without_boxes_and_send_nothing(sign_in, xuan_tan):
    money.sheet(xuan_tan)
    money.sheet(xuan_tan, funding("2017-09-25", line(commune="1234.5", people_cash=0)))
    said = text(sign_in("leader").get(DEBTS))
    assert ('id="phieu"' in said, "Đường trục xóm 3" in said, '<td class="n sum" data-l="Còn nợ">300</td>' in said) == (
        False, True, True,
    )  # fmt: skip
    assert '<td class="n" data-l="Ngân sách xã">1.234,5</td>' in text(sign_in("lao_dong").get(FUNDS))
    assert sign_in("leader").post(DEBTS, boxes()).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(("told", "path", "queries"), [(debts, DEBTS, 10), (funding, FUNDS, 11)])
def test_the_page_costs_the_same_for_any_history(
    told, path, queries, count, sign_in, xuan_tan, django_assert_num_queries
):
    for day in ("2017-06-30", "2017-08-31", "2017-09-18")[:count]:
        money.sheet(xuan_tan, told(day))
    browser = sign_in("officer")
    browser.get(path)
    with django_assert_num_queries(queries):
        browser.get(path)


def test_taking_back_wants_a_reason_and_says_so(sign_in, xuan_tan):
    row = money.sheet(xuan_tan)
    path, browser = f"{DEBTS}{row.pk}/rut/", sign_in("officer")
    assert browser.post(path, {"reason": ""}).context["form"].errors == {"reason": ["Nêu lý do rút số liệu."]}
    page = browser.post(path, {"reason": "Nhầm năm"}, follow=True)
    assert messages_of(page) == ["Đã rút bảng ngày 25/9/2017 của xã Xuân Tân."]
    assert sorted((line.state, line.told) for line in page.context["told"].past) == [
        ("Rút bảng", "-"), ("Đã rút", "01 công trình, còn nợ 300"),
    ]  # fmt: skip
    assert (browser.get(path).status_code, FundingLine.objects.count()) == (404, 0)


def test_the_page_of_taking_back_says_what_holds_then(xuan_tan, officer, sign_in):
    only = money.sheet(xuan_tan, money.debts("2017-06-30"), by=officer)
    browser = sign_in("officer")
    assert "Rút rồi thì đơn vị không còn bảng nào đang dùng." in browser.get(f"{DEBTS}{only.pk}/rut/").text
    wrong = money.sheet(xuan_tan, money.debts("2017-09-10"), by=officer)
    right = money.sheet(xuan_tan, money.debts("2017-09-10"), by=officer, corrects=wrong, reason="Ghi nhầm")
    page = browser.get(f"{DEBTS}{right.pk}/rut/").text
    assert "Rút rồi thì dùng bảng ngày 30/6/2017." in page
    assert (
        f'Bảng mà nó đính chính không dùng lại: nếu chỉ sai vài ô thì <a href="{DEBTS}?dinh_chinh={right.pk}#phieu">'
        in page
    )
