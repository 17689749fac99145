"""Documents, the tasks they give, and the work that follows from them."""

from directives.models.directive import Directive, DirectiveQuerySet
from directives.models.dissemination import Dissemination, PartyBody, PartyBodyQuerySet
from directives.models.extension import ExtensionRequest, ExtensionRequestQuerySet
from directives.models.fulfilment import (
    Fulfilment,
    FulfilmentConfirmation,
    FulfilmentProof,
    FulfilmentQuerySet,
)
from directives.models.obligation import Obligation, ObligationQuerySet

__all__ = [
    "Directive",
    "DirectiveQuerySet",
    "Dissemination",
    "ExtensionRequest",
    "ExtensionRequestQuerySet",
    "Fulfilment",
    "FulfilmentConfirmation",
    "FulfilmentProof",
    "FulfilmentQuerySet",
    "Obligation",
    "ObligationQuerySet",
    "PartyBody",
    "PartyBodyQuerySet",
]
