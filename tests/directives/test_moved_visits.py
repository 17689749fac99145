"""A planned visit that is moved to another day: with its reason, over the day its writer saw, and late only anew."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.models import AuditEntry
from directives.actions.inspections import MovedMeanwhile, cancel_visit, move_visit
from directives.enums import InspectionAct
from directives.models import Inspection, InspectionStep
from directives.rules.inspections import moving_fault
from directives.tables.inbox import dues_of
from directives.tables.inspection_checks import forgotten
from ntm_portal.integrity import When
from tests import build
from tests.directives import visits
from tests.directives.test_inspection_pages import page, send, text_of

pytestmark = pytest.mark.django_db
AT, TODAY = build.moment("2017-09-25"), build.date("2017-09-25")
WHY = "Xã họp HĐND."


def moved(made, by, to_on="2017-09-28", seen_on="2017-09-26", words=WHY) -> Inspection:
    """The visit on another day."""
    days = {"to_on": build.date(to_on), "seen_on": build.date(seen_on)}
    return move_visit(inspection=made, words=words, by=by, at=AT, today=TODAY, **days)


@pytest.mark.parametrize(
    ("to_on", "said"),
    [
        ("2017-09-26", "Đợt kiểm tra đang lên lịch đúng ngày 26/9/2017. Chọn ngày khác."),
        ("2017-09-24", "Ngày mới đã qua."),
        ("2017-09-25", ""),
        ("2017-09-30", ""),
    ],
)
def test_another_day_that_has_not_gone_by(to_on, said):
    assert moving_fault(build.date(to_on), build.date("2017-09-26"), TODAY) == said


def test_a_move_keeps_both_days_the_reason_and_an_audit_line(hanh, xuan_tan):
    made = moved(visits.planned(xuan_tan, hanh, on="2017-09-26", at="2017-09-20"), hanh)
    assert (made.planned_on, made.moved_from) == (build.date("2017-09-28"), build.date("2017-09-26"))
    assert (made.day, made.moved_words) == (made.planned_on, "dời từ 26/9/2017")
    step = made.steps.last()
    assert (step.told, step.words, step.by) == ("Dời lịch từ 26/9/2017 đến 28/9/2017", WHY, hanh)
    assert made.steps.first().told == "Lập kế hoạch"
    assert AuditEntry.objects.filter(action="Dời lịch: kiểm tra", by=hanh).count() == 1
    assert made.history.first().history_user == hanh


def test_sent_twice_it_is_moved_once_and_then_once_more(hanh, xuan_tan):
    made = visits.planned(xuan_tan, hanh, on="2017-09-26", at="2017-09-20")
    moved(made, hanh)
    assert moved(made, hanh).planned_on == build.date("2017-09-28")
    again = moved(made, hanh, "2017-09-29", "2017-09-28", "Bão")
    assert [step.told for step in again.steps.filter(act=InspectionAct.MOVE)] == [
        "Dời lịch từ 26/9/2017 đến 28/9/2017", "Dời lịch từ 28/9/2017 đến 29/9/2017",
    ]  # fmt: skip


def test_a_stale_move_is_refused_with_the_others_words(hanh, xuan_tan):
    made = visits.planned(xuan_tan, hanh, on="2017-09-26", at="2017-09-20")
    moved(made, hanh)
    other = build.user(role="DISTRICT_NTM_OFFICE", unit=xuan_tan.parent)
    with pytest.raises(MovedMeanwhile, match=r"đã dời lịch từ 26/9/2017 đến 28/9/2017: Xã họp HĐND\. Kiểm tra"):
        moved(made, other, "2017-10-02")
    assert moved(made, other, "2017-10-02", "2017-09-28").planned_on == build.date("2017-10-02")


@pytest.mark.parametrize("to_on", ["2017-09-26", "2017-09-24"])
def test_a_day_that_is_no_other_one_or_gone_by_is_refused(to_on, hanh, xuan_tan):
    made = visits.planned(xuan_tan, hanh, on="2017-09-26", at="2017-09-20")
    with pytest.raises(ValidationError, match=r"Chọn ngày khác|Ngày mới đã qua"):
        moved(made, hanh, to_on)
    assert Inspection.objects.get().moved_from is None


def test_what_has_begun_or_was_called_off_is_not_moved(hanh, xuan_tan):
    begun, off = visits.written(xuan_tan, hanh), visits.planned(xuan_tan, hanh, on="2017-09-26", at="2017-09-20")
    cancel_visit(inspection=off, words="Bão", by=hanh, at=AT)
    for made, seen_on in ((begun, "2017-09-20"), (off, "2017-09-26")):
        with pytest.raises(ValidationError, match="tải lại trang"):
            moved(made, hanh, seen_on=seen_on)


@pytest.mark.parametrize("who", ["tan", "front", "member", "leader"])
def test_only_the_own_team_moves_it(who, request, hanh, xuan_tan):
    made = visits.planned(xuan_tan, hanh, on="2017-09-26", at="2017-09-20")
    with pytest.raises(PermissionDenied):
        moved(made, request.getfixturevalue(who))


def test_the_database_keeps_both_days_of_a_move_and_no_day_twice(hanh, xuan_tan):
    made = visits.planned(xuan_tan, hanh, on="2017-09-26", at="2017-09-20")
    plain = {"inspection": made, "by": hanh, "at": AT}
    for wrong in ({"act": "MOVE", "words": WHY}, {"act": "PLAN", "from_on": TODAY, "to_on": TODAY}):
        with pytest.raises(IntegrityError), transaction.atomic():
            InspectionStep.objects.create(**plain | wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        Inspection.objects.filter(pk=made.pk).update(moved_from=made.planned_on)


def test_a_moved_visit_is_late_against_its_new_day_only(hanh, xuan_tan):
    made = visits.planned(xuan_tan, hanh, on="2017-09-16")
    when = When(TODAY, AT)
    assert list(forgotten.rows(when)) == [made]
    moved(made, hanh, seen_on="2017-09-16")
    assert list(forgotten.rows(when)) == []


def test_those_concerned_are_told_of_the_new_day(hanh, tan, xuan_tan):
    made = visits.planned(xuan_tan, hanh, on="2017-09-26", at="2017-09-20")

    def told(user) -> list[tuple]:
        return [(due.due_on, due.detail) for due in dues_of(user, TODAY) if due.url == made.href]

    assert told(tan) == [(build.date("2017-09-26"), "15.1 Người dân tham gia BHYT")]
    moved(made, hanh)
    assert told(tan) == told(hanh) == [(build.date("2017-09-28"), "dời từ 26/9/2017; 15.1 Người dân tham gia BHYT")]


def test_a_visit_is_moved_on_its_page_and_both_days_are_read_there(hanh, sign_in, xuan_tan):
    made = visits.planned(xuan_tan, hanh, on="2017-09-26", at="2017-09-20")
    browser, path = sign_in("hanh"), f"{made.href}doi/"
    assert f'href="{path}"' in browser.get(made.href).text
    given = {"to_on": "28/9/2017", "words": WHY, "seen_on": "26/9/2017"}
    assert "Nêu lý do." in text_of(send(browser, path, **given | {"words": " "}))
    assert "Ngày mới đã qua." in text_of(send(browser, path, **given | {"to_on": "1/9/2017"}))
    assert "Đã dời lịch kiểm tra đến ngày 28/9/2017." in text_of(send(browser, path, **given))
    read = page(sign_in("tan"), made.href)
    assert "28/9/2017 (dời từ 26/9/2017)" in read
    assert f"Dời lịch từ 26/9/2017 đến 28/9/2017: {WHY}" in read
    assert "Dời lịch…" not in read
    assert "dự kiến 28/9/2017 dời từ 26/9/2017" in page(sign_in("tan"), "/kiem-tra/")


def test_a_form_opened_before_anothers_move_says_so_keeps_what_was_typed_and_then_moves(hanh, sign_in, xuan_tan):
    made = visits.planned(xuan_tan, hanh, on="2017-09-26", at="2017-09-20")
    browser, path = sign_in("hanh"), f"{made.href}doi/"
    moved(made, build.user(role="DISTRICT_NTM_OFFICE", unit=xuan_tan.parent))
    given = {"to_on": "2/10/2017", "words": "Đoàn bận", "seen_on": "26/9/2017"}
    refused = send(browser, path, **given)
    assert "đã dời lịch từ 26/9/2017 đến 28/9/2017: Xã họp HĐND." in text_of(refused)
    assert "Đoàn bận" in refused.content.decode()
    assert 'name="seen_on" value="28/9/2017"' in refused.content.decode()
    send(browser, path, **given | {"seen_on": "28/9/2017"})
    assert Inspection.objects.get().planned_on == build.date("2017-10-02")


def test_a_visit_that_has_begun_is_no_longer_moved_on_its_page(hanh, sign_in, xuan_tan):
    made = visits.written(xuan_tan, hanh)
    assert sign_in("hanh").get(f"{made.href}doi/").url == made.href
