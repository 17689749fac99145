"""A commune that lost an indicator on 14/9/2017, and what may be said about it."""

import datetime as dt
from itertools import count

from criteria.models import Indicator
from directives.actions.cases import Answer, Sending, Subject, answer_case, decide_case, draft_answer, remark_case
from directives.enums import CaseStep
from directives.tables.cases import Case, read_cases
from tests import build

FELL, TODAY = dt.date(2017, 9, 14), dt.date(2017, 9, 25)
TOKENS = count(1)
ANSWER = Answer("Bác sĩ nghỉ chế độ", "Cử bác sĩ luân phiên", dt.date(2017, 10, 10), "Trạm trưởng Trạm Y tế")


def say(unit, day, verdict, by, number="15.2", **given) -> None:
    """What was found of a yes/no indicator on a day."""
    build.record(unit, build.row(number, assessed_on=day, declared=verdict, **given), by=by)


def lose(unit, by, day=FELL, number="15.2") -> Subject:
    """Met in August, lost on a day of September."""
    say(unit, "2017-08-01", "MET", by, number)
    say(unit, day, "NOT_MET", by, number, note="Trạm y tế khuyết bác sĩ")
    return subject(unit, day, number)


def subject(unit, day=FELL, number="15.2") -> Subject:
    rows = Indicator.objects.select_related("criterion__criteria_set")
    return Subject(unit, build.date(day), indicator=rows.get(pk=build.indicator(number).pk))


def sending(seen_id=None, at="2017-09-20", token=None) -> Sending:
    return Sending(build.moment(at), token or f"thử {next(TOKENS)}", seen_id)


def answered(about, by, seen_id=None, at="2017-09-20", answer=ANSWER, **given):
    return answer_case(subject=about, answer=answer, by=by, sending=sending(seen_id, at), **given)


def drafted(about, by, seen_id=None, at="2017-09-19", answer=ANSWER):
    return draft_answer(subject=about, answer=answer, by=by, sending=sending(seen_id, at))


def decided(about, by, step=CaseStep.ACCEPT, seen_id=None, at="2017-09-21", reason="Đã kiểm tra tại chỗ"):
    return decide_case(subject=about, step=step, reason=reason, by=by, sending=sending(seen_id, at))


def remarked(about, by, text="Báo cáo trước ngày 28/9", at="2017-09-18"):
    return remark_case(subject=about, text=text, by=by, sending=sending(at=at))


def only(unit, as_of=TODAY, **given) -> Case:
    """The one case of a place."""
    (case,) = read_cases([unit], as_of, **given)
    return case


def tell_of_falls(tan, chau, office, head) -> None:
    """A word that was answered, figures nobody answered for, a fall that came back, and a warning."""
    build.appointment(tan, "CHAIR", "Nguyễn Văn A")
    answered(lose(tan, office), head)
    for day, part in (("2017-08-20", 90), ("2017-09-16", 80)):
        build.record(chau, build.row("15.1", part, 100, day), by=office)
    for day, poor in (("2017-08-01", 40), ("2017-09-14", 90)):
        build.record(chau, build.row("11", poor, 2470, day), by=office)
    lose(chau, office, number="19.2")
    say(chau, "2017-09-20", "MET", office, "19.2")
    for day, part in (("2017-07-31", 88), ("2017-09-20", 86)):
        build.record(tan, build.row("15.1", part, 100, day), by=office)
