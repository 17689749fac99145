"""Form of nhắc việc: where the messages go besides the portal."""

from contextlib import suppress

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from ntm_portal.vietnamese import nfc


class MailForm(forms.Form):
    """Thư điện tử nhận nhắc việc; an empty field means that messages are read in the portal only."""

    email = forms.CharField(
        label="Thư điện tử nhận nhắc việc",
        required=False,
        max_length=254,
        widget=forms.TextInput(
            attrs={"class": "form-control form-control-sm", "inputmode": "email", "autocomplete": "email"}
        ),
    )

    def clean_email(self) -> str:
        typed = nfc(self.cleaned_data["email"]).strip()
        if not typed:
            return ""
        with suppress(ValidationError):
            validate_email(typed)
            return typed
        raise ValidationError("Địa chỉ thư chưa đúng, ví dụ nguyenvana@namdinh.gov.vn. Để trống nếu không nhận thư.")
