"""What pages keep in memory: after every kind of write they say what a portal that has just started would say."""

import re
from decimal import Decimal

import pytest
from django.db.models import F

from communes.enums import Post
from communes.models import Appointment, Unit
from criteria.actions.targets import confirm_target, correct_target
from criteria.models import Criterion, Finding, Indicator, Target
from directives.actions.dissemination import confirm_dissemination, send_document
from directives.actions.extensions import ask_more_time, decide_more_time
from directives.actions.fulfilments import withdraw_fulfilment
from directives.actions.inspection_requests import accept_request, answer_request
from directives.actions.obligations import add_obligation
from directives.enums import RequestAct
from directives.models import Directive, PartyBody
from directives.tables.page import summed_line
from directives.tables.shares import share_of
from ntm_portal.kept import forget_readings
from reports.templatetags.drawn import part
from reports.views.directive import drawn_directive
from reports.views.overview import drawn_overview
from tests import build
from tests.directives import visits, work

pytestmark = pytest.mark.django_db
AT, TODAY = build.moment("2017-09-25"), build.date("2017-09-25")
# A leader sees all communes; a secretary only his own, so that the words of one place are on the page.
PAGES = (("leader", "/"), ("leader", "/chi-thi/"), ("tan", "/chi-thi/"))


class Office:
    """What stands when the pages are first read, and everybody who may write."""

    def __init__(self, unit: Unit, people: dict):
        self.unit, self.neighbour = unit, Unit.objects.in_district(unit.district).exclude(pk=unit.pk).first()
        self.hanh, self.tan, self.admin = people["hanh"], people["tan"], people["admin"]
        build.appointment(unit, Post.PARTY_SECRETARY, "Nguyễn Văn A")
        self.figure(7204, "2017-09-10")
        self.deed = work.deed(unit, self.tan, name="3b", day="2017-09-18")
        self.visit = visits.signed(unit, self.hanh, due="2017-09-22")
        (self.line,) = send_document(
            directive=work.directive(), bodies=list(PartyBody.objects.filter(unit=unit)), by=self.hanh,
            sent_on=build.date("2017-08-29"), today=TODAY,
        )  # fmt: skip
        self.asked = ask_more_time(
            obligation=work.clause("3a"), place=unit, due_on=build.date("2017-09-20"), reason="Chờ đối chiếu",
            wanted_until=build.date("2017-10-05"), by=self.tan, at=build.moment("2017-09-18"),
        )  # fmt: skip

    def figure(self, insured, day="2017-09-14", **given) -> None:
        row = build.row("15.1", insured, 8600, day, source_document="Báo cáo thử", **given)
        build.record(self.unit, row, by=self.hanh)


def a_figure_that_meets_the_level(office):
    office.figure(7400)


def a_figure_that_changes_no_verdict(office):
    office.figure(7205)


def a_correction(office):
    office.figure(7999, "2017-09-10", corrects_id=Finding.objects.get(numerator=7204).pk, reason="Gõ nhầm")


def a_deed(office):
    work.deed(office.unit, office.tan)


def a_deed_taken_back(office):
    withdraw_fulfilment(fulfilment=office.deed, reason="Nhầm mục", by=office.hanh, at=AT)


def the_word_of_the_follower(office):
    work.confirmed(office.deed, office.hanh)


def more_time(office):
    decide_more_time(
        request=office.asked, granted=True, moved_to=build.date("2017-09-28"), reason="Đồng ý", by=office.hanh, at=AT
    )


def a_document_made_known(office):
    on = build.date("2017-09-14")
    confirm_dissemination(line=office.line, confirmed_on=on, words="12/12 chi bộ", by=office.tan, at=AT, today=TODAY)


def a_visit(office):
    visits.signed(office.unit, office.hanh, on="2017-09-21")


def a_visit_that_is_only_planned(office):
    visits.planned(office.neighbour, office.hanh)


def a_visit_that_nobody_signed_yet(office):
    visits.written(office.neighbour, office.hanh, team_of="PARTY")


def a_request_that_was_done(office):
    told = {"words": "Đã làm", "at": AT, "today": TODAY}
    done = answer_request(
        request=office.visit.requests.get(), act=RequestAct.FINISH, upload=build.upload(), by=office.tan, **told
    )
    accept_request(request=done, by=office.hanh, **told)


def another_head(office):
    Appointment.objects.filter(unit=office.unit).update(valid_to=build.date("2017-09-01"))
    build.appointment(office.unit, Post.PARTY_SECRETARY, "Trần Thị B", valid_from="2017-09-02")


def a_level_corrected(office):
    level = Target.objects.get(indicator=build.indicator("15.1"), scope_code="DBSH")
    correct_target(target=level, value=Decimal(80), reason="Gõ nhầm", by=office.hanh, at=AT)


def a_level_compared_with_the_text(office):
    level = Target.objects.get(indicator=build.indicator("15.1"), scope_code="DBSH")
    confirm_target(target=level, by=office.admin, at=AT)


def a_plan(office):
    build.plan(office.unit, office.tan)


def a_task_added(office):
    add_obligation(
        directive=work.directive(), clause="9", title="Việc mới", applies_to="COMMUNES", judged_by="PROOF",
        begins_on=build.date("2017-09-01"), due_on=build.date("2017-09-24"), answering_posts=["CHAIR"], by=office.hanh,
    )  # fmt: skip


def a_task_worded_otherwise(office):
    task = work.clause("3a")
    task.title, task.due_on = "Nội dung khác", build.date("2017-09-27")
    task.save()


def the_number_of_the_document(office):
    Directive.objects.filter(pk=work.directive().pk).update(number="99-CT/HU")


def a_commune_renamed(office):
    Unit.objects.filter(pk=office.unit.pk).update(name="Xã Tân Xuân", households=F("households") + 1)


def a_commune_gone(office):
    Unit.objects.filter(pk=office.neighbour.pk).update(valid_to=build.date("2017-09-01"))


def an_indicator_renamed(office):
    Indicator.objects.filter(pk=build.indicator("15.1").pk).update(short_name="Tên khác")
    Criterion.objects.filter(indicators=build.indicator("15.1")).update(short_name="Tên khác")


def another_day_of_the_directive(office):
    Directive.objects.filter(pk=work.directive().pk).update(issued_on=build.date("2017-08-29"))


WRITES = (
    a_figure_that_meets_the_level, a_figure_that_changes_no_verdict, a_correction, a_deed, a_deed_taken_back,
    the_word_of_the_follower, more_time, a_document_made_known, a_visit, a_visit_that_is_only_planned,
    a_visit_that_nobody_signed_yet, a_request_that_was_done, another_head, a_level_corrected,
    a_level_compared_with_the_text, a_plan, a_task_added, a_task_worded_otherwise, the_number_of_the_document,
    a_commune_renamed, a_commune_gone, an_indicator_renamed, another_day_of_the_directive,
)  # fmt: skip
# What the two pages do not speak of at all.
UNSEEN = {a_visit_that_is_only_planned}


@pytest.fixture
def told(sign_in):
    """What the pages say now, without what is drawn anew for every answer."""
    browsers = {who: sign_in(who) for who, _ in PAGES}

    def ask() -> list[str]:
        answers = [browsers[who].get(page) for who, page in PAGES]
        assert {answer.status_code for answer in answers} == {200}
        return [without_token(answer.content) for answer in answers]

    return ask


def without_token(content: bytes) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", content.decode())


def forget_everything() -> None:
    """As after a start."""
    forget_readings()
    for kept in (drawn_directive, drawn_overview, part, summed_line, share_of):
        kept.cache_clear()


@pytest.fixture
def office(request, xuan_tan) -> Office:
    return Office(xuan_tan, {name: request.getfixturevalue(name) for name in ("hanh", "tan", "admin")})


@pytest.mark.parametrize("write", WRITES, ids=lambda write: write.__name__)
def test_a_kept_page_says_what_a_page_read_afresh_says(write, office, told):
    before = told()
    write(office)
    kept = told()
    forget_everything()
    assert kept == told()
    assert (kept != before) == (write not in UNSEEN)


@pytest.mark.parametrize("day", ["2017-09-18", "2017-10-02"])
def test_an_earlier_and_a_later_day_are_kept_apart(day, office, told, settings):
    told()
    settings.PINNED_TODAY = build.date(day)
    kept = told()
    forget_everything()
    assert kept == told()


def test_states_in_a_row_are_never_mixed_up(office, told):
    for insured in (7400, 7204, 7400, 7310):
        office.figure(insured)
        kept = told()
        forget_everything()
        assert kept == told()


def test_two_people_who_see_different_things_are_kept_apart(office, sign_in):
    readers = [sign_in(who) for who in ("leader", "tan", "lao_dong", "hanh")]
    kept = [without_token(reader.get("/chi-thi/").content) for reader in readers]
    assert len(set(kept)) == len(readers)
    for reader, drawn in zip(readers, kept, strict=True):
        forget_everything()
        assert without_token(reader.get("/chi-thi/").content) == drawn
