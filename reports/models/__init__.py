"""What the reports keep: what was issued, the words of the office, and how the sentences are put."""

from reports.models.forms import FormSetting
from reports.models.issued import IssuedFile, IssuedForm, IssuedReport
from reports.models.texts import PatternText, ReportText

__all__ = ["FormSetting", "IssuedFile", "IssuedForm", "IssuedReport", "PatternText", "ReportText"]
