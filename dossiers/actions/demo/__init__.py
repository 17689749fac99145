"""The dossiers of the demonstration: all invented, all marked."""
