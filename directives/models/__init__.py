"""Documents, the tasks they give, and the work that follows from them."""

from directives.models.directive import Directive, DirectiveQuerySet, Obligation, ObligationQuerySet
from directives.models.plan import ImprovementPlan, PlanQuerySet, PlanStep, PlanStepQuerySet
from directives.models.plan_trail import PlanEvent, StepProgress, StepProof

__all__ = [
    "Directive",
    "DirectiveQuerySet",
    "ImprovementPlan",
    "Obligation",
    "ObligationQuerySet",
    "PlanEvent",
    "PlanQuerySet",
    "PlanStep",
    "PlanStepQuerySet",
    "StepProgress",
    "StepProof",
]
