"""Trả lời, xem xét và ý kiến about a fall. The fall is looked up in the stored timeline; the words are only added."""

import datetime as dt
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.timezone import localtime

from accounts.actions import audit
from accounts.models import User
from accounts.permissions import is_office
from communes.enums import HEAD_POSTS
from communes.models import Appointment, Unit
from communes.models.units import hold
from criteria.enums import FallKind, Track, Verdict
from criteria.models import Criterion, Indicator, VerdictSpan
from directives.enums import CaseStep
from directives.models import CaseEntry, RegressionCase
from directives.permissions import answering_units, may_answer_case, may_decide_case, may_draft_answer, may_remark_case
from directives.rules.cases import DECISIONS, Standing, case_state, finish_fault, step_fault
from ntm_portal.vietnamese import day


@dataclass(frozen=True, slots=True)
class Subject:
    """Which fall is spoken of: place, indicator or criterion, day."""

    unit: Unit
    fell_on: dt.date
    indicator: Indicator | None = None
    criterion: Criterion | None = None

    @property
    def owner(self) -> dict:
        return {"indicator": self.indicator, "criterion": self.criterion}

    @property
    def words(self) -> str:
        return f"{self.unit.label}, {self.indicator or self.criterion}, {day(self.fell_on)}"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a place says of its fall: why, what it does, by when, and who sees to it."""

    cause: str
    measure: str
    finish_by: dt.date | None
    responsible: str


@dataclass(frozen=True, slots=True)
class Sending:
    """One press of a button: when, the newest word that was on the screen, and what tells it from a second press."""

    at: dt.datetime
    token: str
    seen_id: int | None = None

    @property
    def today(self) -> dt.date:
        return localtime(self.at).date()


@transaction.atomic
def answer_case(
    *, subject: Subject, answer: Answer, by: User, sending: Sending, on_behalf_of: Appointment | None = None
) -> CaseEntry:
    """Trả lời về suy giảm: signed by a head of the place, or written down by the office in the name of one."""
    if not may_answer_case(by, subject.unit):
        raise PermissionDenied
    _check_holder(subject.unit, by, on_behalf_of, sending.today)
    if answer.finish_by and (fault := finish_fault(answer.finish_by, sending.today)):
        raise ValidationError({"finish_by": fault})
    return _say(subject, CaseStep.ANSWER, by, sending, vars_of(answer) | {"on_behalf_of": on_behalf_of})


@transaction.atomic
def draft_answer(*, subject: Subject, answer: Answer, by: User, sending: Sending) -> CaseEntry:
    """Soạn trả lời: what the officer has found out, for the head to send; nothing need be complete."""
    if not may_draft_answer(by, subject.unit):
        raise PermissionDenied
    if not any(vars_of(answer).values()):
        raise ValidationError({"cause": "Ghi nguyên nhân hoặc biện pháp."})
    return _say(subject, CaseStep.DRAFT, by, sending, vars_of(answer))


@transaction.atomic
def decide_case(*, subject: Subject, step: CaseStep, reason: str, by: User, sending: Sending) -> CaseEntry:
    """Xem xét trả lời: follow it until the cell is back, return it with a reason, or accept the explanation."""
    if not may_decide_case(by) or step not in DECISIONS:
        raise PermissionDenied
    if step != CaseStep.FOLLOW and not reason:
        raise ValidationError({"text": "Nêu lý do."})
    return _say(subject, step, by, sending, {"text": reason})


@transaction.atomic
def remark_case(*, subject: Subject, text: str, by: User, sending: Sending) -> CaseEntry:
    """Ghi ý kiến under a fall, open or closed."""
    if not may_remark_case(by):
        raise PermissionDenied
    if not text:
        raise ValidationError({"text": "Ghi ý kiến."})
    return _say(subject, CaseStep.REMARK, by, sending, {"text": text})


def vars_of(answer: Answer) -> dict:
    """The parts of an answer by the names of their columns."""
    return {name: getattr(answer, name) for name in Answer.__slots__}


def _check_holder(unit: Unit, by: User, holder: Appointment | None, today: dt.date) -> None:
    """The office writes in the name of a head in office today; a head in his own."""
    if not is_office(by):
        if holder:
            raise PermissionDenied
        return
    if holder is None:
        raise ValidationError({"on_behalf_of": "Chọn người đứng đầu đã trả lời."})
    if holder.post not in HEAD_POSTS or holder.unit_id != unit.pk or not holder.valid_from <= today <= holder.valid_to:
        raise ValidationError({"on_behalf_of": "Người này không giữ chức vụ đứng đầu đơn vị vào hôm nay."})


def _say(subject: Subject, step: CaseStep, by: User, sending: Sending, words: dict) -> CaseEntry:
    """Add one word, once, to what stands; refused where somebody has spoken meanwhile or the step no longer fits."""
    if not answering_units(by).filter(pk=subject.unit.pk).exists():
        raise PermissionDenied
    hold(subject.unit.pk)
    if sent := CaseEntry.objects.filter(by=by, token=sending.token).first():
        return sent
    case, fall = _case_of(subject), _fall_of(subject)
    entries = list(CaseEntry.objects.filter(case=case).select_related("by").in_order()) if case else []
    _refuse_stale(entries, step, sending)
    standing = _standing(subject, fall, sending.today)
    if fault := step_fault(step, case_state(standing, [CaseStep(entry.step) for entry in entries])):
        raise ValidationError(fault)
    case = case or _open(subject, fall, by)
    entry = CaseEntry(
        case=case, step=step, decides=_answer_in_question(entries, step, by), by=by, at=sending.at,
        token=sending.token, sample=case.sample or by.sample, **words,
    )  # fmt: skip
    entry.full_clean()
    entry.save(force_insert=True)
    detail = {"entry": entry.pk, "step": step.value}
    audit(by=by, action=f"Suy giảm: {step.label.lower()}", subject=subject.words, detail=detail, at=sending.at)
    return entry


def _case_of(subject: Subject) -> RegressionCase | None:
    return RegressionCase.objects.filter(unit=subject.unit, fell_on=subject.fell_on, **subject.owner).first()


def _fall_of(subject: Subject) -> VerdictSpan | None:
    """The fall as stored; what was only taken down by something below it is no case of its own."""
    rows = VerdictSpan.objects.filter(unit=subject.unit, track=Track.OFFICIAL, valid_from=subject.fell_on)
    rows = rows.exclude(fall=FallKind.NONE)
    under = (
        {"indicator__part_of": subject.indicator} if subject.indicator else {"indicator__criterion": subject.criterion}
    )
    return None if rows.filter(**under).exists() else rows.filter(**subject.owner).first()


def _standing(subject: Subject, fall: VerdictSpan | None, today: dt.date) -> Standing:
    """What the stored timeline says of the fall today."""
    if fall is None:
        return Standing(FallKind.NONE)
    good = {Verdict.MET, fall.previous}
    later = VerdictSpan.objects.filter(unit=subject.unit, track=Track.OFFICIAL, verdict__in=good, **subject.owner)
    back = later.filter(valid_from__gt=fall.valid_from, valid_from__lte=today).order_by("valid_from").first()
    criteria_set = (subject.criterion or subject.indicator.criterion).criteria_set
    return Standing(FallKind(fall.fall), back and back.valid_from, criteria_set.effective_to < today)


def _open(subject: Subject, fall: VerdictSpan | None, by: User) -> RegressionCase:
    """The first word about a fall gives it a row; there is no row for what never fell."""
    if fall is None:
        raise ValidationError("Không có suy giảm nào ở ô này vào ngày đó.")
    case = RegressionCase(
        unit=subject.unit, fell_on=subject.fell_on, previous=fall.previous, verdict=fall.verdict, sample=by.sample,
        **subject.owner,
    )  # fmt: skip
    case.full_clean()
    case.save(force_insert=True)
    return case


def _refuse_stale(entries: list[CaseEntry], step: CaseStep, sending: Sending) -> None:
    """Somebody spoke since the page was opened: his words first. Remarks never collide."""
    newest = entries[-1] if entries else None
    if step == CaseStep.REMARK or newest is None or newest.pk == sending.seen_id:
        return
    moment = localtime(newest.at)
    words = newest.text or newest.measure or newest.cause
    raise ValidationError(
        f"{newest.by.full_name} vừa ghi lúc {moment:%H:%M} ngày {day(moment.date())} "
        f"({newest.get_step_display().lower()}): “{words}”. Đọc dòng mới ở dưới rồi gửi lại."
    )


def _answer_in_question(entries: list[CaseEntry], step: CaseStep, by: User) -> CaseEntry | None:
    """The answer a decision is about; nobody decides about his own."""
    if step not in DECISIONS:
        return None
    answer = [entry for entry in entries if entry.step == CaseStep.ANSWER][-1]
    if answer.by_id == by.pk:
        raise ValidationError("Không ai tự xem xét trả lời do chính mình ghi. Văn phòng Huyện ủy hoặc tài khoản khác.")
    return answer
