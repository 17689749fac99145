"""The state machines of the grid, asked one by one in the real browser; they draw, send and store nothing."""

import pytest
from playwright.sync_api import Page


@pytest.fixture(scope="module")
def door(chromium, portal):
    """A page of the portal from which its modules may be imported."""
    context = chromium.new_context(base_url=portal)
    page = context.new_page()
    page.goto("/dang-nhap/")
    yield page
    context.close()


def ask(page: Page, module: str, script: str, argument=None):
    """Run `script` (a function of the module and the argument) in the browser."""
    loaded = f"await import('/static/js/grid/{module}.js')"
    return page.evaluate(f"async (argument) => ({script})({loaded}, argument)", argument)


# --- Keys -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("event", "mode", "command"),
    [
        ({"key": "ArrowDown"}, "ready", {"does": "move", "way": "down"}),
        ({"key": "Enter"}, "ready", {"does": "move", "way": "down"}),
        ({"key": "Enter", "shiftKey": True}, "ready", {"does": "move", "way": "up"}),
        ({"key": "Tab", "shiftKey": True}, "ready", {"does": "move", "way": "left"}),
        ({"key": "Home"}, "ready", {"does": "move", "way": "home"}),
        ({"key": "End", "ctrlKey": True}, "ready", {"does": "move", "way": "bottom"}),
        ({"key": "7"}, "ready", {"does": "type"}),
        ({"key": "Process"}, "ready", {"does": "type"}),
        ({"key": "Backspace"}, "ready", {"does": "type"}),
        ({"key": "F2"}, "ready", {"does": "edit"}),
        ({"key": "Delete"}, "ready", {"does": "clear"}),
        ({"key": "Escape"}, "ready", {"does": "forget"}),
        ({"key": " "}, "ready", {"does": "toggle"}),
        ({"key": "D", "ctrlKey": True}, "ready", {"does": "fill"}),
        ({"key": "z", "ctrlKey": True}, "ready", {"does": "undo"}),
        ({"key": "Enter", "ctrlKey": True}, "ready", {"does": "panel"}),
        ({"key": "r", "ctrlKey": True}, "ready", None),
        ({"key": "v", "ctrlKey": True}, "ready", None),
        ({"key": "F5"}, "ready", None),
        ({"key": "7", "altKey": True}, "ready", None),
        ({"key": "ArrowDown", "shiftKey": True}, "ready", None),
        ({"key": "ArrowLeft"}, "typing", {"does": "commit", "way": "left"}),
        ({"key": "ArrowLeft"}, "editing", None),
        ({"key": "Enter"}, "editing", {"does": "commit", "way": "down"}),
        ({"key": "Tab"}, "typing", {"does": "commit", "way": "right"}),
        ({"key": "Escape"}, "typing", {"does": "cancel"}),
        ({"key": "Enter", "ctrlKey": True}, "editing", {"does": "commit", "way": None, "then": "panel"}),
        ({"key": "Enter", "isComposing": True}, "typing", None),
        ({"key": "7"}, "typing", None),
    ],
)
def test_a_key_means_what_it_means_in_a_spreadsheet(event, mode, command, door):
    script = "(m, [event, mode]) => m.commandOf(event, mode, true)"
    assert ask(door, "keys", script, [event, mode]) == command


def test_space_does_nothing_where_there_is_nothing_to_toggle(door):
    assert ask(door, "keys", "(m) => m.commandOf({key: ' '}, 'ready', false)") == {"does": "nothing"}


# --- Moves ------------------------------------------------------------------------------------

# A spanning cell (s) above a row with two holes, above a plain row.
ROWS = [["s", "s", "s"], [None, None, "v"], ["a", "b", "c"]]


@pytest.mark.parametrize(
    ("at", "way", "to"),
    [
        ((2, 0), "right", (2, 1)),
        ((2, 2), "right", None),
        ((2, 0), "left", None),
        ((0, 0), "right", None),
        ((2, 0), "up", (0, 0)),
        ((0, 1), "down", (2, 1)),
        ((2, 2), "up", (1, 2)),
        ((2, 0), "down", None),
        ((1, 2), "left", None),
        ((1, 2), "home", (1, 2)),
        ((2, 1), "end", (2, 2)),
        ((1, 2), "top", (0, 0)),
        ((0, 0), "bottom", (2, 2)),
    ],
)
def test_a_move_skips_holes_and_crosses_spans(at, way, to, door):
    script = "(m, [rows, at, way]) => m.move(rows, at, way)"
    found = ask(door, "moves", script, [ROWS, {"row": at[0], "column": at[1]}, way])
    assert found == (to and {"row": to[0], "column": to[1]})


# --- The queue --------------------------------------------------------------------------------


def play(page: Page, *steps) -> list[dict]:
    """Play steps of [function, ...arguments] on an empty queue; gives the items as a list."""
    return ask(page, "queue", """(q, steps) => {
        let items = new Map();
        for (const [name, ...rest] of steps) items = q[name](items, ...rest);
        return [...items.values()];
    }""", list(steps))  # fmt: skip


PUT = ["put", "a", {"text": "1"}, 5, 1]


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, "saved"), (409, "stale"), (422, "refused"), (403, "locked"), (401, "session"), (400, "gone"),
        (404, "gone"), (0, "offline"), (429, "busy"), (502, "busy"), (503, "busy"), (504, "busy"), (500, "unknown"),
    ],
)  # fmt: skip
def test_a_status_code_has_one_meaning(status, outcome, door):
    assert ask(door, "queue", "(q, status) => q.outcomeOf(status)", status) == outcome


def test_a_saved_cell_leaves_the_queue(door):
    assert play(door, PUT, ["sending", "a"], ["answered", "a", "saved", {"seen": 6}]) == []


def test_the_newest_words_of_a_cell_replace_those_that_waited(door):
    items = play(door, PUT, ["put", "a", {"text": "2"}, 5, 2])
    assert [(item["words"], item["version"], item["status"]) for item in items] == [({"text": "2"}, 2, "waiting")]


def test_words_typed_while_older_ones_are_under_way_follow_with_what_those_stored(door):
    items = play(
        door, PUT, ["sending", "a"], ["put", "a", {"text": "2"}, 5, 2], ["answered", "a", "saved", {"seen": 6}]
    )
    assert [(item["words"], item["status"], item["seen"]) for item in items] == [({"text": "2"}, "waiting", 6)]


@pytest.mark.parametrize(("outcome", "status"), [("offline", "waiting"), ("busy", "failed"), ("unknown", "failed")])
def test_a_transient_fault_is_tried_again_later_and_later(outcome, status, door):
    steps = [PUT]
    dues = []
    for _ in range(2):
        steps += [["sending", "a"], ["answered", "a", outcome, {"now": 0}]]
        item = play(door, *steps)[0]
        assert item["status"] == status
        dues.append(item["due"])
    assert dues == [1000, 2000]


def test_a_fault_nobody_knows_is_tried_three_times_only(door):
    steps = [PUT] + [["sending", "a"], ["answered", "a", "unknown", {"now": 0}]] * 3
    assert play(door, *steps)[0]["due"] == float("inf")


def test_an_ended_session_waits_until_somebody_signs_in(door):
    waiting = [PUT, ["sending", "a"], ["answered", "a", "session", {"now": 0}]]
    assert play(door, *waiting)[0]["due"] == float("inf")
    assert play(door, *waiting, ["resume"])[0]["due"] == 0


@pytest.mark.parametrize(
    ("outcome", "status"), [("stale", "stale"), ("refused", "refused"), ("locked", "locked"), ("gone", "refused")]
)
def test_a_final_fault_stops_at_the_cell_and_lets_the_others_pass(outcome, status, door):
    found = ask(door, "queue", """(q, outcome) => {
        let items = q.put(new Map(), "a", {}, null, 1);
        items = q.put(items, "b", {}, null, 2);
        items = q.answered(q.sending(items, "a"), "a", outcome, {});
        return [items.get("a").status, q.next(items, 0).id, q.counts(items).refused, q.unsent(items)];
    }""", outcome)  # fmt: skip
    assert found == [status, "b", 1, True]


def test_cells_go_one_at_a_time_in_the_order_typed(door):
    found = ask(door, "queue", """(q) => {
        let items = q.put(new Map(), "b", {}, null, 2);
        items = q.put(items, "a", {}, null, 1);
        const first = q.next(items, 0).id;
        items = q.sending(items, first);
        const meanwhile = q.next(items, 0);
        items = q.answered(items, first, "busy", {now: 0});
        return [first, meanwhile, q.next(items, 0), q.wait(items, 0), q.next(items, 1000).id];
    }""")  # fmt: skip
    assert found == ["a", None, None, 1000, "a"]


def test_half_a_pair_is_held_until_it_is_let_go(door):
    held = ["put", "a", {"numerator": "1", "denominator": ""}, None, 1, True]
    assert [item["status"] for item in play(door, held)] == ["held"]
    assert [item["status"] for item in play(door, held, ["release", "a"])] == ["waiting"]


def test_after_a_power_cut_what_was_under_way_is_sent_again(door):
    found = ask(door, "queue", """(q) => {
        const list = ["sending", "held", "waiting", "refused"].map((status, at) => ({id: String(at), status, due: 9}));
        return [...q.restored(list).values()].map((item) => [item.status, item.due]);
    }""")  # fmt: skip
    assert found == [["waiting", 0], ["waiting", 0], ["waiting", 0], ["refused", 0]]


def test_an_answer_to_a_cell_that_was_dropped_changes_nothing(door):
    assert play(door, PUT, ["drop", "a"], ["answered", "a", "saved", {}]) == []


# --- Clipboard and undo -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("1\t2\r\n3\t4\r\n", [["1", "2"], ["3", "4"]]),
        ("7.204\n", [["7.204"]]),
        ('"a\nb"\t"""c"""\n', [["a\nb", '"c"']]),
        ("1\t\t3", [["1", "", "3"]]),
    ],
)
def test_a_rectangle_is_read_as_spreadsheets_write_it(text, cells, door):
    assert ask(door, "clipboard", "(m, text) => m.rectangle(text)", text) == cells


@pytest.mark.parametrize(
    ("kind", "boxes", "words"),
    [
        ("ratio", {"tu": "7204"}, {"numerator": "7204", "denominator": "9"}),
        ("ratio", {"tu": "1", "mau": "2"}, {"numerator": "1", "denominator": "2"}),
        ("ratio", {"mau": "7204/8600"}, {"text": "7204/8600"}),
        ("ratio", {"kq": "83,77"}, {"text": "83,77"}),
        ("ratio", {"tu": "kx"}, {"text": "kx", "numerator": "kx", "denominator": "9"}),
        ("value", {"kq": "36,2"}, {"text": "36,2"}),
        ("yes_no", {"tu": "Đạt"}, {"text": "Đạt"}),
    ],
)
def test_the_boxes_of_a_row_say_one_thing_together(kind, boxes, words, door):
    script = "(m, [kind, boxes]) => m.wordsOf(kind, boxes, {tu: '8', mau: '9'})"
    assert ask(door, "clipboard", script, [kind, boxes]) == words


def test_the_newest_step_is_taken_back_first(door):
    found = ask(door, "undo", """(m) => {
        const done = m.remember(m.remember([], {id: "a"}), {id: "b"});
        const {step, left} = m.takeBack(done);
        return [step.id, left.length, m.takeBack([]).step];
    }""")  # fmt: skip
    assert found == ["b", 1, None]
