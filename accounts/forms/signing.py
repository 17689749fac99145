"""Signing in, and changing one's own password."""

from contextlib import contextmanager

from crispy_forms.bootstrap import StrictButton
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Field, Layout
from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.exceptions import ValidationError
from django.utils.html import format_html

from ntm_portal.vietnamese import counted


class SignInForm(AuthenticationForm):
    """Name and password; says how many tries are left before the account is locked."""

    kept = forms.CharField(required=False, widget=forms.HiddenInput)
    next = forms.CharField(required=False, widget=forms.HiddenInput)

    error_messages = {"required": "Nhập đủ tên đăng nhập và mật khẩu."}

    def __init__(self, request=None, *args, **kwargs):
        super().__init__(request, *args, **kwargs)
        self.fields["username"].error_messages["required"] = "Nhập tên đăng nhập."
        password = self.fields["password"]
        password.label = "Mật khẩu"
        password.error_messages["required"] = "Nhập mật khẩu."
        password.help_text = "Kiểm tra phím Caps Lock và bộ gõ tiếng Việt." if self.is_bound else ""
        self.helper = FormHelper()
        self.helper.form_action = settings.LOGIN_URL
        self.helper.attrs = {"novalidate": True}
        self.helper.layout = Layout(
            Field("username", autocapitalize="none", spellcheck="false"),
            "password",
            "kept",
            "next",
            StrictButton("Đăng nhập", type="submit", css_class="btn-primary w-100"),
        )

    def clean_username(self) -> str:
        """Phones begin words with a capital; accounts are written small."""
        return self.cleaned_data["username"].strip().lower()

    def get_invalid_login_error(self) -> ValidationError:
        self.fields["password"].widget.attrs |= {"class": "is-invalid", "aria-invalid": "true"}
        failures = getattr(self.request, "axes_failures_since_start", None) or 0
        left = max(settings.AXES_FAILURE_LIMIT - failures, 0)
        minutes = settings.AXES_COOLOFF_TIME.seconds // 60
        return ValidationError(
            format_html(
                "<b>Tên đăng nhập hoặc mật khẩu chưa đúng.</b><br>Còn {} lần thử; sau đó tài khoản tạm khóa {} phút.",
                counted(left),
                minutes,
            )
        )


class PasswordForm(forms.Form):
    """The password in use, and the new one twice."""

    old_password = forms.CharField(
        label="Mật khẩu đang dùng",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": "Nhập mật khẩu đang dùng."},
    )
    new_password = forms.CharField(
        label="Mật khẩu mới",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Nhập mật khẩu mới."},
    )
    new_password_again = forms.CharField(
        label="Nhập lại mật khẩu mới",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Nhập lại mật khẩu mới."},
    )

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["new_password"].help_text = " ".join(password_validators_help_texts())
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": True}
        self.helper.layout = Layout(
            "old_password",
            "new_password",
            "new_password_again",
            StrictButton("Đổi mật khẩu", type="submit", css_class="btn-primary"),
            HTML('<a class="btn btn-text" href="/">Bỏ qua</a>'),
        )

    def clean_old_password(self) -> str:
        """Whoever finds a screen left open cannot take the account over."""
        if not self.user.check_password(self.cleaned_data["old_password"]):
            raise ValidationError("Mật khẩu đang dùng chưa đúng.")
        return self.cleaned_data["old_password"]

    def clean(self) -> dict:
        first, again = self.cleaned_data.get("new_password"), self.cleaned_data.get("new_password_again")
        if first and again and first != again:
            self.add_error("new_password_again", "Hai lần nhập mật khẩu mới chưa giống nhau.")
        return self.cleaned_data

    @contextmanager
    def refusals(self):
        """What the action refuses becomes an error of the new password."""
        try:
            yield
        except ValidationError as refused:
            self.add_error("new_password", refused.messages)
