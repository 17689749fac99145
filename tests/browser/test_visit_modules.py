"""What waits on the way from a telephone to the minutes, asked module by module in the real browser."""

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
    loaded = f"await import('/static/js/visit/{module}.js')"
    return page.evaluate(f"async (argument) => ({script})({loaded}, argument)", argument)


def test_a_draft_is_named_by_visit_place_and_field(door):
    script = "(m) => [m.idOf('12', 'muc-5', 'seen'), m.partsOf('12|khac-a|cause'), m.photoId('12', 'muc-5', 'x')]"
    assert ask(door, "drafts", script) == [
        "12|muc-5|seen",
        {"visit": "12", "slot": "khac-a", "name": "cause"},
        "12|muc-5|anh-x",
    ]


def test_words_go_before_photos_whenever_they_were_typed(door):
    script = """async (m) => {
        const q = await import('/static/js/grid/queue.js');
        let items = new Map();
        const typed = [['1|a|anh-x', 1], ['1|a|seen', 2]];
        for (const [id, now] of typed) items = q.put(items, id, {}, null, m.orderOf(id, now));
        return q.next(items, 5).id;
    }"""
    assert ask(door, "drafts", script) == "1|a|seen"


@pytest.mark.parametrize(
    ("text", "seen", "item", "quiet"),
    [("a", "a", None, True), ("b", "a", None, False), ("a", "a", {"status": "waiting"}, False)],
)
def test_a_field_sends_only_what_the_server_does_not_know(text, seen, item, quiet, door):
    script = "(m, [text, seen, item]) => m.isQuiet(text, seen, item)"
    assert ask(door, "drafts", script, [text, seen, item]) is quiet


@pytest.mark.parametrize(
    ("status", "problem", "words"),
    [
        ("held", None, "Chưa gửi"),
        ("waiting", None, "Chờ gửi"),
        ("sending", None, "Đang gửi…"),
        ("failed", None, "Chưa gửi được, sẽ gửi lại"),
        ("saved", None, "Đã lưu"),
        ("refused", {"sentences": ["Không đọc được giờ này."]}, "Không đọc được giờ này."),
        ("locked", {"sentences": ["Biên bản đã ký."]}, "Biên bản đã ký."),
        ("refused", None, "Không lưu được. Mở lại trang để xem lý do."),
    ],
)
def test_each_state_has_its_words(status, problem, words, door):
    assert ask(door, "drafts", "(m, [status, problem]) => m.stateWords(status, problem)", [status, problem]) == words


@pytest.mark.parametrize(("status", "bad"), [("stale", True), ("locked", True), ("refused", True), ("waiting", False)])
def test_only_what_needs_a_person_looks_bad(status, bad, door):
    assert ask(door, "drafts", "(m, status) => m.looksBad(status)", status) is bad


@pytest.mark.parametrize(
    ("statuses", "around", "words"),
    [
        ([], {}, "Mọi nội dung đã lưu."),
        (["waiting", "failed"], {}, "2 ô chưa gửi, đã giữ trên máy này."),
        (["waiting"], {"online": False}, "Mất kết nối. 1 ô chưa gửi, đã giữ trên máy này."),
        (["held"], {"forgets": True}, "1 ô chưa gửi, trình duyệt này không giữ được bản nháp, đừng đóng trang."),
        (["stale"], {}, "1 ô cần xem lại."),
        (["waiting", "refused"], {}, "1 ô chưa gửi, đã giữ trên máy này. 1 ô cần xem lại."),
        (["waiting"], {"session": True}, "Phiên làm việc đã hết. Nội dung còn giữ trên máy này; đăng nhập lại để gửi."),
        (["waiting"], {"other": True}, "Máy này đang đăng nhập bằng tài khoản khác: chưa gửi gì dưới tên người khác."),
    ],
)
def test_the_bar_says_what_is_not_on_the_server_and_why(statuses, around, words, door):
    script = """(m, [statuses, around]) => {
        const items = new Map(statuses.map((status, at) => [at, { status }]));
        return m.barWords(items, around);
    }"""
    assert ask(door, "drafts", script, [statuses, around]) == words


@pytest.mark.parametrize(
    ("size", "fault"),
    [
        (1024, ""),
        (0, "Ảnh trống, chụp lại."),
        (20 * 1024 * 1024, ""),
        (21 * 1024 * 1024, "Ảnh 21,0 MB, lớn hơn mức 20 MB. Chụp lại ở cỡ nhỏ hơn."),
    ],
)
def test_a_photo_that_is_too_large_is_not_even_queued(size, fault, door):
    assert ask(door, "drafts", "(m, size) => m.photoFault(size, 20)", size) == fault


@pytest.mark.parametrize(
    ("at", "step", "to"), [("a", 1, "b"), ("a", -1, "a"), ("c", 1, "c"), ("b", -1, "a"), ("la", 1, "a")]
)
def test_parts_follow_one_another_and_stop_at_the_ends(at, step, to, door):
    script = "(m, [at, step]) => m.beside(['a', 'b', 'c'], at, step)"
    assert ask(door, "panes", script, [at, step]) == to
