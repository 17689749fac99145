"""Writes of the rulebook and the findings: each atomic, checked and audited."""
