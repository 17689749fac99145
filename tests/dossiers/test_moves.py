"""Trình, rút, trả lại, bổ sung: nothing that was handed in changes, and each step stands in the trail."""

import datetime as dt
import importlib
import io
import zipfile

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from accounts.models import AuditEntry
from dossiers.enums import Move, PartState
from dossiers.models import Dossier, DossierDocument, DossierMove, SatisfactionSurvey, Vote
from dossiers.rules.moves import MoveFacts, handed_in_on, is_locked, move_fault
from dossiers.tables.reading import read_dossier
from ntm_portal.clock import end_of_day
from ntm_portal.triggers import lifted
from tests import build
from tests.dossiers import papers

pytestmark = pytest.mark.django_db
PAGE, PART, IN, AGAIN = (f"/ho-so/xuan-tan/{rest}" for rest in ("?nam=2017", "2017/a4/", "2017/trinh/", "2017/mo-lai/"))
DAY = dt.date(2017, 9, 20)
A, B, C, D = Move.HANDED_IN, Move.WITHDRAWN, Move.RETURNED, Move.SUPPLEMENT


@pytest.fixture
def dossier(xuan_tan, officer) -> Dossier:
    found = papers.opened(xuan_tan, officer)
    papers.wrote(found, officer)
    return found


def read(dossier, day="2017-09-25", known=None):
    return read_dossier(dossier.unit, 2017, build.date(day), end_of_day(build.date(known)) if known else None)


def facts(*kinds) -> list[MoveFacts]:
    return [MoveFacts(kind, DAY + dt.timedelta(days=at)) for at, kind in enumerate(kinds)]


# --- Rules ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kinds", "locked", "since"),
    [
        ((), False, None),
        ((A,), True, 20),
        ((A, B), False, None),
        ((A, C), False, None),
        ((A, D), False, 20),
        ((A, D, A), True, 20),
        ((A, C, A), True, 22),
    ],
)
def test_a_dossier_counts_as_handed_in_until_it_is_taken_back(kinds, locked, since):
    found = handed_in_on(facts(*kinds))
    assert (is_locked(facts(*kinds)), found and found.day) == (locked, since)


@pytest.mark.parametrize(
    ("kinds", "kind", "day", "words"),
    [
        ((), A, 20, ""),
        ((), B, 20, "chưa trình"),
        ((A,), A, 21, "đã trình"),
        ((A,), D, 20, ""),
        ((A,), D, 19, "trước bước trước đó"),
        ((A, D), D, 22, "đã mở lại"),
    ],
)
def test_a_step_follows_the_one_before(kinds, kind, day, words):
    fault = move_fault(facts(*kinds), kind, DAY.replace(day=day))
    assert (words in fault, bool(fault)) == (True, bool(words))


# --- Handing in -------------------------------------------------------------------------------


def test_what_lies_in_a_dossier_is_kept_with_the_step_that_hands_it_in(dossier, hanh):
    move = papers.handed_in(dossier, hanh, paper="88/TTr-UBND")
    versions = [move.versions[papers.item(dossier, code).pk] for code in ("a1", "a2")]
    assert (move.number, move.kind, versions, move.decided) == (1, "HANDED_IN", [1, 0], None)
    line = AuditEntry.objects.get(action="Trình hồ sơ")
    assert (line.by, line.detail["paper"]) == (hanh, "88/TTr-UBND")


def test_a_dossier_that_lacks_something_says_why_it_goes(dossier, hanh):
    with pytest.raises(ValidationError, match="nêu lý do vẫn trình"):
        papers.handed_in(dossier, hanh, reason="")
    for item in dossier.procedure.items.exclude(code="a1"):
        papers.wrote(dossier, hanh, code=item.code)
    assert papers.handed_in(dossier, hanh, reason="").number == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"on": "2017-09-26"}, "Ngày này chưa đến"),
        ({"on": "2017-09-09"}, "văn bản ký sau ngày này"),
        ({"on": "2017-08-31", "planned": "2017-09-01"}, "từ ngày đưa vào kế hoạch"),
        ({"seen": 1}, "thay đổi trong lúc trang này mở"),
    ],
)
def test_a_wrong_day_or_a_dossier_that_moved_is_refused(given, words, dossier, hanh):
    if planned := given.pop("planned", ""):
        papers.amended(dossier, hanh, planned_on=planned)
    with pytest.raises(ValidationError, match=words):
        papers.handed_in(dossier, hanh, **given)


def test_only_the_office_hands_in_and_opens_again(dossier, officer, front, hanh):
    for who in (officer, front):
        with pytest.raises(PermissionDenied):
            papers.handed_in(dossier, who)
    papers.handed_in(dossier, hanh)
    with pytest.raises(PermissionDenied):
        papers.reopened(dossier, officer)


def test_each_step_sent_twice_is_taken_once(dossier, hanh):
    assert papers.handed_in(dossier, hanh, seen=2) == papers.handed_in(dossier, hanh, seen=2)
    assert papers.reopened(dossier, hanh, seen=1) == papers.reopened(dossier, hanh, seen=1)
    assert DossierMove.objects.count() == 2


def test_a_step_over_one_its_writer_did_not_see_is_refused(dossier, hanh):
    papers.handed_in(dossier, hanh)
    with pytest.raises(ValidationError, match="vừa có bước khác"):
        papers.reopened(dossier, hanh, seen=4)
    with pytest.raises(ValidationError, match="Hồ sơ đã trình"):
        papers.handed_in(dossier, hanh, paper="khác")
    with pytest.raises(ValidationError, match="chưa trình"):
        papers.reopened(papers.opened(dossier.unit.district, hanh), hanh)


def test_a_reopening_says_why(dossier, hanh):
    papers.handed_in(dossier, hanh)
    with pytest.raises(ValidationError, match="Nêu lý do"):
        papers.reopened(dossier, hanh, reason=" ")


# --- While it is handed in --------------------------------------------------------------------


def test_nothing_is_written_in_a_dossier_that_is_handed_in(dossier, officer, hanh, front):
    papers.handed_in(dossier, hanh)
    tries = [
        lambda: papers.wrote(dossier, officer, code="a2"),
        lambda: papers.wrote(dossier, hanh, state=PartState.RETURNED, reason="Thiếu"),
        lambda: papers.voted(dossier, officer),
        lambda: papers.surveyed(dossier, front),
        lambda: papers.amended(dossier, hanh, registered_on="2016-12-15"),
    ]
    for attempt in tries:
        with pytest.raises(ValidationError, match=f"đã trình ngày 20/9/2017, {hanh.full_name} ghi 20/9/2017"):
            attempt()
    assert (dossier.documents.count(), Vote.objects.count(), SatisfactionSurvey.objects.count()) == (1, 0, 0)


def test_the_database_itself_refuses_it(dossier, hanh):
    papers.handed_in(dossier, hanh)
    item, moment = papers.item(dossier, "a4"), build.moment("2017-09-21")
    plain = {"dossier": dossier, "item": item, "recorded_by": hanh, "recorded_at": moment}
    tries = [
        lambda: DossierDocument.objects.create(**plain, version=1, state="DRAFT", on="2017-09-21"),
        lambda: Vote.objects.create(**plain, held_on="2017-09-21", members=3, present=3, in_favour=3),
        lambda: SatisfactionSurvey.objects.create(
            **plain, begins_on="2017-09-21", ends_on="2017-09-21", households=3, asked=3, satisfied=3
        ),
        lambda: Dossier.objects.filter(pk=dossier.pk).update(due_on="2017-12-31"),
        lambda: DossierMove.objects.create(
            dossier=dossier, number=2, kind=A, on="2017-09-21", recorded_by=hanh, recorded_at=moment
        ),
    ]
    for attempt in tries:
        with pytest.raises(IntegrityError, match="đã trình"), transaction.atomic():
            attempt()
    with pytest.raises(IntegrityError, match="chỉ được ghi thêm"), transaction.atomic():
        DossierMove.objects.update(kind=B)
    with pytest.raises(IntegrityError, match="không được xóa"), transaction.atomic():
        DossierMove.objects.all().delete()


def test_after_it_is_opened_again_it_is_written_in_and_handed_in_anew(dossier, officer, hanh):
    papers.handed_in(dossier, hanh)
    papers.reopened(dossier, hanh)
    assert (read(dossier).reopened.kind, str(read(dossier).submitted_on)) == ("SUPPLEMENT", "2017-09-20")
    papers.wrote(dossier, officer, code="a2", issued_on="2017-09-22", on="2017-09-22")
    move = papers.handed_in(dossier, hanh, on="2017-09-23", at="2017-09-23")
    assert (move.number, move.versions[papers.item(dossier, "a2").pk]) == (3, 1)
    assert (read(dossier).lock, str(read(dossier).submitted_on)) == (move, "2017-09-20")


def test_a_dossier_sent_back_is_not_handed_in_any_more(dossier, hanh):
    papers.handed_in(dossier, hanh)
    papers.reopened(dossier, hanh, kind=C)
    found = [(str(day.submitted_on), day.lock is not None) for day in (read(dossier, "2017-09-21"), read(dossier))]
    assert found == [("2017-09-20", True), ("None", False)]


# --- What it held -----------------------------------------------------------------------------


def test_a_part_is_read_with_the_version_that_was_handed_in(dossier, officer, hanh):
    papers.handed_in(dossier, hanh)
    with lifted(connection):
        papers.wrote_past(dossier, officer, code="a1", version=2, on="2017-09-21")
    assert read(dossier).part("a1").line.version == 1


def test_a_part_the_procedure_asks_for_later_is_not_missed(dossier, hanh):
    before = read(dossier).progress.total
    papers.handed_in(dossier, hanh)
    item = papers.item(dossier)
    item.pk, item.code, item.position = None, "z9", 99
    item.save()
    assert (before, read(dossier).progress.total, read(dossier, "2017-09-19").progress.total) == (12, 12, 13)


def test_the_decisions_in_a_dossier_of_the_district_are_those_of_that_day(district, xuan_tan, xuan_chau, hanh):
    found = papers.opened(district, hanh)
    build.recognition(xuan_tan, "2015-12-31")
    papers.handed_in(found, hanh)
    build.recognition(xuan_chau, "2017-09-21")
    code = next(part.item.code for part in read(found).parts if part.facts.decided)
    decided = read(found).part(code).facts.decided[0]
    papers.reopened(found, hanh)
    assert (decided, read(found).part(code).facts.decided[0]) == (1, 2)


def test_both_clocks_decide_whether_it_is_handed_in(dossier, hanh):
    papers.handed_in(dossier, hanh, on="2017-09-20", at="2017-09-22")
    seen = [("2017-09-19", None), ("2017-09-20", None), ("2017-09-25", "2017-09-21"), ("2017-09-25", "2017-09-22")]
    assert [read(dossier, day, known).lock is not None for day, known in seen] == [False, True, False, True]


# --- Pages ------------------------------------------------------------------------------------


def hand_in(browser, **typed):
    page = browser.get(IN)
    seen = page.context["form"]["seen"].value()
    return browser.post(IN, {"on": "20/9/2017", "paper": "", "reason": "Bổ sung sau", "seen": seen} | typed)


def test_the_office_hands_in_and_the_page_says_who_and_what_next(dossier, sign_in, hanh):
    browser = sign_in("hanh")
    assert f'href="{IN}"' in browser.get(PAGE).text
    assert hand_in(browser).url == PAGE
    page = browser.get(PAGE)
    assert (page.context["may_amend"], page.context["may_reopen"], page.context["kept"]) == (False, True, set())
    assert f"Hồ sơ đã trình ngày 20/9/2017, {hanh.full_name} ghi" in page.text
    assert "chờ cơ quan nhận trả lời" in page.text
    assert [browser.get(address).url for address in (IN, "/ho-so/xuan-tan/2017/sua/")] == [PAGE, PAGE]


def test_a_wrong_day_is_said_at_its_place_and_what_was_typed_stays(dossier, sign_in):
    page = hand_in(sign_in("hanh"), on="01/9/2017", paper="88/TTr")
    assert page.context["form"].errors["on"] == ["Hồ sơ có văn bản ký sau ngày này."]
    assert 'value="88/TTr"' in page.text


def test_what_came_meanwhile_is_shown_before_it_is_handed_in(dossier, sign_in, officer):
    browser = sign_in("hanh")
    seen = browser.get(IN).context["form"]["seen"].value()
    papers.wrote(dossier, officer, code="a2")
    page = hand_in(browser, seen=seen)
    assert "Hồ sơ có thay đổi trong lúc trang này mở" in page.text
    assert not DossierMove.objects.exists()
    again = page.context["form"]["seen"].value()
    assert browser.post(IN, {"on": "20/9/2017", "reason": "x", "seen": again}).url == PAGE


def test_a_form_that_was_open_when_it_was_handed_in_keeps_its_words(dossier, sign_in, hanh):
    papers.handed_in(dossier, hanh)
    browser = sign_in("officer")
    assert browser.get(PART).context["form"] is None
    typed = {"state": "SIGNED", "number": "9/BB", "issued_on": "12/9/2017", "signer": "Nguyễn Văn A", "seen": "0"}
    page = browser.post(PART, typed)
    assert "Hồ sơ đã trình ngày 20/9/2017" in page.text
    assert 'value="9/BB"' in page.text
    vote = {"held_on": "12/9/2017", "members": "30", "present": "30", "in_favour": "29", "seen": "0"}
    assert "Hồ sơ đã trình ngày 20/9/2017" in browser.post(f"{PART}bieu-quyet/", vote).text
    assert browser.get(f"{PART}bieu-quyet/").url == PART
    assert (dossier.documents.count(), Vote.objects.count()) == (1, 0)


def test_the_part_that_was_handed_in_is_marked(dossier, sign_in, hanh):
    papers.handed_in(dossier, hanh)
    page = sign_in("officer").get("/ho-so/xuan-tan/2017/a1/")
    assert [version.handed_in for version in page.context["page"].versions] == [True]
    assert "bản trình" in page.text


@pytest.mark.parametrize(
    ("kind", "state"), [(B, "Đã rút 22/9/2017"), (C, "Trả lại 22/9/2017"), (D, "Cần bổ sung 22/9/2017")]
)
def test_opening_it_again_is_written_in_the_trail(kind, state, dossier, sign_in, hanh):
    papers.handed_in(dossier, hanh)
    browser = sign_in("hanh")
    seen = browser.get(AGAIN).context["form"]["seen"].value()
    typed = {"kind": kind, "on": "22/9/2017", "paper": "215/UBND", "reason": "Thiếu A2", "seen": seen}
    assert browser.post(AGAIN, typed | {"reason": ""}).context["form"].errors == {"reason": ["Không để trống ô này."]}
    assert browser.post(AGAIN, typed).url == PAGE
    page = browser.get(PAGE)
    assert (page.context["page"].state[1], page.context["may_amend"]) == (state, True)
    assert "22/9/2017, 215/UBND" in page.text
    assert "Thiếu A2. Sửa, bổ sung xong thì trình lại." in page.text
    assert browser.get(AGAIN).url == PAGE


def test_a_step_of_another_window_is_refused_with_the_page_as_it_is(dossier, sign_in, hanh):
    papers.handed_in(dossier, hanh)
    page = sign_in("hanh").post(AGAIN, {"kind": B, "on": "22/9/2017", "reason": "x", "seen": "9"})
    assert "Hồ sơ vừa có bước khác" in page.text
    assert page.context["form"]["seen"].value() == 1


def test_a_page_of_an_earlier_day_offers_nothing_to_write(dossier, sign_in):
    page = sign_in("hanh").get(f"{PAGE}&den=2017-09-19")
    assert (page.context["may_amend"], page.context["kept"]) == (False, set())


def test_the_package_of_a_dossier_that_is_handed_in_is_what_was_handed_in(xuan_tan, officer, hanh, sign_in):
    found = papers.opened(xuan_tan, officer)
    papers.wrote(found, officer, upload=build.upload(build.pdf("bản trình")))
    papers.handed_in(found, hanh)
    with lifted(connection):
        papers.wrote_past(found, officer, code="a1", version=2, on="2017-09-21", file=build.pdf("bản sau"))
    packed = zipfile.ZipFile(io.BytesIO(b"".join(sign_in("hanh").get("/ho-so/xuan-tan/tron-bo.zip").streaming_content)))
    assert packed.read(next(name for name in packed.namelist() if "_A1_" in name)) == build.pdf("bản trình")


# --- What the days of before become -----------------------------------------------------------


def test_each_change_of_the_former_day_becomes_a_step():
    former = importlib.import_module("dossiers.migrations.0003_days_become_moves")
    days = (None, dt.date(2017, 9, 20), dt.date(2017, 9, 20), None, dt.date(2017, 9, 23), dt.date(2017, 9, 24))

    class Row:
        def __init__(self, at, on):
            self.submitted_on, self.history_user_id = on, at
            self.history_date = build.moment(f"2017-09-2{at}")

    steps = list(former.steps_of([Row(at, on) for at, on in enumerate(days)]))
    assert [(kind, on.day, who) for kind, on, _, who, _ in steps] == [
        ("HANDED_IN", 20, 1), ("WITHDRAWN", 23, 3), ("HANDED_IN", 23, 4), ("WITHDRAWN", 25, 5), ("HANDED_IN", 24, 5),
    ]  # fmt: skip
    assert apps.get_model("dossiers", "DossierMove") is DossierMove


def test_the_contents_of_a_former_day_are_those_known_then(dossier, officer):
    papers.wrote(dossier, officer, number="13/TTr", on="2017-09-15")
    former = importlib.import_module("dossiers.migrations.0003_days_become_moves")
    item = papers.item(dossier).pk
    moments = ("2017-09-10", "2017-09-12", "2017-09-15")
    found = [former.contents_at(dossier, [item], DossierDocument.objects, build.moment(day)) for day in moments]
    assert found == [{"parts": {str(item): version}} for version in (0, 1, 2)]
