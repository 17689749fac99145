"""What the reports keep: what was issued."""

from reports.models.issued import IssuedFile, IssuedForm, IssuedReport

__all__ = ["IssuedFile", "IssuedForm", "IssuedReport"]
