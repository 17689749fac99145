"""Where tasks stand, for the pages that show them."""

from directives.tables.states import ObligationState, obligation_states

__all__ = ["ObligationState", "obligation_states"]
