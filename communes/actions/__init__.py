"""Writes on places and people.

They leave their trace with simple_history (user and reason), not with the audit line of `accounts`:
that app stands above this one and cannot be imported here.
"""
