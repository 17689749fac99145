"""Forms of the work that follows from the directive."""
