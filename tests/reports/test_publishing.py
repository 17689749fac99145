"""Mở, đóng trang công khai: by an administrator, on a ground, told to everybody at once, kept for good."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEntry
from ntm_portal.kept import forget_readings
from reports.actions.demo.removing import remove_all
from reports.actions.publishing import switch_public
from reports.models import PublicSwitch
from tests import build

PAGE, PREVIEW, PUBLIC = "/quan-tri/trang-cong-khai/", "/quan-tri/trang-cong-khai/xem-truoc/", "/cong-khai/"
NOW = build.moment("2017-09-25", 10)


@pytest.fixture
def switch(district, admin):
    """`switch(True)` opens the page, as the administrator who sees the newest state."""

    def turned(shown, reason="Thông báo 12-TB/HU", by=admin, **given):
        newest = PublicSwitch.objects.of(district).first()
        seen = given.get("seen", newest and newest.pk)
        return switch_public(district=district, shown=shown, reason=reason, seen=seen, by=by, at=NOW)

    return turned


def test_it_is_opened_and_closed_on_a_ground_and_leaves_a_line(switch, district, client, admin):
    switch(True, "Thông báo  12-TB/HU")
    assert client.get(PUBLIC).status_code == 200
    switch(False, "Đang rà soát lại")
    assert client.get(PUBLIC).status_code == 404
    kept = [(row.shown, row.reason, row.switched_by, row.label) for row in PublicSwitch.objects.all()]
    assert kept == [
        (False, "Đang rà soát lại", admin, "Đóng lúc 10:00 ngày 25/9/2017"),
        (True, "Thông báo 12-TB/HU", admin, "Mở lúc 10:00 ngày 25/9/2017"),
    ]
    lines = AuditEntry.objects.filter(action__contains="trang công khai").order_by("pk")
    assert [(line.action, line.subject, line.detail["ly-do"]) for line in lines] == [
        ("Mở trang công khai", "Huyện Xuân Trường", "Thông báo 12-TB/HU"),
        ("Đóng trang công khai", "Huyện Xuân Trường", "Đang rà soát lại"),
    ]


def test_what_is_remembered_of_the_page_follows_the_switch(switch, client):
    """The page is answered from memory; a switch gives what changes rarely a new name."""
    switch(True)
    held = {"If-None-Match": client.get(PUBLIC).headers["ETag"]}
    assert client.get(PUBLIC, headers=held).status_code == 304
    switch(False)
    assert client.get(PUBLIC, headers=held).status_code == 404


def test_another_district_has_a_switch_of_its_own(switch, admin, district, client):
    other = build.unit(level=district.level, kind=district.kind, parent=district.parent)
    switch_public(district=other, shown=True, reason="Thông báo", seen=None, by=admin, at=NOW)
    assert client.get(PUBLIC).status_code == 404


def test_only_an_administrator_switches(switch, hanh, leader):
    for person in (hanh, leader):
        with pytest.raises(PermissionDenied):
            switch(True, by=person)
    assert not PublicSwitch.objects.exists()


def test_sent_twice_it_is_switched_once(switch):
    assert switch(True, seen=None) == switch(True, seen=None) == PublicSwitch.objects.get()


def test_the_second_is_told_what_the_first_has_done(switch, district):
    switch(True)
    other = build.user("binh", "ADMIN", unit=district)
    with pytest.raises(ValidationError) as refused:
        switch(True, by=other, seen=None)
    assert refused.value.messages == [
        "Người thử admin vừa đổi: Mở lúc 10:00 ngày 25/9/2017. Xem lại trạng thái bên trên rồi ghi lại nếu cần."
    ]
    assert PublicSwitch.objects.count() == 1


def test_without_a_ground_nothing_is_switched(switch, district, admin):
    with pytest.raises(ValidationError) as refused:
        switch(True, "  ")
    assert "reason" in refused.value.message_dict
    row = PublicSwitch(district=district, shown=True, reason="", switched_by=admin, switched_at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


@pytest.mark.parametrize(
    "statement", ["UPDATE reports_publicswitch SET shown = NOT shown", "DELETE FROM reports_publicswitch"]
)
def test_what_was_switched_is_not_rewritten(statement, switch):
    switch(True)
    with pytest.raises(IntegrityError, match="chỉ được ghi thêm"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_demonstration_takes_its_switches_with_it(switch, district, client, settings):
    settings.DEMO_ALLOWED = True
    switch(True, by=build.user("mau", "ADMIN", unit=district, sample=True))
    assert client.get(PUBLIC).status_code == 200
    remove_all()
    assert client.get(PUBLIC).status_code == 404


# --- The page of the administrator ------------------------------------------------------------


def test_the_page_says_that_it_is_closed_and_opens_it(sign_in, client):
    browser = sign_in("admin")
    page = browser.get(PAGE).content.decode()
    assert "<strong>Đang đóng</strong>, chưa mở lần nào: người ngoài vào http://testserver/cong-khai/" in page
    assert "Các lần mở, đóng" not in page
    answer = browser.post(PAGE, {"reason": "Thông báo 12-TB/HU", "shown": "True", "seen": ""}, follow=True)
    page = answer.content.decode()
    assert "Đã mở trang công khai." in page
    assert 'value="Đóng trang công khai"' in page
    assert "<strong>Đang mở</strong> tại <a" in page
    assert client.get(PUBLIC).status_code == 200


def test_a_missing_ground_is_said_at_its_box(sign_in):
    page = sign_in("admin").post(PAGE, {"reason": "", "shown": "True", "seen": ""}).content.decode()
    assert "Ghi căn cứ hoặc lý do." in page
    assert not PublicSwitch.objects.exists()


def test_a_page_opened_before_another_switched_shows_the_new_state_and_keeps_the_words(sign_in, switch, district):
    newest = switch(True, by=build.user("binh", "ADMIN", unit=district))
    page = sign_in("admin").post(PAGE, {"reason": "Ý kiến <b>", "shown": "True", "seen": ""}).content.decode()
    assert "Người thử binh vừa đổi: Mở lúc" in page
    assert "Ý kiến &lt;b&gt;" in page
    assert 'value="Đóng trang công khai"' in page
    assert f'name="seen" value="{newest.pk}"' in page
    assert PublicSwitch.objects.count() == 1


def test_the_preview_shows_what_a_visitor_would_read_while_the_page_is_closed(sign_in, client, xuan_tan, hanh):
    build.record(xuan_tan, build.row("16", 12, 12), by=hanh)
    page = sign_in("admin").get(PREVIEW).content.decode()
    assert ("Xem trước: chỉ quản trị thấy trang này." in page, "Xã Xuân Tân" in page) == (True, True)
    assert client.get(PUBLIC).status_code == 404


def test_nobody_else_finds_page_or_preview(sign_in):
    for who in ("hanh", "tan", "leader", "front"):
        assert [sign_in(who).get(address).status_code for address in (PAGE, PREVIEW)] == [404, 404]
        assert sign_in(who).post(PAGE, {"reason": "x", "shown": "True"}).status_code == 404
    assert Client().get(PAGE).status_code == 302


@pytest.mark.parametrize("times", [1, 3])
def test_the_page_costs_the_same_for_one_line_and_for_three(times, sign_in, switch):
    browser = sign_in("admin")
    for at in range(times):
        switch(at % 2 == 0)
    browser.get(PAGE)
    forget_readings()
    with CaptureQueriesContext(connection) as captured:
        browser.get(PAGE)
    assert len(captured) == 5


def test_the_menu_leads_there(sign_in):
    page = sign_in("admin").get(PAGE).content.decode()
    assert page.count(f'<a href="{PAGE}" aria-current="page">') == 1
