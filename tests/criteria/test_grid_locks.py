"""Locked cells in the grids: shown grey with their reason, answered with 403, opened to the office by a reason."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from criteria.actions.findings import record_findings
from criteria.actions.submissions import take_over
from criteria.actions.verifying import Picked, return_cells
from criteria.enums import Stage
from tests import build
from tests.criteria.grid import JSON, message, send, stored

pytestmark = pytest.mark.django_db
AUGUST = "20/8/2017"
GRID = "/cap-nhat/xuan-tan/luoi/"
OWN = {"stage": "tu-danh-gia"}
LOCKED = "Kỳ tháng 8/2017 đã chốt ngày 01/9/2017."
ASK = "Muốn sửa, đề nghị gia hạn hoặc liên hệ Văn phòng điều phối NTM huyện."
SENT = "Xã đã gửi kỳ tháng 9/2017 ngày 19/9/2017."


def row_of(response, number: str) -> str:
    return re.search(rf'<tr class="irow[^>]*id="i-{number}".*?</tr>', response.content.decode())[0]


@pytest.fixture
def sent(xuan_tan, officer, tan):
    """The sheet of September, sent, with one figure on it."""
    (finding,) = build.record(xuan_tan, build.row("11", 40, 2470, stage=Stage.SELF), by=officer)
    build.sent(xuan_tan, tan)
    return finding


def returned(xuan_tan, lao_dong):
    cells = [Picked(xuan_tan.pk, build.indicator("11").pk, 0)]
    return_cells(
        period=build.period(), cells=cells, reason="Lệch sổ hộ nghèo", answer_by=None, by=lao_dong,
        at=build.moment("2017-09-25"), today=build.date("2017-09-25"),
    )  # fmt: skip


def test_a_cell_of_a_locked_day_is_answered_with_403_and_whom_to_ask(officer, hanh, sign_in):
    build.locked(by=hanh)
    answer = send(sign_in("officer"), officer, day=AUGUST, **OWN)
    said = answer.json()
    assert (answer.status_code, said["code"], said["sentences"]) == (403, "locked", [f"{LOCKED} {ASK}"])
    assert (said["key"], said["cell"]["seen"], stored("pk")) == ("k1", None, [])


def test_the_office_is_asked_for_its_reason_and_then_writes(hanh, sign_in):
    build.locked(by=hanh)
    browser = sign_in("hanh")
    answer = send(browser, hanh, day=AUGUST)
    assert (answer.status_code, answer.json()["asks"]) == (422, ["reason"])
    assert answer.json()["sentences"] == [f"{LOCKED} Văn phòng ghi vào ô này phải nêu lý do ở dòng."]
    assert send(browser, hanh, day=AUGUST, reason="Sót khi tổng hợp").status_code == 200
    assert stored("reason") == [("Sót khi tổng hợp",)]


def test_a_sent_figure_is_not_taken_back(sent, officer, sign_in):
    answer = send(
        sign_in("officer"), officer, "/cap-nhat/xuan-tan/o/rut/", indicator="11", text="", seen=sent.pk, reason="Nhầm",
        **OWN,
    )  # fmt: skip
    assert (answer.status_code, answer.json()["code"]) == (403, "locked")
    assert answer.json()["sentences"][0].startswith(SENT)


def test_nobody_verifies_in_the_grid_what_he_typed_for_the_place(xuan_tan, hanh, sign_in):
    build.record(xuan_tan, build.row("15.1", 7204, 8600, stage=Stage.SELF), by=hanh)
    answer = send(sign_in("hanh"), hanh)
    assert (answer.status_code, answer.json()["code"]) == (422, "refused")
    assert "Không ai thẩm tra số liệu do chính mình nhập" in answer.json()["sentences"][0]


def test_nothing_is_confirmed_unchanged_in_a_sent_sheet(sent, officer, sign_in):
    words = {"seen": {"11": sent.pk}, "day": "25/9/2017", "source": "Biên bản 25/9"}
    plain = {name: word for name, word in message(officer, **OWN).items() if name not in ("indicator", "text")}
    answer = sign_in("officer").post("/cap-nhat/xuan-tan/khong-doi/", plain | words, **JSON)
    assert (answer.status_code, answer.json()["sentences"][0][: len(SENT)]) == (422, SENT)


def test_a_pasted_cell_that_is_locked_is_shown_as_refused(sent, officer, sign_in):
    cells = [{"place": "xuan-tan", "indicator": "11", "text": "41/2470", "seen": sent.pk}]
    given = {"user": officer.pk, "day": "21/9/2017", "source": "Sổ hộ nghèo", "cells": cells, **OWN}
    said = sign_in("officer").post("/cap-nhat/dan/", given, **JSON).json()
    assert [(cell["heap"], cell["sentences"][0][: len(SENT)]) for cell in said["cells"]] == [("refused", SENT)]


def test_the_grid_of_a_sent_sheet_is_grey_and_says_why(sent, officer, sign_in):
    page = sign_in("officer").get(GRID)
    row = row_of(page, "15.1")
    assert 'class="irow is-locked"' in row
    assert f'data-lock="{SENT} Muốn sửa, đề nghị' in row
    assert f'<span class="padlock" title="{SENT}' in row
    assert (page.context["locks"].closed, page.context["locks"].due) == (
        [(SENT, 50)], ("done", "Đã gửi ngày 19/9/2017"),
    )  # fmt: skip
    assert f"50 dòng đã khóa. {SENT}" in page.content.decode()


def test_a_returned_cell_is_open_and_says_so(sent, xuan_tan, officer, lao_dong, sign_in):
    returned(xuan_tan, lao_dong)
    page = sign_in("officer").get(GRID)
    row = row_of(page, "11")
    assert ("is-locked" in row, "data-lock" in row) == (False, False)
    assert "đang mở: Ô này đang mở để xã sửa. Lý do trả lại: Lệch sổ hộ nghèo" in row
    assert 'data-opened="Ô này đang mở để xã sửa. Lý do trả lại: Lệch sổ hộ nghèo"' in row
    assert page.context["locks"].due == ("soon", "Có ô trả lại, chờ trả lời")


def test_the_office_sees_the_padlock_and_may_type_all_the_same(sent, sign_in):
    row = row_of(sign_in("hanh").get(f"{GRID}?buoc=tu-danh-gia"), "15.1")
    assert ("is-locked" in row, "data-lock" in row, 'class="padlock"' in row) == (False, False, True)


def test_the_office_grid_closes_what_was_taken_over(sent, xuan_tan, hanh, lao_dong, sign_in):
    take_over(unit=xuan_tan, period=build.period(), by=hanh, at=build.moment("2017-09-24"))
    page = sign_in("lao_dong").get("/cap-nhat/luoi/").content.decode()
    rows = {place: re.search(rf'<tr data-u="{place}".*?</tr>', page)[0] for place in ("xuan-tan", "xuan-chau")}
    assert 'data-lock="Văn phòng đã tiếp nhận kỳ tháng 9/2017 ngày 24/9/2017.' in rows["xuan-tan"]
    assert re.findall(r'<td class="[^"]*"', rows["xuan-tan"])[0].endswith(' shut"')
    assert ("data-lock" in rows["xuan-chau"], "shut" in rows["xuan-chau"]) == (False, False)


@pytest.mark.parametrize("number", ["1", "3"])
def test_locks_cost_a_save_one_query(number, xuan_tan, officer, sign_in):
    rows = [build.row("11", 40, 2470, stage=Stage.SELF), build.row("12", 4000, 4400, stage=Stage.SELF)]
    rows = [*rows, build.row("15.1", 7204, 8600, stage=Stage.SELF)][: int(number)]
    at, today = build.moment("2017-09-25"), build.date("2017-09-25")
    build.period()
    build.record(xuan_tan, build.row("13.1", declared="MET", stage=Stage.SELF), by=officer)
    with CaptureQueriesContext(connection) as queries:
        record_findings(unit=xuan_tan, rows=rows, by=officer, at=at, today=today)
    asked = [query["sql"] for query in queries if "criteria_reportingperiod" in query["sql"]]
    assert len(asked) == 1
