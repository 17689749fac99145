"""What the reports keep: what was issued and taken back, the words of the office, and how the sentences are put."""

from reports.models.forms import FormSetting
from reports.models.issued import IssuedFile, IssuedForm, IssuedReport
from reports.models.texts import PatternText, ReportText
from reports.models.withdrawal import IssuedWithdrawal

__all__ = [
    "FormSetting", "IssuedFile", "IssuedForm", "IssuedReport", "IssuedWithdrawal", "PatternText", "ReportText",
]  # fmt: skip
