"""Documents, the tasks they give, and the work that follows from them."""

from directives.models.case import CaseEntry, RegressionCase
from directives.models.directive import Directive, DirectiveQuerySet, Obligation, ObligationQuerySet

__all__ = ["CaseEntry", "Directive", "DirectiveQuerySet", "Obligation", "ObligationQuerySet", "RegressionCase"]
