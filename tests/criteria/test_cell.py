"""One cell of the grid: what it is told, whatever was typed and whoever typed it."""

import datetime as dt
from decimal import Decimal

import pytest

from communes.enums import Level
from communes.models import Unit
from criteria.enums import Stage, Verdict
from criteria.models import Finding
from tests import build
from tests.criteria.grid import CELL, JSON, SOURCE, message, send, stored

pytestmark = pytest.mark.django_db


def test_a_figure_is_stored_and_the_cell_says_how_it_stands(hanh, sign_in):
    answer = send(sign_in("hanh"), hanh)
    said = answer.json()
    assert answer.status_code == 200
    assert {name: said[name] for name in ("code", "user", "key", "sentences", "warnings")} == {
        "code": "saved", "user": hanh.pk, "key": "k1", "sentences": [], "warnings": [],
    }  # fmt: skip
    finding = Finding.objects.get()
    assert said["finding"] == said["cell"]["seen"] == finding.pk
    assert {name: said["cell"][name] for name in ("shown", "verdict", "text", "gap", "day", "source")} == {
        "shown": "83,77%", "verdict": "NOT_MET", "text": "7204/8600", "gap": "còn thiếu 106 người",
        "day": "20/9/2017", "source": SOURCE,
    }  # fmt: skip
    assert said["cell"]["sentence"].startswith("7.204/8.600 người, đạt 83,77%")
    assert (finding.via, finding.entered_by, finding.stage) == ("GRID", hanh, Stage.VERIFIED)


@pytest.mark.parametrize(
    ("indicator", "text", "columns", "expected"),
    [
        ("15.1", "7.204/8.600", ("numerator", "denominator"), (Decimal(7204), Decimal(8600))),
        ("15.1", "7204 / 8600", ("numerator", "denominator"), (Decimal(7204), Decimal(8600))),
        ("15.1", "85,4", ("value",), (Decimal("85.4"),)),
        ("15.1", "85.4%", ("value",), (Decimal("85.4"),)),
        ("1.1", "đ", ("declared",), (Verdict.MET,)),
        ("1.1", "Chưa đạt", ("declared",), (Verdict.NOT_MET,)),
        ("10", "36,2", ("value",), (Decimal("36.2"),)),
    ],
)
def test_the_words_of_a_cell_mean_what_the_officer_means(indicator, text, columns, expected, hanh, sign_in):
    assert send(sign_in("hanh"), hanh, indicator=indicator, text=text).status_code == 200
    assert stored(*columns) == [expected]


def test_a_cell_may_be_sent_box_by_box(hanh, sign_in):
    send(sign_in("hanh"), hanh, text=None, numerator="7.204", denominator="8600")
    assert stored("numerator", "denominator", "assessed_on") == [(7204, 8600, dt.date(2017, 9, 20))]


@pytest.mark.parametrize(
    ("given", "sentences"),
    [
        ({"text": "1.234", "indicator": "2.1"}, ["Kết quả: 1.234 có thể là 1234 hoặc 1,234; gõ 1234 hoặc 1,234."]),
        ({"text": "8601/8600"}, ["Tử số 8.601 lớn hơn mẫu số 8.600."]),
        ({"text": "7204/"}, ["Thiếu mẫu số."]),
        ({"text": ""}, ["Chưa có số liệu: nhập số, hoặc chọn mức đánh giá."]),
        ({"text": "-4"}, ["Kết quả: Số liệu không được âm."]),
        ({"text": "101"}, ["Tỷ lệ phải từ 0 đến 100."]),
        ({"day": "31/9/2017"}, ["Ngày số liệu: Tháng 9 chỉ có 30 ngày. Nhập theo mẫu 28/8/2017."]),
        ({"day": "26/9/2017"}, ["Ngày số liệu 26/9/2017 sau ngày hôm nay (25/9/2017)."]),
        ({"text": "có", "indicator": "1.1"}, ["Chọn một trong các mức đánh giá của dòng này."]),
    ],
)
def test_what_may_not_be_stored_is_refused_with_its_sentence(given, sentences, hanh, sign_in):
    answer = send(sign_in("hanh"), hanh, **given)
    assert (answer.status_code, answer.json()["code"], answer.json()["sentences"]) == (422, "refused", sentences)
    assert stored("pk") == []


@pytest.mark.parametrize(
    ("given", "asks"),
    [
        ({"text": "cb"}, ["reason", "finish_by"]),
        ({"text": "cb", "reason": "Đang vận động"}, ["finish_by"]),
        ({"text": "kx", "indicator": "6.1"}, ["reason"]),
        ({"text": "đ", "indicator": "2.1"}, ["reason"]),
        ({"text": "8601/8600"}, []),
    ],
)
def test_a_verdict_in_words_asks_for_what_belongs_to_it(given, asks, hanh, sign_in):
    answer = send(sign_in("hanh"), hanh, **given)
    assert (answer.status_code, answer.json()["asks"]) == (422, asks)


def test_nearly_met_is_stored_with_its_reason_and_day(hanh, sign_in):
    given = {"text": "cb", "reason": "Đang vận động", "finish_by": "30/9/2017"}
    assert send(sign_in("hanh"), hanh, **given).status_code == 200
    assert stored("declared", "reason", "finish_by") == [("NEARLY", "Đang vận động", dt.date(2017, 9, 30))]


def test_what_is_odd_is_stored_with_a_warning(hanh, sign_in):
    answer = send(sign_in("hanh"), hanh, text="8000/8600", source="")
    assert (answer.status_code, answer.json()["warnings"]) == (200, ["Đạt nhưng chưa ghi nguồn."])


def test_a_warning_comes_with_the_way_to_the_other_row(hanh, xuan_tan, sign_in):
    build.record(xuan_tan, build.row("4.2", 2400, 2740, source_document=SOURCE), by=hanh)
    said = send(sign_in("hanh"), hanh, indicator="11", text="61/2470").json()
    assert [text[:28] for text in said["warnings"]] == ["Số liệu vênh, tổng số hộ: 2."]
    assert said["ways"] == [["4.2", "/lich-su/xuan-tan/4.2/"]]


def test_a_day_outside_the_running_period_is_warned_of(hanh, sign_in):
    build.period()
    browser = sign_in("hanh")
    assert send(browser, hanh, day="31/8/2017").json()["warnings"] == [
        "Ngày số liệu 31/8/2017 ngoài kỳ tháng 9/2017 (01/9/2017 - 30/9/2017)."
    ]
    assert send(browser, hanh, indicator="11", text="61/2470").json()["warnings"] == []


def test_the_district_is_led_to_its_own_rows(district):
    assert (district.place, Unit(slug="xuan-tan", level=Level.COMMUNE).place) == ("huyen", "xuan-tan")


def test_the_same_cell_sent_twice_is_stored_once(hanh, sign_in):
    browser = sign_in("hanh")
    first, second = send(browser, hanh), send(browser, hanh)
    assert (first.status_code, second.status_code, len(stored("pk"))) == (200, 200, 1)
    assert second.json()["cell"]["seen"] == first.json()["cell"]["seen"]


def test_somebody_elses_newer_figure_is_shown_and_nothing_is_stored(hanh, xuan_tan, sign_in):
    other = build.user("khac", unit=hanh.unit, full_name="Người thẩm tra khác")
    newer = build.record(xuan_tan, build.row("15.1", 7000, 8600), by=other)[0]
    answer = send(sign_in("hanh"), hanh)
    assert (answer.status_code, answer.json()["code"]) == (409, "stale")
    assert answer.json()["other"] == {
        "id": newer.pk, "shown": "81,40% (7.000/8.600)", "mine": "83,77% (7.204/8.600)",
        "by": "Người thẩm tra khác", "day": "20/9/2017", "at": "09:00 ngày 20/9/2017",
    }  # fmt: skip
    assert answer.json()["cell"]["seen"] == newer.pk
    assert len(stored("pk")) == 1


def test_ones_own_figure_may_replace_it_with_a_reason(hanh, xuan_tan, sign_in):
    newer = build.record(xuan_tan, build.row("15.1", 7000, 8600), by=build.user())[0]
    mine = {"clash": newer.pk, "choice": "toi"}
    browser = sign_in("hanh")
    without = send(browser, hanh, **mine)
    assert without.json()["sentences"] == ["Nêu lý do dùng số của mình thay cho số vừa được ghi."]
    assert send(browser, hanh, reason="Đã trừ thẻ trùng", **mine).status_code == 200
    assert stored("numerator", "reason") == [(7000, ""), (7204, "Đã trừ thẻ trùng")]


def test_the_office_says_for_whom_it_types(hanh, tan, xuan_tan, sign_in):
    holder = build.appointment(xuan_tan)
    browser = sign_in("hanh")
    without = send(browser, hanh, stage="tu-danh-gia")
    assert (without.status_code, without.json()["sentences"]) == (422, ["Chọn người được nhập thay."])
    assert send(browser, hanh, stage="tu-danh-gia", on_behalf_of=str(holder.pk)).status_code == 200
    assert stored("stage", "on_behalf_of") == [("SELF", holder.pk)]


def test_a_part_brings_its_whole_along(hanh, sign_in):
    answer = send(sign_in("hanh"), hanh, indicator="17.1a", text="95/100")
    assert (answer.status_code, list(answer.json()["also"])) == (200, ["17.1"])


def test_the_whole_of_parts_is_locked(hanh, sign_in):
    answer = send(sign_in("hanh"), hanh, indicator="17.1")
    assert (answer.status_code, answer.json()["code"]) == (403, "computed")
    assert answer.json()["sentences"] == ["Chỉ tiêu 17.1 tính theo các phần của nó. Nhập ở từng phần."]


def test_a_stage_that_is_not_open_is_locked(tan, sign_in):
    answer = send(sign_in("tan"), tan)
    assert (answer.status_code, answer.json()["code"]) == (403, "stage")


@pytest.mark.parametrize(
    ("who", "given"),
    [("chau", {"stage": "tu-danh-gia"}), ("lao_dong", {}), ("leader", {}), ("hanh", {"indicator": "99"})],
)
def test_a_stranger_finds_no_cell(who, given, request, sign_in):
    assert send(sign_in(who), request.getfixturevalue(who), **given).status_code == 404


def test_a_department_writes_its_own_indicator(lao_dong, sign_in):
    assert send(sign_in("lao_dong"), lao_dong, indicator="11", text="45/2119").status_code == 200


def test_the_district_has_its_own_cells(hanh, sign_in):
    answer = send(sign_in("hanh"), hanh, path="/cap-nhat/huyen/o/", indicator="1", text="đ", stage="tu-danh-gia")
    assert (answer.status_code, answer.json()["cell"]["shown"]) == (200, "Đạt")


@pytest.mark.parametrize("body", ["", "[]", "{", '{"text": {"a": 1}}', '{"user": true}', '{"text": 1.5}'])
def test_a_message_of_nobody_is_refused(body, sign_in):
    answer = sign_in("hanh").post(CELL, body, **JSON)
    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable")


def test_what_one_person_typed_is_never_stored_under_another_name(hanh, tan, sign_in):
    answer = sign_in("tan").post(CELL, message(hanh, stage="tu-danh-gia"), **JSON)
    assert (answer.status_code, answer.json()["code"], answer.json()["user"]) == (401, "other", tan.pk)
    assert stored("pk") == []


def test_an_ended_session_is_said_in_the_language_of_scripts(hanh, client):
    answer = send(client, hanh)
    assert (answer.status_code, answer.json()["code"]) == (401, "session")


# --- Taking back ------------------------------------------------------------------------------

TAKE_BACK = "/cap-nhat/xuan-tan/o/rut/"


@pytest.fixture
def figures(hanh, xuan_tan):
    """Two figures of one cell, the second in force."""
    rows = [build.row("15.1", 7000, 8600, assessed_on=f"2017-09-{day}") for day in (10, 20)]
    return [build.record(xuan_tan, row, by=hanh)[0] for row in rows]


def test_taking_back_restores_what_was_there_before(figures, hanh, sign_in):
    first, second = figures
    answer = send(sign_in("hanh"), hanh, path=TAKE_BACK, seen=second.pk, reason="Nhầm xã")
    assert (answer.status_code, answer.json()["cell"]["seen"]) == (200, first.pk)
    assert stored("corrects", "is_void", "reason")[-1] == (second.pk, True, "Nhầm xã")


def test_taking_back_twice_is_done_once(figures, hanh, sign_in):
    browser = sign_in("hanh")
    sent = [send(browser, hanh, path=TAKE_BACK, seen=figures[1].pk, reason="Nhầm xã") for _ in range(2)]
    assert ([answer.status_code for answer in sent], len(stored("pk"))) == ([200, 200], 3)


def test_the_only_figure_taken_back_leaves_the_cell_unassessed(hanh, xuan_tan, sign_in):
    only = build.record(xuan_tan, build.row("15.1", 7000, 8600), by=hanh)[0]
    cell = send(sign_in("hanh"), hanh, path=TAKE_BACK, seen=only.pk, reason="Nhầm xã").json()["cell"]
    assert (cell["seen"], cell["shown"], cell["sentence"]) == (None, "", "Chưa có số liệu.")


def test_taking_back_needs_a_reason(figures, hanh, sign_in):
    answer = send(sign_in("hanh"), hanh, path=TAKE_BACK, seen=figures[1].pk)
    assert (answer.status_code, answer.json()["asks"]) == (422, ["reason"])


def test_a_figure_that_is_not_in_force_is_not_taken_back(figures, hanh, sign_in):
    answer = send(sign_in("hanh"), hanh, path=TAKE_BACK, seen=figures[0].pk, reason="Nhầm xã")
    assert answer.json()["sentences"] == ["Đã có số mới hơn: 81,40%. Mở lại ô để xem."]
    assert len(stored("pk")) == 2


@pytest.mark.parametrize("seen", [None, 999999])
def test_a_figure_that_is_not_there_is_not_taken_back(seen, figures, hanh, sign_in):
    answer = send(sign_in("hanh"), hanh, path=TAKE_BACK, seen=seen, reason="Nhầm xã")
    assert answer.json()["sentences"][0].startswith("Số liệu này không còn hiệu lực")


@pytest.mark.parametrize(
    ("text", "begins"),
    [("abc", ["Tử số: “abc” không phải là số."]), ("cb", ["Cơ bản đạt"]), ("7204/8600", [])],
)
def test_words_where_the_numerator_stands_are_a_verdict_or_a_fault_there(text, begins, hanh, sign_in):
    answer = send(sign_in("hanh"), hanh, text=text, numerator=text, denominator="8600").json()
    said = answer.get("sentences", [])
    assert [sentence[: len(begin)] for sentence, begin in zip(said, begins, strict=False)] == begins
    assert not any("Kết quả" in sentence for sentence in said)
