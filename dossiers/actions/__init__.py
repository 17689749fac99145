"""Writes to dossiers: opened, registered and handed in; papers, votes and surveys that are only added."""
