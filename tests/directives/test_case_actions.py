"""What may be said about a fall, by whom, and what the database itself refuses."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.models import AuditEntry
from criteria.enums import Stage, Verdict
from criteria.models import Criterion
from criteria.rules.admission import FigureRow
from directives.actions.cases import Answer, Subject, answer_case
from directives.enums import CaseState, CaseStep
from directives.models import CaseEntry, RegressionCase
from directives.permissions import may_answer_case, may_decide_case, may_draft_answer, may_remark_case
from tests import build
from tests.directives.fallen import (
    ANSWER,
    FELL,
    answered,
    decided,
    drafted,
    lose,
    only,
    remarked,
    say,
    sending,
    subject,
)
from tests.review.test_truth import book_of_three

pytestmark = pytest.mark.django_db


@pytest.fixture
def lost(xuan_tan, hanh) -> Subject:
    """Xuân Tân lost 15.2 on 14/9."""
    return lose(xuan_tan, hanh)


@pytest.fixture
def secretary(xuan_tan):
    return build.appointment(xuan_tan, name="Nguyễn Văn A")


def said(refused) -> str:
    return " ".join(refused.value.messages)


# --- The way of a case ----------------------------------------------------------------------


def test_an_officer_drafts_a_head_answers_and_the_office_accepts(lost, xuan_tan, officer, tan, hanh):
    draft = drafted(lost, officer, answer=Answer(ANSWER.cause, "", None, ""))
    assert (only(xuan_tan).state, only(xuan_tan).draft) == (CaseState.DRAFTED, draft)
    answer = answered(lost, tan, seen_id=draft.pk)
    assert (only(xuan_tan).state, only(xuan_tan).answer, only(xuan_tan).draft) == (CaseState.ANSWERED, answer, None)
    accepted = decided(lost, hanh, seen_id=answer.pk)
    assert (only(xuan_tan).state, accepted.decides) == (CaseState.ACCEPTED, answer)
    row = RegressionCase.objects.get()
    assert (row.fell_on, row.previous, row.verdict, str(row)) == (
        FELL,
        "MET",
        "NOT_MET",
        f"{xuan_tan}, {lost.indicator}",
    )
    assert str(accepted) == f"{row.pk}: Chấp nhận giải trình"


def test_an_answer_is_returned_with_a_reason_and_given_again(lost, xuan_tan, chair, party_office):
    first = answered(lost, chair)
    returned = decided(lost, party_office, CaseStep.RETURN, first.pk, reason="Chưa rõ nguyên nhân")
    assert only(xuan_tan).state == CaseState.RETURNED
    again = answered(lost, chair, returned.pk, "2017-09-22")
    followed = decided(lost, party_office, CaseStep.FOLLOW, again.pk, "2017-09-23", reason="")
    assert (only(xuan_tan).state, followed.decides) == (CaseState.FOLLOWED, again)


def test_the_office_writes_in_the_name_of_a_head_and_another_decides(lost, xuan_tan, hanh, party_office, secretary):
    entry = answered(lost, hanh, on_behalf_of=secretary)
    assert entry.on_behalf_of == secretary
    with pytest.raises(ValidationError) as refused:
        decided(lost, hanh, seen_id=entry.pk)
    assert said(refused).startswith("Không ai tự xem xét trả lời do chính mình ghi.")
    assert decided(lost, party_office, seen_id=entry.pk).step == CaseStep.ACCEPT


def asked_again(unit, office) -> Criterion:
    """A criterion that fell because an indicator is asked for again after "không xét"."""
    made = book_of_three()
    early, fell = dt.date(2017, 8, 1), FELL
    word = {"stage": Stage.VERIFIED, "figure_year": 2017}
    ratio = {"numerator": Decimal(90), "denominator": Decimal(100), **word}
    rows = [FigureRow(made[name].pk, assessed_on=early, **ratio) for name in ("pa", "pb")]
    rows.append(FigureRow(made["market"].pk, assessed_on=early, declared=Verdict.NA, reason="Thử", **word))
    build.record(unit, *rows, by=office)
    build.record(unit, FigureRow(made["market"].pk, assessed_on=fell, declared=Verdict.NOT_MET, **word), by=office)
    return Criterion.objects.select_related("criteria_set").get(pk=made["market"].criterion_id)


def test_a_criterion_that_stands_for_itself_is_answered_for_too(xuan_tan, hanh, tan):
    criterion = asked_again(xuan_tan, hanh)
    entry = answered(Subject(xuan_tan, FELL, criterion=criterion), tan)
    case = only(xuan_tan)
    assert (entry.case.criterion, entry.case.indicator, entry.case.key) == (criterion, None, case.event.key)
    assert (case.state, case.code, case.label) == (CaseState.ANSWERED, "tc-2", f"Tiêu chí 2 {criterion.short_name}")
    assert (case.before.shown, case.after.shown) == ("Không xét", "Chưa đạt")


def test_what_only_went_down_with_something_is_no_case_of_its_own(lost, xuan_tan, hanh, tan):
    others = [build.row(number, 90, 100, "2017-08-01") for number in ("15.1",)]
    build.record(xuan_tan, *others, build.row("15.3", 5, 100, "2017-08-01"), by=hanh)
    assert only(xuan_tan).took == ("tiêu chí 15: đạt → chưa đạt",)
    with pytest.raises(ValidationError, match="rút do đính chính"):
        answered(Subject(xuan_tan, FELL, criterion=lost.indicator.criterion), tan)


def test_everything_said_leaves_an_audit_line(lost, tan):
    entry = answered(lost, tan)
    line = AuditEntry.objects.latest("pk")
    assert (line.action, line.by, line.detail) == ("Suy giảm: trả lời", tan, {"entry": entry.pk, "step": "ANSWER"})
    assert (line.subject[:13], line.subject[-9:]) == ("Xã Xuân Tân, ", "14/9/2017")


# --- What is refused ------------------------------------------------------------------------


def test_a_second_press_writes_nothing(lost, tan):
    same = sending(token="một lần")
    first, again = (answer_case(subject=lost, answer=ANSWER, by=tan, sending=same) for _ in range(2))
    assert (first, CaseEntry.objects.count()) == (again, 1)


def test_a_word_that_was_not_on_the_page_comes_first(lost, tan, chair):
    answered(lost, chair)
    with pytest.raises(ValidationError) as refused:
        answered(lost, tan, at="2017-09-21")
    assert said(refused) == (
        "Người thử chair vừa ghi lúc 09:00 ngày 20/9/2017 (trả lời): “Cử bác sĩ luân phiên”. "
        "Đọc dòng mới ở dưới rồi gửi lại."
    )
    assert remarked(lost, tan, at="2017-09-21").step == CaseStep.REMARK


@pytest.mark.parametrize(
    ("answer", "field"),
    [
        (Answer("", "Làm", dt.date(2017, 10, 1), "Ai"), None),
        (Answer("Vì", "", dt.date(2017, 10, 1), "Ai"), None),
        (Answer("Vì", "Làm", None, "Ai"), None),
        (Answer("Vì", "Làm", dt.date(2017, 10, 1), ""), None),
        (Answer("Vì", "Làm", dt.date(2017, 9, 19), "Ai"), "finish_by"),
    ],
)
def test_an_answer_is_whole_and_its_day_is_not_over(answer, field, lost, tan):
    with pytest.raises(ValidationError) as refused:
        answered(lost, tan, answer=answer)
    assert field is None or list(refused.value.message_dict) == [field]
    assert not CaseEntry.objects.exists()


def test_an_empty_draft_an_empty_remark_and_a_decision_without_reason_are_refused(lost, officer, tan, hanh):
    with pytest.raises(ValidationError, match="Ghi nguyên nhân hoặc biện pháp"):
        drafted(lost, officer, answer=Answer("", "", None, ""))
    with pytest.raises(ValidationError, match="Ghi ý kiến"):
        remarked(lost, tan, text="")
    entry = answered(lost, tan)
    for step in (CaseStep.RETURN, CaseStep.ACCEPT):
        with pytest.raises(ValidationError, match="Nêu lý do"):
            decided(lost, hanh, step, entry.pk, reason="")


def test_nothing_is_said_about_what_never_fell(xuan_tan, hanh, tan):
    say(xuan_tan, "2017-08-01", "MET", hanh)
    with pytest.raises(ValidationError, match="rút do đính chính"):
        answered(subject(xuan_tan), tan)
    with pytest.raises(ValidationError, match="Không có suy giảm nào"):
        remarked(subject(xuan_tan), tan)


def test_a_risen_level_asks_nobody(xuan_tan, hanh, tan):
    for value, year in (("33", 2016), ("36", 2017)):
        build.target(build.indicator("10"), value, scope="PROVINCE", scope_code="36", year_from=year)
    build.record(xuan_tan, build.row("10", value=34, assessed_on="2016-12-31"), by=hanh)
    build.record(xuan_tan, build.row("10", value=35, assessed_on=FELL), by=hanh)
    assert only(xuan_tan).state == CaseState.NOT_ASKED
    with pytest.raises(ValidationError, match="không hỏi trách nhiệm"):
        answered(subject(xuan_tan, number="10"), tan)


def test_a_cell_that_came_back_is_only_remarked_on(lost, xuan_tan, hanh, tan):
    say(xuan_tan, "2017-09-19", "MET", hanh)
    with pytest.raises(ValidationError, match="đã khép lại"):
        answered(lost, tan)
    assert remarked(lost, tan, at="2017-09-20")
    assert only(xuan_tan).state_words == "Đã phục hồi 19/9/2017"


@pytest.mark.parametrize(
    ("act", "who"),
    [
        (answered, "officer"), (answered, "chau"), (answered, "leader"), (answered, "party_office"),
        (drafted, "chau"), (drafted, "leader"), (decided, "tan"), (decided, "leader"),
        (remarked, "front"), (remarked, "admin"), (remarked, "chau"),
    ],
)  # fmt: skip
def test_whoever_may_not_is_turned_away(act, who, lost, tan, request):
    with pytest.raises(PermissionDenied):
        act(lost, request.getfixturevalue(who))


def test_a_decision_is_one_of_three_steps(lost, hanh):
    with pytest.raises(PermissionDenied):
        decided(lost, hanh, CaseStep.ANSWER)


def test_only_a_head_in_office_today_is_written_for(lost, xuan_tan, xuan_chau, hanh, tan, secretary):
    gone = build.appointment(xuan_tan, "CHAIR", valid_to=dt.date(2017, 9, 19))
    member, elsewhere = build.appointment(xuan_tan, "ASSIGNED_MEMBER"), build.appointment(xuan_chau)
    for holder in (gone, member, elsewhere):
        with pytest.raises(ValidationError, match="không giữ chức vụ đứng đầu"):
            answered(lost, hanh, on_behalf_of=holder)
    with pytest.raises(ValidationError, match="Chọn người đứng đầu"):
        answered(lost, hanh)
    with pytest.raises(PermissionDenied):
        answered(lost, tan, on_behalf_of=secretary)


# --- What the database refuses --------------------------------------------------------------


def test_no_tool_changes_or_deletes_what_was_said(lost, tan):
    answered(lost, tan)
    for statement in (
        "UPDATE directives_caseentry SET cause = 'x'",
        "DELETE FROM directives_caseentry",
        "UPDATE directives_regressioncase SET fell_on = '2017-01-01'",
        "DELETE FROM directives_regressioncase",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_no_tool_lets_somebody_decide_about_his_own_or_another_fall(lost, xuan_tan, hanh, tan):
    answer = answered(lost, tan)
    plain = {"step": CaseStep.ACCEPT, "text": "Thử", "at": build.moment("2017-09-22")}
    with pytest.raises(DatabaseError), transaction.atomic():
        CaseEntry.objects.create(case=answer.case, decides=answer, by=tan, token="a", **plain)
    other = RegressionCase.objects.create(
        unit=xuan_tan, indicator=lost.indicator, fell_on=dt.date(2017, 9, 1), previous="MET", verdict="NOT_MET"
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        CaseEntry.objects.create(case=other, decides=answer, by=hanh, token="b", **plain)


@pytest.mark.parametrize(
    "given",
    [
        {"step": CaseStep.ANSWER, "cause": "Vì"},
        {"step": CaseStep.ACCEPT, "text": "Thử"},
        {"step": CaseStep.REMARK},
    ],
)
def test_half_a_word_is_refused_by_the_database(given, lost, hanh, tan):
    case = remarked(lost, tan).case
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseEntry.objects.create(case=case, by=hanh, at=build.moment("2017-09-22"), token="c", **given)


def test_a_fall_has_one_row_and_belongs_to_an_indicator_or_a_criterion(lost, xuan_tan, tan):
    case = remarked(lost, tan).case
    plain = {"unit": xuan_tan, "previous": Verdict.MET, "verdict": Verdict.NOT_MET}
    for given in (
        {"indicator": lost.indicator, "fell_on": FELL},
        {"fell_on": FELL},
        {"indicator": lost.indicator, "criterion": lost.indicator.criterion, "fell_on": dt.date(2017, 9, 1)},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            RegressionCase.objects.create(**plain | given)
    assert RegressionCase.objects.get() == case


# --- Who may --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "drafts", "answers", "decides", "remarks"),
    [
        ("officer", True, False, False, True),
        ("tan", True, True, False, True),
        ("chair", True, True, False, True),
        ("chau", False, False, False, True),
        ("lao_dong", False, False, False, True),
        ("hanh", True, True, True, True),
        ("party_office", False, False, True, True),
        ("party_org", False, False, False, True),
        ("member", False, False, False, True),
        ("leader", False, False, False, True),
        ("front", False, False, False, False),
        ("admin", False, False, False, False),
    ],
)
def test_who_says_what(who, drafts, answers, decides, remarks, xuan_tan, request):
    user = request.getfixturevalue(who)
    assert (may_draft_answer(user, xuan_tan), may_answer_case(user, xuan_tan)) == (drafts, answers)
    assert (may_decide_case(user), may_remark_case(user)) == (decides, remarks)
