"""Documents, the tasks they give, and the work that follows from them."""

from directives.models.case import CaseEntry, RegressionCase
from directives.models.directive import Directive, DirectiveQuerySet, Obligation, ObligationQuerySet
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
from directives.models.reminder import CalendarAddress, RemindedTask, Reminder

__all__ = [
    "CalendarAddress",
    "CaseEntry",
    "ChecklistItem",
    "Directive",
    "DirectiveQuerySet",
    "Inspection",
    "InspectionMember",
    "InspectionNote",
    "InspectionPaper",
    "InspectionQuerySet",
    "InspectionRequest",
    "InspectionStep",
    "Obligation",
    "ObligationQuerySet",
    "Overturn",
    "RegressionCase",
    "RemindedTask",
    "Reminder",
    "RequestQuerySet",
    "RequestStep",
]
