"""Sign-in, sign-out, lockout and one's own password."""

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from accounts import rules
from accounts.actions import change_password
from accounts.forms import Kept, PasswordForm, SignInForm
from accounts.permissions import home_path
from accounts.views.gate import gate
from accounts.views.session import remember, resume
from ntm_portal import clock


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Đăng nhập, and go on where the person was."""
    if request.method == "GET" and request.user.is_authenticated:
        return redirect(safe_path(request, request.GET.get("next")) or home_path(request.user))
    form = SignInForm(request, data=request.POST or None, initial={"next": request.GET.get("next", "")})
    if request.method == "POST" and form.is_valid():
        user = form.get_user()
        login(request, user)
        kept = Kept.unpacked(form.cleaned_data["kept"])
        onward = safe_path(request, form.cleaned_data["next"]) or home_path(user)
        return remember(resume(request, kept) if kept else redirect(onward), user)
    return render(request, "accounts/sign_in.html", gate(form))


def safe_path(request: HttpRequest, path: str | None) -> str:
    """Where to go next, if that is a page of this portal."""
    return path if path and url_has_allowed_host_and_scheme(path, {request.get_host()}, request.is_secure()) else ""


def locked_out(request: HttpRequest, response: HttpResponse, credentials: dict) -> HttpResponse:
    """The page after too many failures: until when, and what to do; what was typed stays kept."""
    attempts = AccessAttempt.objects.filter(username=credentials["username"])
    until = rules.locked_until(
        attempts.values_list("attempt_time", "failures_since_start"),
        settings.AXES_FAILURE_LIMIT,
        settings.AXES_COOLOFF_TIME,
    )
    carried = {name: request.POST.get(name, "") for name in ("kept", "next")}
    form = SignInForm(request, initial=carried)
    context = gate(form) | {"until": until and until.astimezone(clock.LOCAL)}
    return render(request, "accounts/locked.html", context, status=429)


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Đăng xuất."""
    logout(request)
    return redirect(settings.LOGIN_URL)


@never_cache
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
def own_password(request: HttpRequest) -> HttpResponse:
    """Đổi mật khẩu của chính mình; other sessions of the account end."""
    form = PasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            change_password(user=request.user, password=form.cleaned_data["new_password"], by=request.user)
            update_session_auth_hash(request, request.user)
            messages.success(request, "Đã đổi mật khẩu. Các máy khác phải đăng nhập lại.")
            return redirect(home_path(request.user))
    return render(request, "accounts/own_password.html", {"form": form})
