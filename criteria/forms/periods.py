"""Single forms around a period: locking, unlocking, asking for more time and deciding on it."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError

from criteria.forms.rulebook import RulebookForm, Words
from ntm_portal.vietnamese import DayFault, parse_day

WHY = {"required": "Nêu lý do."}


class DayField(forms.CharField):
    """A day as the office writes it: 28/8/2017."""

    def clean(self, value: object) -> dt.date | None:
        """The day, or what is wrong with it in a sentence."""
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return parse_day(typed)
        except DayFault as fault:
            raise ValidationError(str(fault)) from fault


class LockForm(RulebookForm):
    """Chốt số liệu: nothing to type, one button."""


class UnlockForm(RulebookForm):
    """Mở chốt, with the reason."""

    reason = Words(label="Lý do mở chốt", max_length=300, error_messages=WHY)


class ExtensionForm(RulebookForm):
    """Đề nghị gia hạn: for the whole sheet, or for one cell."""

    indicator = forms.ChoiceField(label="Gia hạn cho", required=False)
    wanted_until = DayField(
        label="Xin đến hết ngày",
        max_length=40,
        help_text="theo mẫu 28/8/2017",
        error_messages={"required": "Ghi ngày xin gia hạn."},
    )
    reason = Words(label="Lý do", max_length=300, error_messages=WHY)

    def __init__(self, *args, choices: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["indicator"].choices = choices


class DecisionForm(RulebookForm):
    """Quyết định gia hạn: until when, or not at all, and why."""

    granted = forms.ChoiceField(
        label="Quyết định",
        choices=[("co", "Đồng ý"), ("khong", "Không đồng ý")],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn đồng ý hoặc không."},
    )
    expires_on = DayField(label="Được đến hết ngày", max_length=40, required=False, help_text="khi đồng ý")
    reason = Words(label="Lý do quyết định", max_length=300, error_messages=WHY)
