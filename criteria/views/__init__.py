"""Pages on which figures are entered and looked up again."""
