"""What is typed about the work that follows from the directive."""
