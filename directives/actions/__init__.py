"""Writes: documents and their tasks, and the work that follows from them."""
