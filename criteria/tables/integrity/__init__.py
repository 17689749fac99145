"""Checks of figures, verdicts, the rulebook, the way of a sheet and the evidence."""
