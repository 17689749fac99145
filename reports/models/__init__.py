"""What the reports keep: what was issued."""

from reports.models.forms import FormSetting
from reports.models.issued import IssuedFile, IssuedForm, IssuedReport

__all__ = ["FormSetting", "IssuedFile", "IssuedForm", "IssuedReport"]
