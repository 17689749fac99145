"""Documents, the tasks they give, and the work that follows from them."""

from directives.models.directive import Directive, DirectiveQuerySet, Obligation, ObligationQuerySet
from directives.models.remark import OfSheet, Remark, RemarkDraft
from directives.models.reminder import CalendarAddress, RemindedTask, Reminder

__all__ = [
    "CalendarAddress",
    "Directive",
    "DirectiveQuerySet",
    "Obligation",
    "ObligationQuerySet",
    "OfSheet",
    "Remark",
    "RemarkDraft",
    "RemindedTask",
    "Reminder",
]
