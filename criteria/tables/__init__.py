"""Reads put together for one page or one form."""
