"""Documents, the tasks they give, and the work that follows from them."""

from directives.models.directive import Directive, DirectiveQuerySet, Obligation, ObligationQuerySet

__all__ = ["Directive", "DirectiveQuerySet", "Obligation", "ObligationQuerySet"]
