"""What the reports keep in the demonstration, every row of it marked as sample."""
