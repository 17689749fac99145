"""No table of its own: Django announces the end of a migration only to apps that have this module."""
