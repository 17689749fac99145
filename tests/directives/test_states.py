"""The states of all tasks, read from findings."""

import datetime as dt

import pytest

from communes.models import Unit
from criteria.enums import Stage
from directives.models import Directive, Obligation
from directives.tables import obligation_states
from tests import build
from tests.directives import visits

pytestmark = pytest.mark.django_db
TODAY = dt.date(2017, 9, 25)


def insured(unit, by, assessed_on, numerator, denominator, stage=Stage.VERIFIED, **given):
    """One figure of 15.1: people insured of all people."""
    row = build.row("15.1", numerator, denominator, assessed_on, stage, source_document="Báo cáo thử")
    build.record(unit, row, by=by, **given)


def said(unit, number="15.1", as_of=TODAY) -> str:
    """The words of one indicator's task in one unit."""
    found = obligation_states([unit.pk], as_of)
    asked = [state for state in found if state.obligation.indicator]
    return next(state.words for state in asked if state.obligation.indicator.number == number)


def measured(found) -> list:
    """The tasks that figures decide."""
    return [state for state in found if state.obligation.judged_by == "MEASURE"]


def test_without_figures_the_days_are_counted(xuan_tan):
    found = measured(obligation_states([xuan_tan.pk], TODAY))
    assert [(state.obligation.indicator.number, state.words, state.gap_words) for state in found] == [
        ("11", "Còn 5 ngày", ""),
        ("15.1", "Còn 5 ngày", ""),
        ("15.3", "Còn 5 ngày", ""),
    ]


def test_the_gap_comes_with_the_task(xuan_tan, hanh):
    insured(xuan_tan, hanh, "2017-09-14", 7204, 8600)
    state = next(state for state in obligation_states([xuan_tan.pk], TODAY) if state.gap)
    assert (state.obligation.indicator.number, state.gap_words) == ("15.1", "còn thiếu 106 người")


def test_what_only_the_commune_says_waits_for_verification(xuan_tan, officer, hanh):
    insured(xuan_tan, officer, "2017-09-14", 7400, 8600, stage=Stage.SELF)
    assert said(xuan_tan) == "Hoàn thành 14/9/2017, chờ thẩm tra"
    insured(xuan_tan, hanh, "2017-09-20", 7390, 8600)
    assert said(xuan_tan) == "Hoàn thành 14/9/2017"


def test_a_newer_claim_against_an_older_verification_waits_too(xuan_tan, officer, hanh):
    insured(xuan_tan, hanh, "2017-09-10", 7204, 8600)
    assert said(xuan_tan) == "Còn 5 ngày"
    insured(xuan_tan, officer, "2017-09-14", 7400, 8600, stage=Stage.SELF)
    assert said(xuan_tan) == "Còn 5 ngày, chờ thẩm tra"
    insured(xuan_tan, hanh, "2017-09-20", 7204, 8600)
    assert said(xuan_tan) == "Còn 5 ngày"


def test_met_before_it_was_asked(xuan_tan, hanh):
    insured(xuan_tan, hanh, "2017-07-31", 7400, 8600)
    assert said(xuan_tan) == "Đạt từ trước"


def test_a_fall_after_the_due_day_is_said(xuan_tan, hanh):
    insured(xuan_tan, hanh, "2017-09-14", 7400, 8600)
    insured(xuan_tan, hanh, "2017-10-10", 7204, 8600, today="2017-10-20")
    assert said(xuan_tan, as_of=dt.date(2017, 10, 5)) == "Hoàn thành 14/9/2017"
    assert said(xuan_tan, as_of=dt.date(2017, 10, 20)) == "Đạt đúng hạn, sau đó suy giảm"


def test_the_nine_criteria_are_asked_of_the_district_alone(district, xuan_tan, hanh):
    row = build.row("1", assessed_on="2017-09-14", stage=Stage.SELF, level="DISTRICT", declared="MET")
    build.record(district, row, by=hanh)
    found = measured(obligation_states([district.pk, xuan_tan.pk], TODAY))
    of_district = [state for state in found if state.unit == district]
    assert [state.obligation.criterion.number for state in of_district] == list(range(1, 10))
    assert of_district[0].words == "Hoàn thành 14/9/2017, chờ thẩm định"
    assert of_district[1].words == "Còn 97 ngày"
    assert len(found) == 12


def test_nothing_is_asked_before_the_directive(xuan_tan):
    assert obligation_states([xuan_tan.pk], dt.date(2017, 8, 27)) == []


def test_a_directive_asks_only_its_own_district(xuan_tan):
    stranger = build.unit(name="Xã huyện khác", parent=build.unit(level="DISTRICT", kind="HUYEN"))
    assert obligation_states([stranger.pk], TODAY) == []


def test_a_document_without_a_district_asks_everyone(xuan_tan):
    Directive.objects.asking().update(district=None)
    stranger = build.unit(name="Xã huyện khác", parent=build.unit(level="DISTRICT", kind="HUYEN"))
    assert len(obligation_states([stranger.pk, xuan_tan.pk], TODAY)) == 18


def test_a_criterion_may_be_asked_of_communes(xuan_tan, hanh):
    criterion = build.indicator("15.1").criterion
    Obligation.objects.of_district().delete()
    Obligation.objects.of_communes().filter(indicator__number="15.1").update(indicator=None, criterion=criterion)
    found = obligation_states([xuan_tan.pk], TODAY)
    assert [state.words for state in found if state.obligation.criterion] == ["Còn 5 ngày"]


@pytest.mark.parametrize("places", [1, 3])
def test_the_number_of_queries_does_not_grow_with_places(places, district, django_assert_num_queries):
    communes = Unit.objects.in_district(district).valid_on(TODAY)
    units = [district.pk, *communes.values_list("pk", flat=True)[:places]]
    with django_assert_num_queries(16):
        obligation_states(units, TODAY)


def test_as_known_earlier_a_later_figure_is_not_there(xuan_tan, hanh):
    insured(xuan_tan, hanh, "2017-09-14", 7400, 8600, at=build.moment("2017-09-20"))
    known = build.moment("2017-09-15")
    found = measured(obligation_states([xuan_tan.pk], TODAY, known))
    assert [state.words for state in found] == ["Còn 5 ngày"] * 3


def test_minutes_not_signed_yet_say_nothing_of_a_task_that_no_visit_decides(xuan_tan, hanh):
    def said_of(tasks) -> list[str]:
        return [state.words for state in obligation_states([xuan_tan.pk], TODAY, obligations=tasks)]

    of_visits, others = Obligation.objects.filter(judged_by="VISIT"), Obligation.objects.exclude(judged_by="VISIT")
    before = said_of(others)
    visits.written(xuan_tan, hanh, team_of="PARTY")
    assert [words.endswith(", chờ ký biên bản") for words in said_of(of_visits)] == [True]
    assert said_of(others) == before
