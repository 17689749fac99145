"""Rules about places: names, lists and outlines. No database, no clock."""
