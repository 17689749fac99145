"""A rectangle from a spreadsheet: shown first, stored as one, never guessed."""

import pytest

from tests import build
from tests.criteria.grid import JSON, SOURCE, stored

pytestmark = pytest.mark.django_db
PASTE = "/cap-nhat/dan/"


def cell(place="xuan-tan", indicator="15.1", text="7204/8600", **given) -> dict:
    return {"place": place, "indicator": indicator} | ({} if text is None else {"text": text}) | given


def paste(client, user, *cells, **given):
    plain = {"user": user.pk, "stage": "tham-tra", "day": "20/9/2017", "source": SOURCE, "cells": list(cells)}
    if given.get("apply") and "cells" not in given:
        previewed = client.post(PASTE, plain | given | {"apply": False}, **JSON)
        told = previewed.json()["cells"] if previewed.status_code == 200 else [{"shown": ""}] * len(cells)
        plain["cells"] = [{"shown": one["shown"]} | each for each, one in zip(cells, told, strict=True)]
    return client.post(PASTE, plain | given, **JSON)


def heaps(answer) -> list[tuple[str, str]]:
    return [(told["indicator"], told["heap"]) for told in answer.json()["cells"]]


@pytest.fixture
def known(hanh, xuan_tan):
    """A figure in force in Xuân Tân."""
    return build.record(xuan_tan, build.row("15.1", 7204, 8600, assessed_on="2017-09-10"), by=hanh)[0]


def test_nothing_is_stored_before_it_was_shown(hanh, known, sign_in):
    answer = paste(
        sign_in("hanh"), hanh,
        cell(seen=known.pk), cell(seen=known.pk, indicator="11", text="61/2470"), cell("xuan-chau", "15.1", "9/8"),
        cell("xuan-chau", "2.1", "1.234"), cell("xuan-chau", "17.1", "1"), cell("xuan-chau", "12", "abc"),
    )  # fmt: skip
    assert heaps(answer) == [
        ("15.1", "unchanged"), ("11", "accepted"), ("15.1", "refused"), ("2.1", "asked"), ("17.1", "refused"),
        ("12", "refused"),
    ]  # fmt: skip
    assert answer.json()["counts"] == {
        "accepted": 1, "reason": 0, "unchanged": 1, "asked": 1, "stale": 0, "refused": 3,
    }  # fmt: skip
    assert answer.json()["why"] == ""
    assert answer.json()["question"] == "01 ô như “1.234” đọc được hai cách:"
    assert len(stored("pk")) == 1


def test_each_line_says_what_is_there_and_why_it_is_refused(hanh, known, sign_in):
    answer = paste(sign_in("hanh"), hanh, cell(seen=known.pk, text="8601/8600"))
    told = answer.json()["cells"]
    assert len(told[0].pop("shown")) == 16
    assert told == [{
        "label": "Xuân Tân", "indicator": "15.1", "before": "83,77% (7.204/8.600)", "typed": "8601/8600",
        "heap": "refused", "sentences": ["Tử số 8.601 lớn hơn mẫu số 8.600."], "warnings": [], "ways": [],
    }]  # fmt: skip


@pytest.mark.parametrize(("text", "heap"), [("83,77", "unchanged"), ("83.77%", "unchanged"), ("83,78", "accepted")])
def test_a_percentage_as_the_grid_shows_it_is_no_change(text, heap, hanh, known, sign_in):
    assert heaps(paste(sign_in("hanh"), hanh, cell(seen=known.pk, text=text))) == [("15.1", heap)]


@pytest.mark.parametrize(("dots", "value"), [("nghin", 1234), ("le", "1.234")])
def test_a_dotted_number_is_read_as_the_officer_says(dots, value, hanh, sign_in):
    browser = sign_in("hanh")
    asked = cell(indicator="10", text="1.234")
    assert heaps(paste(browser, hanh, asked)) == [("10", "asked")]
    assert paste(browser, hanh, asked, dots=dots, apply=True).status_code == 200
    assert [str(found.normalize()) for (found,) in stored("value")] == [str(value)]


def test_thousands_of_people_are_never_asked_about(hanh, sign_in):
    asked = cell(text=None, numerator="7.204", denominator="8.600")
    assert heaps(paste(sign_in("hanh"), hanh, asked)) == [("15.1", "accepted")]


def test_what_was_accepted_is_stored_as_one(hanh, sign_in):
    cells = [cell(), cell("xuan-chau", text="7000/8600"), cell("xuan-chau", "1.1", "Đạt")]
    answer = paste(sign_in("hanh"), hanh, *cells, apply=True)
    assert (answer.status_code, answer.json()["sentences"]) == (200, ["Đã ghi 03 ô của 02 đơn vị."])
    assert [told["cell"]["shown"] for told in answer.json()["stored"]] == ["83,77%", "81,40%", "Đạt"]
    assert sorted(stored("unit__slug", "via")) == [("xuan-chau", "PASTE")] * 2 + [("xuan-tan", "PASTE")]


def test_one_cell_that_no_longer_holds_stores_nothing(hanh, xuan_tan, sign_in):
    build.record(xuan_tan, build.row("15.1", 7100, 8600), by=build.user())
    browser = sign_in("hanh")
    cells = [cell("xuan-chau"), cell()]
    shown = paste(browser, hanh, *cells)
    assert heaps(shown) == [("15.1", "accepted"), ("15.1", "stale")]
    assert shown.json()["cells"][1]["sentences"][0].endswith("vừa ghi 82,56% (7.100/8.600).")
    answer = paste(browser, hanh, *cells, apply=True)
    assert (answer.status_code, answer.json()["code"], len(stored("pk"))) == (409, "stale", 1)


@pytest.mark.parametrize(
    "given", [{"day": "19/9/2017"}, {"source": "Sổ khác"}, {"cells": [cell(text="7205/8600")]}, {"cells": [cell()]}]
)
def test_what_is_not_as_it_was_shown_is_not_stored(given, hanh, sign_in):
    browser = sign_in("hanh")
    shown = paste(browser, hanh, cell()).json()["cells"][0]["shown"]
    cells = [cell(shown=shown)] if "cells" not in given else [{"shown": shown} | each for each in given["cells"]]
    bare = given == {"cells": [cell()]}
    answer = paste(browser, hanh, **{**given, "cells": [cell()] if bare else cells}, apply=True)
    assert (answer.status_code, answer.json()["code"], stored("pk")) == (409, "stale", [])
    assert answer.json()["sentences"] == ["Số liệu đã khác lúc xem trước. Chưa ghi ô nào: dán lại để xem số mới."]


def test_the_whole_district_is_pasted_at_once(hanh, sign_in):
    answer = paste(sign_in("hanh"), hanh, cell("huyen", "1", "Đạt"), stage="tu-danh-gia", apply=True)
    assert (answer.status_code, answer.json()["stored"][0]["place"]) == (200, "huyen")


def test_the_office_says_for_whom_it_pastes(hanh, xuan_tan, sign_in):
    holder = build.appointment(xuan_tan)
    browser = sign_in("hanh")
    without = paste(browser, hanh, cell(), stage="tu-danh-gia", apply=True)
    assert (without.status_code, without.json()["sentences"]) == (422, ["Chọn người được nhập thay."])
    with_holder = paste(browser, hanh, cell(), stage="tu-danh-gia", apply=True, on_behalf_of=str(holder.pk))
    assert (with_holder.status_code, stored("on_behalf_of")) == (200, [(holder.pk,)])


@pytest.mark.parametrize("given", [{"cells": []}, {"cells": "x"}, {"cells": ["x"]}, {"cells": [{"text": 1.5}]}])
def test_a_rectangle_of_nobody_is_refused(given, hanh, sign_in):
    assert paste(sign_in("hanh"), hanh, **given).status_code in (400, 404)


def test_a_place_of_somebody_else_is_not_there(tan, sign_in):
    assert paste(sign_in("tan"), tan, cell("xuan-chau"), stage="tu-danh-gia").status_code == 404


def test_a_stage_that_is_not_open_is_locked(tan, sign_in):
    assert paste(sign_in("tan"), tan, cell()).status_code == 403


def test_a_rectangle_is_never_stored_under_another_name(hanh, tan, sign_in):
    answer = paste(sign_in("tan"), hanh, cell(), stage="tu-danh-gia", apply=True)
    assert (answer.status_code, answer.json()["code"], stored("pk")) == (401, "other", [])
