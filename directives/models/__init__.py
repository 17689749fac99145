"""Documents, the tasks they give, and the work that follows from them."""

from directives.models.case import CaseEntry, RegressionCase
from directives.models.directive import Directive, DirectiveQuerySet
from directives.models.dissemination import Dissemination, PartyBody, PartyBodyQuerySet
from directives.models.extension import ExtensionRequest, ExtensionRequestQuerySet
from directives.models.fulfilment import Fulfilment, FulfilmentConfirmation, FulfilmentProof, FulfilmentQuerySet
from directives.models.inspection import (
    ChecklistItem,
    Inspection,
    InspectionMember,
    InspectionNote,
    InspectionPaper,
    InspectionQuerySet,
    InspectionStep,
)
from directives.models.inspection_request import InspectionRequest, Overturn, RequestQuerySet, RequestStep
from directives.models.obligation import Obligation, ObligationQuerySet
from directives.models.plan import ImprovementPlan, PlanQuerySet, PlanStep, PlanStepQuerySet
from directives.models.plan_trail import PlanEvent, StepProgress, StepProof
from directives.models.remark import OfSheet, Remark, RemarkDraft
from directives.models.reminder import CalendarAddress, RemindedTask, Reminder

__all__ = [
    "CalendarAddress",
    "CaseEntry",
    "ChecklistItem",
    "Directive",
    "DirectiveQuerySet",
    "Dissemination",
    "ExtensionRequest",
    "ExtensionRequestQuerySet",
    "Fulfilment",
    "FulfilmentConfirmation",
    "FulfilmentProof",
    "FulfilmentQuerySet",
    "ImprovementPlan",
    "Inspection",
    "InspectionMember",
    "InspectionNote",
    "InspectionPaper",
    "InspectionQuerySet",
    "InspectionRequest",
    "InspectionStep",
    "Obligation",
    "ObligationQuerySet",
    "OfSheet",
    "Overturn",
    "PartyBody",
    "PartyBodyQuerySet",
    "PlanEvent",
    "PlanQuerySet",
    "PlanStep",
    "PlanStepQuerySet",
    "RegressionCase",
    "Remark",
    "RemarkDraft",
    "RemindedTask",
    "Reminder",
    "RequestQuerySet",
    "RequestStep",
    "StepProgress",
    "StepProof",
]
