"""Forms for signing in and for one's own password."""

from accounts.forms.kept import Kept, keep
from accounts.forms.signing import PasswordForm, SignInForm

__all__ = ["Kept", "PasswordForm", "SignInForm", "keep"]
