"""Take the demonstration away: the work first, then the figures it speaks of."""

from django.db import models, transaction

from criteria.actions.demo.removing import remove_demo, remove_samples
from directives.models import (
    CalendarAddress,
    CaseEntry,
    ChecklistItem,
    Directive,
    Dissemination,
    ExtensionRequest,
    Fulfilment,
    FulfilmentConfirmation,
    FulfilmentProof,
    ImprovementPlan,
    Inspection,
    InspectionMember,
    InspectionNote,
    InspectionPaper,
    InspectionRequest,
    InspectionStep,
    Obligation,
    Overturn,
    PartyBody,
    PlanEvent,
    PlanStep,
    RegressionCase,
    Remark,
    RemarkDraft,
    RemindedTask,
    Reminder,
    RequestStep,
    StepProgress,
    StepProof,
)

# What is removed, dependents first.
WORK: tuple[type[models.Model], ...] = (
    RemindedTask,
    Reminder,
    CalendarAddress,
    RemarkDraft,
    Remark,
    StepProgress,
    StepProof,
    PlanEvent,
    PlanStep,
    ImprovementPlan,
    FulfilmentConfirmation,
    FulfilmentProof,
    Fulfilment,
    ExtensionRequest,
    Dissemination,
    PartyBody,
    Obligation,
    Directive,
    Overturn,
    InspectionPaper,
    RequestStep,
    InspectionRequest,
    InspectionStep,
    InspectionNote,
    ChecklistItem,
    InspectionMember,
    Inspection,
    CaseEntry,
    RegressionCase,
)


@transaction.atomic
def remove_all() -> dict[str, int]:
    """Xóa số liệu minh họa và các việc theo Chỉ thị, once nothing real depends on them.

    Returns how many rows of each kind went.
    """
    removed = {str(model._meta.verbose_name): remove_samples(model) for model in WORK}
    return removed | remove_demo()
