"""Documents, the tasks they give, and the work that follows from them."""

from directives.models.case import CaseEntry, RegressionCase
from directives.models.directive import Directive, DirectiveQuerySet, Obligation, ObligationQuerySet
from directives.models.reminder import CalendarAddress, RemindedTask, Reminder

__all__ = [
    "CalendarAddress",
    "CaseEntry",
    "Directive",
    "DirectiveQuerySet",
    "Obligation",
    "ObligationQuerySet",
    "RegressionCase",
    "RemindedTask",
    "Reminder",
]
