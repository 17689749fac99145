"""When a part is there, what it lacks, whether a vote or a survey reaches what is asked; no database, no clock."""
