"""Error pages: what is safe, what is kept, and a code to read out."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseServerError
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from accounts.forms import Kept, SignInForm, keep
from accounts.views.answers import refusal, speaks_json
from accounts.views.gate import gate
from accounts.views.session import resume
from ntm_portal import clock


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request the portal does not read: too large, or not made by its own pages."""
    if isinstance(exception, RequestDataTooBig):
        limit = {"most_mb": settings.EVIDENCE_MAX_MB}
        return HttpResponse(render_to_string("413.html", stamp(request) | limit), status=413)
    return HttpResponse(render_to_string("400.html", stamp(request)), status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Our own fault. Reads no database, and keeps what was typed so that it can be sent once more."""
    trusted = request.method == "POST" and getattr(request, "csrf_processing_done", False)
    kept = keep(request, user_id=None) if trusted else None
    fields = kept.fields if kept else []
    context = stamp(request) | {
        "path": request.get_full_path(),
        "posted": request.method == "POST",
        "fields": fields,
        "csrf_token": get_token(request) if fields else "",
    }
    return HttpResponseServerError(render_to_string("500.html", context))


def stamp(request: HttpRequest) -> dict:
    """The code to read out, and the moment."""
    return {"code": getattr(request, "code", ""), "moment": clock.now()}


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page opened before the present sign-in; if it was one of ours, what was typed can still be sent."""
    if speaks_json(request):
        return refusal(401, "token", "Trang được mở trước lần đăng nhập hiện tại. Đăng nhập lại để gửi tiếp.")
    if request.path == settings.LOGIN_URL:
        return sign_in_again(request)
    own_page = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    kept = keep(request, request.user.pk) if own_page and request.user.is_authenticated else None
    if kept:
        return resume(request, kept, stale=True)
    return render(request, "403_csrf.html", status=403)


def sign_in_again(request: HttpRequest) -> HttpResponse:
    """The sign-in page had grown old; show a new one, or go on if another tab has signed in meanwhile."""
    carried = request.POST.get("kept", "")
    kept = Kept.unpacked(carried)
    if not request.user.is_authenticated:
        return render(request, "accounts/sign_in.html", gate(SignInForm(request, initial={"kept": carried})))
    return resume(request, kept) if kept else redirect(settings.LOGIN_URL)
