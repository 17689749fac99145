"""The rules as pure functions: no database, no clock, exact rational comparison."""
