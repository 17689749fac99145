"""The name of a saved view."""

from collections.abc import Iterator
from contextlib import contextmanager

from django import forms
from django.core.exceptions import ValidationError


class SavedViewForm(forms.Form):
    """A page and what its reader calls it."""

    name = forms.CharField(
        label="Tên cách xem",
        max_length=80,
        error_messages={"required": "Đặt tên để sau này tìm lại, ví dụ “BHYT các xã chưa đạt”."},
    )
    address = forms.CharField(max_length=1000, widget=forms.HiddenInput)

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """An action's refusal becomes a fault of the form."""
        try:
            yield
        except ValidationError as refusal:
            self.add_error(None, refusal.messages)
