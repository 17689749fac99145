"""The issued report of the demonstration, marked as sample like everything else of it."""
