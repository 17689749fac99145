"""The faults of periods, sheets, files and tasks; the rest stand in integrity_faults.py."""

import datetime as dt

from communes.enums import Kind, Level
from communes.models import Department
from criteria.enums import Stage, Step, SubmissionState
from criteria.models import Finding, PeriodLock, ReturnedCell, Submission, SubmissionStep
from directives.enums import CaseStep
from directives.models import (
    CaseEntry,
    Directive,
    Fulfilment,
    FulfilmentConfirmation,
    InspectionRequest,
    Obligation,
    Overturn,
    RegressionCase,
)
from ntm_portal import blobs
from tests import build
from tests.directives import visits
from tests.reports.integrity_faults import DAY, FAULTS, changed, fault, recorded

__all__ = ["FAULTS"]


# --- Periods, sheets, files -----------------------------------------------------------------


@fault("period.overlap")
def period_overlap(cast):
    changed(build.period("thang-9-2017"), begins_on=dt.date(2017, 8, 31))
    return 2


@fault("period.lock_empty")
def lock_empty(cast):
    recorded(cast, assessed_on="2017-08-10", stage=Stage.SELF, by="tan")
    PeriodLock.objects.create(
        period=build.period("thang-8-2017"), locked_by=cast.hanh, locked_at=build.moment("2017-09-01")
    )


def sheet(cast, state=SubmissionState.DRAFT, **given) -> Submission:
    sent_at = None if state == SubmissionState.DRAFT else build.moment("2017-09-20")
    plain = {"unit": cast.xuan_tan, "period": build.period(), "moved_at": build.moment("2017-09-20")}
    return Submission.objects.create(state=state, sent_at=sent_at, **plain | given)


def returned(cast, **given) -> ReturnedCell:
    """A cell that was returned and answered, in a sheet sent again."""
    found = sheet(cast, SubmissionState.SENT)
    SubmissionStep.objects.create(submission=found, step=Step.SEND, at=found.moved_at, by=cast.tan)
    plain = {"indicator": build.indicator(), "reason": "Thử", "returned_at": build.moment("2017-09-21")}
    return ReturnedCell.objects.create(submission=found, returned_by=cast.hanh, **plain | given)


@fault("sheet.elsewhere")
def sheet_elsewhere(cast):
    other = build.unit(level=Level.DISTRICT, kind=Kind.HUYEN, parent=cast.district.parent)
    sheet(cast, unit=build.unit(parent=other))


@fault("sheet.no_step")
def sheet_no_step(cast):
    sheet(cast, SubmissionState.SENT)


@fault("sheet.returned_cells")
def sheet_returned(cast):
    returned(cast)


@fault("return.answered_before")
def answered_before(cast):
    answer = {"answered_by": cast.tan, "answered_at": build.moment("2017-09-20"), "explanation": "Thử"}
    returned(cast, **answer)


@fault("return.answer_elsewhere")
def answer_elsewhere(cast):
    other = recorded(cast, "11", stage=Stage.SELF, by="tan")
    returned(cast, answered_by=cast.tan, answered_at=build.moment("2017-09-22"), answer=other)
    return {"return.answer_elsewhere": 1, "target.unchecked": 1}


@fault("import.nothing_recorded")
def import_nothing(cast):
    build.import_batch(cast.tan, applied_at=build.moment("2017-09-25", 10))


def imported(cast):
    """A file that recorded a figure, with the trace and the verdict that belong to it."""
    batch = build.applied_import(cast.xuan_tan, cast.tan)
    line = batch.lines.get()
    made = recorded(cast, stage=Stage.SELF, by="tan")
    changed(line, made=made)
    Finding.objects.filter(pk=line.made_id, sample=False).exclude(pk=made.pk)._raw_delete("default")
    return batch


@fault("import.undone_counts")
def import_undone(cast):
    at = build.moment("2017-09-25", 11)
    changed(imported(cast), undone_at=at, undone_by=cast.tan, undo_reason="Thử")


@fault("import.line_elsewhere")
def import_elsewhere(cast):
    changed(imported(cast).lines.get(), unit=cast.xuan_chau)


# --- Evidence -------------------------------------------------------------------------------


@fault("evidence.elsewhere")
def evidence_elsewhere(cast):
    paper = build.evidence(cast.xuan_chau, cast.chau)
    build.evidence_link(recorded(cast, stage=Stage.SELF, by="tan"), paper, by=cast.tan)


@fault("file.missing")
def file_missing(cast):
    blobs.remove(build.evidence(cast.xuan_tan, cast.tan).sha256)


@fault("file.altered")
def file_altered(cast):
    shorter, other = (build.evidence(cast.xuan_tan, cast.tan) for _ in range(2))
    blobs.path_of(shorter.sha256).write_bytes(b"x")
    blobs.path_of(other.sha256).write_bytes(b"x" * other.size)
    return 2


@fault("file.orphan")
def file_orphan(cast):
    path = blobs.path_of("a" * 64)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")


# --- The directive --------------------------------------------------------------------------


def task() -> Obligation:
    return Obligation.objects.filter(indicator__isnull=False).first()


@fault("obligation.no_post")
def no_post(cast):
    changed(task(), answering_posts=[])
    task().answering_bodies.clear()


@fault("obligation.before_directive")
def before_directive(cast):
    changed(task(), begins_on=task().directive.issued_on - DAY)


@fault("obligation.wrong_level")
def task_level(cast):
    changed(task(), indicator=build.indicator("1", Level.DISTRICT))


@fault("obligation.set_over")
def set_over(cast):
    changed(task(), begins_on=dt.date(2030, 1, 1), due_on=dt.date(2030, 1, 2))


@fault("directive.cites_later")
def cites_later(cast):
    late = Directive.objects.create(kind="PLAN", number="9", issued_on=dt.date(2017, 9, 1), issuer="UBND huyện")
    Directive.objects.asking().first().cites.add(late)


# --- The movement of poor households --------------------------------------------------------


@fault("movement.elsewhere")
def movement_elsewhere(cast):
    wrong = build.movement(cast.xuan_chau, by=cast.chau)
    build.movement(cast.xuan_tan, by=cast.tan, corrects=wrong, reason="Thử")


@fault("movement.day")
def movement_day(cast):
    build.movement(cast.xuan_tan, by=cast.tan, year=2016)
    build.movement(cast.xuan_chau, by=cast.chau, at="2017-09-17")
    return 2


@fault("movement.sums")
def movement_sums(cast):
    build.movement(cast.xuan_tan, build.counted(near=build.flow(80, end=3)), by=cast.tan)


# --- Falls ----------------------------------------------------------------------------------


def spoken_of(cast, indicator=None, **given) -> RegressionCase:
    """A fall that somebody spoke of."""
    plain = {"fell_on": dt.date(2017, 9, 14), "previous": "MET", "verdict": "NOT_MET", "unit": cast.xuan_tan}
    return RegressionCase.objects.create(indicator=indicator or build.indicator(), **plain | given)


def word(case, step, by, token, **given) -> CaseEntry:
    answer = {"cause": "Thử", "measure": "Thử", "responsible": "Thử", "finish_by": dt.date(2017, 10, 1)}
    words = answer if step == CaseStep.ANSWER else {"text": "Thử"}
    at = build.moment("2017-09-20")
    return CaseEntry.objects.create(case=case, step=step, by=by, at=at, token=token, **words | given)


@fault("case.wrong_level")
def case_wrong_level(cast):
    spoken_of(cast, unit=cast.district)


@fault("case.own_decision")
def case_own_decision(cast):
    case = spoken_of(cast)
    word(case, CaseStep.ACCEPT, cast.hanh, "b", decides=word(case, CaseStep.ANSWER, cast.hanh, "a"))


@fault("case.other_answer")
def case_other_answer(cast):
    other = spoken_of(cast, fell_on=dt.date(2017, 9, 15))
    answered = word(other, CaseStep.ANSWER, cast.tan, "a")
    word(spoken_of(cast), CaseStep.ACCEPT, cast.hanh, "b", decides=answered)


# --- Inspections ------------------------------------------------------------------------------


@fault("inspection.signed_by_nobody")
def signed_by_nobody(cast):
    made = visits.signed(cast.xuan_tan, cast.hanh)
    made.members.filter(side="UNIT").delete()


@fault("inspection.forgotten")
def forgotten_visit(cast):
    visits.planned(cast.xuan_tan, cast.hanh, on="2017-09-17")


@fault("inspection.moved_without_trail")
def moved_without_trail(cast):
    made = visits.planned(cast.xuan_tan, cast.hanh, on="2017-09-24")
    changed(made, moved_from=dt.date(2017, 9, 22))


@fault("request.done_without_paper")
def done_without_paper(cast):
    row = visits.signed(cast.xuan_tan, cast.hanh).requests.get()
    InspectionRequest.objects.filter(pk=row.pk).update(state="DONE", done_by=cast.tan, done_on=build.date("2017-09-22"))


@fault("overturn.other_finding")
def overturn_elsewhere(cast):
    row = visits.overturn(visits.signed(cast.xuan_tan, cast.hanh), cast.hanh)
    found = recorded(cast, "11")
    Overturn.objects.filter(pk=row.pk).update(
        finding=found, decided_by=cast.hanh, decided_at=build.moment("2017-09-22")
    )
    return {"overturn.other_finding": 1, "target.unchecked": 1}


def deed(cast, clause: str, **given) -> Fulfilment:
    """Something recorded for a clause of the directive, past every rule of the portal."""
    asked = Obligation.objects.get(clause=clause)
    plain = {"unit": cast.xuan_tan, "done_on": dt.date(2017, 9, 12), "words": "Đã làm", "token": "một lần"}
    moments = {"recorded_by": cast.hanh, "recorded_at": build.moment("2017-09-12")}
    return Fulfilment.objects.create(obligation=asked, **plain | moments | given)


@fault("obligation.no_body")
def no_body(cast):
    Obligation.objects.get(clause="6").bodies.clear()


@fault("fulfilment.not_asked")
def not_asked(cast):
    deed(cast, "4b")


@fault("fulfilment.no_proof")
def no_proof(cast):
    deed(cast, "6", unit=None, body=Department.objects.get(code="mat-tran", district=cast.district))


@fault("fulfilment.without_minutes")
def without_minutes(cast):
    deed(cast, "5")


@fault("fulfilment.own_word")
def own_word(cast):
    line = deed(cast, "3a")
    FulfilmentConfirmation.objects.create(
        fulfilment=line, confirmed_by=line.recorded_by, confirmed_at=build.moment("2017-09-13")
    )


@fault("remark.supplement_elsewhere")
def remark_supplement_elsewhere(cast):
    by = build.user(role="PARTY_ORG", unit=cast.district)
    first = build.remark(by, cast.xuan_tan)
    changed(build.remark(by, cast.xuan_tan), side="INSPECTION")
    assert first.supplements is None


@fault("remark.before_period")
def remark_before_period(cast):
    remark = build.remark(build.user(role="PARTY_ORG", unit=cast.district), cast.xuan_tan)
    changed(remark, ends_on=dt.date(2030, 1, 1))
