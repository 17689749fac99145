"""Forms of the work that follows from the directive."""

"""What is typed about the work that follows from the directive."""
