"""Take the demonstration away and leave rulebook, units and everything real."""

from functools import partial

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models, transaction

from accounts.models import AuditEntry, SavedView, User
from communes.models import Appointment, Officer, Unit
from criteria.actions.demo.papers import remove_files
from criteria.actions.spans import rebuild_spans, respan_targets
from criteria.models import (
    Comment,
    CommentWithdrawal,
    DebtLine,
    EmptyCell,
    Evidence,
    EvidenceLink,
    Extension,
    Finding,
    FrozenCell,
    FundingLine,
    ImportBatch,
    ImportLayout,
    ImportLine,
    Mention,
    MoneySheet,
    Movement,
    PeriodLock,
    Recognition,
    ReturnedCell,
    RuleSetting,
    Settlement,
    Submission,
    SubmissionStep,
    Target,
    TargetCheck,
    VerdictSpan,
)

# The way of the sheets, removed before the figures it speaks of; dependents first.
FLOW = (ReturnedCell, EmptyCell, SubmissionStep, Submission, Extension, FrozenCell, PeriodLock)
TALK = (Settlement, Mention, CommentWithdrawal, Comment)
# The lines of a table of money go before the table.
LINES = (FundingLine, DebtLine)
# Chains of corrections, each taken away from its end.
CHAINS = (MoneySheet, Movement, Finding, Target)
# What is removed, dependents first.
SAMPLES = (ImportBatch, ImportLayout, Recognition, RuleSetting, AuditEntry, User, Appointment, Officer)
PORTAL = ("communes", "accounts", "criteria", "directives", "dossiers", "reports")
# Rows that only accompany others, and go or are computed again with them.
FOLLOWERS = (VerdictSpan, AuditEntry, ImportLine, SavedView)


class RealRecordsDepend(Exception):
    """Real records still lean on the demonstration; `records` names them."""

    def __init__(self, records: list[str]):
        self.records = records
        super().__init__("; ".join(records))


def is_marked(model: type[models.Model]) -> bool:
    """Whether rows of the model can be marked as sample."""
    try:
        return model._meta.get_field("sample") is not None
    except FieldDoesNotExist:
        return False


def dependents() -> list[str]:
    """Real records that point at sample records, in words, so that somebody can decide on each."""
    found = []
    for model in apps.get_models():
        if model._meta.app_label not in PORTAL or model in FOLLOWERS or model.__name__.startswith("Historical"):
            continue
        own = {"sample": False} if is_marked(model) else {}
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and is_marked(field.related_model):
                rows = model.objects.filter(**own, **{f"{field.name}__sample": True})[:20]
                found += [f"{model._meta.verbose_name} {row.pk} ({field.verbose_name})" for row in rows]
    return found


@transaction.atomic
def remove_demo() -> dict[str, int]:
    """Xóa số liệu minh họa, once nothing real depends on them. Returns how many rows of each kind went."""
    judged = set(Target.objects.filter(sample=True).values_list("indicator_id", flat=True))
    touched = list(Unit.objects.filter(pk__in=Finding.objects.filter(sample=True).values("unit")).held())
    digests = list(Evidence.objects.filter(sample=True).values_list("sha256", flat=True))
    removed = remove_evidence()
    VerdictSpan.objects.filter(unit__in=touched).delete()
    TargetCheck.objects.filter(sample=True).delete()
    removed |= {str(model._meta.verbose_name): remove_samples(model) for model in TALK + FLOW + LINES}
    removed |= {str(model._meta.verbose_name): remove_corrections_first(model) for model in CHAINS}
    removed |= {str(model._meta.verbose_name): remove_samples(model) for model in SAMPLES}
    rebuild_spans(touched)
    respan_targets(judged)
    transaction.on_commit(partial(remove_files, digests))
    return removed


def remove_evidence() -> dict[str, int]:
    """Withdrawals before the links they take back, then the documents; their files go when all this is certain."""
    links = EvidenceLink.objects.filter(sample=True)
    removed = {str(Evidence._meta.verbose_name): Evidence.objects.filter(sample=True).count()}
    for rows in (links.exclude(withdraws=None), links, Evidence.objects.filter(sample=True)):
        rows._raw_delete(rows.db)
    return removed


def remove_samples(model: type[models.Model]) -> int:
    """The sample rows of a model and of its history; how many there were."""
    removed = model.objects.filter(sample=True).count()
    model.objects.filter(sample=True).delete()
    if hasattr(model, "history"):
        model.history.filter(sample=True).delete()
    return removed


def remove_corrections_first(model: type[models.Model]) -> int:
    """A correction protects what it corrects, so the newest link of each chain goes first."""
    removed = 0
    while rows := list(model.objects.filter(sample=True, corrected_by=None).values_list("pk", flat=True)):
        for start in range(0, len(rows), 500):
            model.objects.filter(pk__in=rows[start : start + 500])._raw_delete(model.objects.db)
        removed += len(rows)
    return removed
