"""What the reports keep: the words of the office, and how the sentences are put."""

from reports.models.texts import PatternText, ReportText

__all__ = ["PatternText", "ReportText"]
