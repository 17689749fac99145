"""Forms of the dossier: its days, one part, a vote, a survey."""
