"""Who is at the keyboard: sign-in is required everywhere, and a page typed in an old session is not lost."""

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.forms import Kept, SignInForm, keep
from accounts.models import User
from accounts.views.answers import refusal, speaks_json
from accounts.views.gate import gate

COOKIE = "nguoi_nhap"
REMEMBERED_FOR = 7 * 24 * 3600
OPEN_WITH_TEMPORARY_PASSWORD = ("/doi-mat-khau/", "/dang-xuat/")


class SignInRequired(LoginRequiredMiddleware):
    """Every view asks for sign-in unless it says otherwise; a temporary password must first be changed."""

    def process_view(self, request, view_func, view_args, view_kwargs):
        if not getattr(view_func, "login_required", True):
            return None  # nobody is asked for, so that a public page needs no session and any cache may keep it
        if request.user.is_authenticated and request.user.must_change_password:
            return None if request.path in OPEN_WITH_TEMPORARY_PASSWORD else change_first(request)
        return super().process_view(request, view_func, view_args, view_kwargs)

    def get_login_url(self, view_func):
        """One door for all, the administration pages too."""
        return settings.LOGIN_URL

    def handle_no_permission(self, request, view_func):
        if speaks_json(request):
            return refusal(401, "session", "Phiên làm việc đã hết. Đăng nhập lại để gửi tiếp.")
        if request.method == "POST":
            return session_over(request)
        return super().handle_no_permission(request, view_func)


def change_first(request: HttpRequest) -> HttpResponse:
    """The way to a password of one's own; a script is told to send its person there."""
    if speaks_json(request):
        return refusal(403, "password", "Mật khẩu đang dùng là mật khẩu tạm. Đổi mật khẩu rồi gửi lại.")
    return redirect("/doi-mat-khau/")


def session_over(request: HttpRequest) -> HttpResponse:
    """Sign-in in place of the page that was posted too late; it carries what was typed."""
    kept = keep(request, remembered(request))
    form = SignInForm(request, initial={"kept": kept.packed() if kept else "", "next": request.get_full_path()})
    return render(request, "accounts/session_over.html", gate(form), status=403)


def resume(request: HttpRequest, kept: Kept, stale: bool = False) -> HttpResponse:
    """Offer to send what was typed, to the person who typed it and to nobody else."""
    same = kept.user_id == request.user.pk
    context = {"kept": kept if same else None, "stale": stale}
    return render(request, "accounts/resume.html", context, status=403 if stale else 200)


def remember(response: HttpResponse, user: User) -> HttpResponse:
    """Note in the browser who signed in, for longer than the session lasts; it grants nothing."""
    response.set_signed_cookie(
        COOKIE, user.pk, max_age=REMEMBERED_FOR, httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
    return response


def remembered(request: HttpRequest) -> int | None:
    """Who signed in here last, if the browser still knows."""
    try:
        return int(request.get_signed_cookie(COOKIE, default=None, max_age=REMEMBERED_FOR))
    except (signing.BadSignature, TypeError):
        return None
