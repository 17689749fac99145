"""Ghi biên bản: the plain forms, one field by script with a status of meaning, photos."""

import json

import pytest

from accounts.models import User
from directives.models import Inspection
from tests import build
from tests.directives import visits
from tests.directives.test_inspection_pages import text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(hanh, xuan_tan) -> Inspection:
    return visits.planned(xuan_tan, hanh, points=("15.1", "11"))


@pytest.fixture
def browser(sign_in):
    return sign_in("hanh")


def plain(browser, made, slot="bien-ban", **data):
    return browser.post(f"{made.href}ghi/", {"slot": slot} | data)


def field(browser, made, user, **message):
    """One field as the script sends it."""
    given = {"user": user.pk, "slot": "bien-ban", "field": "place", "text": "Trụ sở", "seen": ""} | message
    return browser.post(f"{made.href}ghi/o/", json.dumps(given), content_type="application/json")


# --- Without script ---------------------------------------------------------------------------


def test_a_part_is_saved_as_an_ordinary_form(browser, made):
    answer = plain(browser, made, visited_on="20/9/2017", place="Trụ sở")
    assert (answer.status_code, answer.url) == (302, f"{made.href}ghi/#bien-ban")
    found = Inspection.objects.get()
    assert (found.visited_on, found.place, found.state) == (build.date("2017-09-20"), "Trụ sở", "HELD")
    html = browser.get(f"{made.href}ghi/").content.decode()
    assert 'name="seen-place" value="Trụ sở"' in html
    assert 'accept="image/*" capture="environment"' in html


def test_a_photo_goes_along_with_the_form(browser, made):
    slot = visits.slot_of(made)
    plain(browser, made, slot, seen="Xóm 2 chậm", photo=build.Sent(build.pdf(), "anh.pdf"))
    note = made.notes.get()
    assert (note.seen, note.papers.count()) == ("Xóm 2 chậm", 1)
    assert f"/kiem-tra/tep/{note.papers.get().pk}/" in browser.get(f"{made.href}ghi/").content.decode()


def test_a_fault_stands_at_its_box_and_the_words_stay(browser, made):
    answer = plain(browser, made, visited_on="31/9/2017", place="Trụ sở")
    html = answer.content.decode()
    assert "Tháng 9 chỉ có 30 ngày" in html
    assert 'value="31/9/2017"' in html
    assert 'value="Trụ sở"' in html
    assert Inspection.objects.get().place == ""


def test_a_stale_part_shows_both_texts_and_the_second_save_decides(browser, made, hanh):
    visits.write(made, hanh, place="Nhà văn hóa")
    answer = plain(browser, made, place="Trụ sở", **{"seen-place": ""})
    html = answer.content.decode()
    assert answer.status_code == 409
    assert "Người thử hanh</b> vừa ghi: “Nhà văn hóa”" in html
    assert 'value="Trụ sở"' in html
    assert 'name="seen-place" value="Nhà văn hóa"' in html
    plain(browser, made, place="Trụ sở", **{"seen-place": "Nhà văn hóa"})
    assert Inspection.objects.get().place == "Trụ sở"


def test_something_besides_the_checklist_has_a_part_of_its_own(browser, made):
    answer = plain(browser, made, "khac-abc", subject="Chợ", seen="a" * 4001)
    assert "tối đa 4.000" in answer.content.decode()
    assert 'value="Chợ"' in answer.content.decode()
    plain(browser, made, "khac-abc", subject="Chợ", seen="Chưa họp chợ")
    assert "Chợ" in text_of(browser.get(made.href))


def test_a_draft_over_words_that_the_portal_no_longer_has_is_stored(browser, made):
    plain(browser, made, "khac-abc", subject="Chợ", **{"seen-subject": "Chợ cũ"})
    assert [note.subject for note in made.notes.all()] == ["Chợ"]


def test_what_cannot_be_stored_is_said_above_the_form(browser, made):
    answer = browser.post(f"{made.href}ghi/", {"slot": "muc-0", "seen": "x"}, follow=True)
    assert "Nội dung kiểm tra này không còn trong danh sách." in text_of(answer)
    assert plain(browser, made, "la").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_form_costs_the_same_for_any_number_of_points(
    count, hanh, browser, xuan_tan, django_assert_max_num_queries
):
    found = visits.planned(xuan_tan, hanh, points=("15.1", "11", "17.5")[:count])
    for path, most in ((f"{found.href}ghi/", 22), (found.href, 26)):
        browser.get(path)
        with django_assert_max_num_queries(most):
            browser.get(path)


# --- By script --------------------------------------------------------------------------------


def test_a_stored_field_says_what_stands_there_now(browser, made, hanh):
    answer = field(browser, made, hanh, field="visited_on", text="20-9-2017")
    assert (answer.status_code, answer.json()) == (200, {"cell": {"seen": "20/9/2017"}, "user": hanh.pk})
    again = field(browser, made, hanh, field="visited_on", text="20-9-2017")
    assert again.json() == answer.json()


def test_a_stale_field_is_answered_with_the_other_words(browser, made, hanh):
    visits.write(made, hanh, place="Nhà văn hóa")
    answer = field(browser, made, hanh)
    assert answer.status_code == 409
    assert answer.json()["other"] == {"text": "Nhà văn hóa", "who": "Người thử hanh", "at": "10:00, 20/9/2017"}


def test_a_field_that_cannot_be_read_is_refused_with_a_sentence(browser, made, hanh):
    answer = field(browser, made, hanh, field="began_at", text="sáng")
    assert (answer.status_code, answer.json()["sentences"]) == (422, ["Không đọc được giờ này. Nhập theo mẫu 8:30."])
    answer = field(browser, made, hanh, slot="muc-0", field="seen")
    assert (answer.status_code, answer.json()["code"]) == (422, "refused")


def test_sealed_minutes_say_so(browser, hanh, xuan_tan):
    signed = visits.signed(xuan_tan, hanh)
    answer = field(browser, signed, hanh)
    assert (answer.status_code, answer.json()["code"]) == (403, "sealed")
    answer = photo(browser, signed, hanh)
    assert (answer.status_code, answer.json()["code"]) == (403, "sealed")


@pytest.mark.parametrize(
    "message", [{"slot": "la"}, {"field": "state"}, {"slot": "muc-1", "field": "place"}, {"text": True}]
)
def test_a_message_that_is_not_ours_is_refused(message, browser, made, hanh):
    assert field(browser, made, hanh, **message).status_code == 400


def test_nothing_is_stored_under_another_name(browser, made, member):
    answer = field(browser, made, member)
    assert (answer.status_code, answer.json()["code"]) == (401, "other")
    assert photo(browser, made, member).status_code == 401
    assert photo(browser, made, User(pk="9" * 5000)).status_code == 401


@pytest.mark.parametrize("who", ["tan", "member", "front", "leader", "lao_dong", "admin", "party_org"])
def test_a_stranger_writes_nothing(who, made, sign_in, request):
    user = request.getfixturevalue(who)
    assert field(sign_in(who), made, user).status_code == 404
    assert photo(sign_in(who), made, user).status_code == 404


def photo(browser, made, user, content=None, slot=None, name="anh.pdf"):
    slot = slot or visits.slot_of(made)
    data = {"user": user.pk, "slot": slot, "photo": build.Sent(content or build.pdf(), name)}
    return browser.post(f"{made.href}ghi/anh/", data, headers={"Accept": "application/json"})


def test_a_photo_sent_twice_is_kept_once(browser, made, hanh):
    first, second = photo(browser, made, hanh), photo(browser, made, hanh)
    assert first.status_code == 200
    assert first.json() == second.json()
    assert made.papers.count() == 1


def test_a_photo_that_is_none_is_refused(browser, made, hanh):
    answer = photo(browser, made, hanh, b"MZ", name="x.jpg")
    assert (answer.status_code, "Không nhận loại tệp này" in answer.json()["sentences"][0]) == (422, True)
    assert photo(browser, made, hanh, slot="la").status_code == 400
    path = f"{made.href}ghi/anh/"
    assert browser.post(path, {"user": "x"}, headers={"Accept": "application/json"}).status_code == 401
    assert browser.post(path, {"user": hanh.pk}).status_code == 404
