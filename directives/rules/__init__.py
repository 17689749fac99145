"""When a task is done, late, or lost: pure functions without a database and without a clock."""
