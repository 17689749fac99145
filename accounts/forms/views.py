"""The name of a saved view."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.core.exceptions import ValidationError


class NameForm(forms.Form):
    """What its reader calls a view. Every refusal is said at the name: it is all that one types."""

    name = forms.CharField(
        label="Tên cách xem",
        max_length=80,
        widget=forms.TextInput(attrs={"class": "form-control", "autofocus": True, "autocomplete": "off"}),
        error_messages={
            "required": "Đặt tên để sau này tìm lại, ví dụ “BHYT các xã chưa đạt”.",
            "max_length": "Tên dài nhất %(limit_value)d ký tự, tên này dài %(show_value)d.",
        },
    )

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """An action's refusal becomes a fault of the form."""
        try:
            yield
        except ValidationError as refusal:
            self.add_error("name", refusal.messages)


class SavedViewForm(NameForm):
    """A page and what its reader calls it; he may also have the page open by it."""

    address = forms.CharField(max_length=1000, widget=forms.HiddenInput)
    opens = forms.BooleanField(
        label="Mở trang này theo cách xem này",
        required=False,
        widget=forms.CheckboxInput(attrs={"class": "form-check-input"}),
    )


class RenameForm(NameForm):
    """Another name for a view that was called `seen` when its reader looked."""

    seen = forms.CharField(required=False)
