"""The work that follows from the directive in the demonstration, every row of it marked as sample."""
