"""What the reports keep: what was issued and taken back, the words of the office, how the sentences are put, and
whether the public reads along."""

from reports.models.forms import FormSetting
from reports.models.issued import IssuedFile, IssuedForm, IssuedReport
from reports.models.letterheads import LetterheadSetting
from reports.models.public import PublicSwitch
from reports.models.texts import PatternText, ReportText
from reports.models.withdrawal import IssuedWithdrawal

__all__ = [
    "FormSetting", "IssuedFile", "IssuedForm", "IssuedReport", "IssuedWithdrawal", "LetterheadSetting", "PatternText",
    "PublicSwitch", "ReportText",
]  # fmt: skip
