"""The faults of periods, sheets, files and tasks; the rest stand in integrity_faults.py."""

import datetime as dt

from communes.enums import Kind, Level
from criteria.enums import Stage, Step, SubmissionState
from criteria.models import Finding, PeriodLock, ReturnedCell, Submission, SubmissionStep
from directives.models import Directive, Obligation
from ntm_portal import blobs
from tests import build
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
