"""Signing in without leaving the page: the grid keeps what was typed while its session has ended."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.html import strip_tags
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from accounts.forms import SignInForm
from accounts.views.answers import refusal
from accounts.views.session import remember

SOMEBODY_ELSE = "Số chưa gửi ở trang này do tài khoản khác nhập. Đăng nhập bằng tài khoản đó, hoặc mở trang mới."


@login_not_required
@never_cache
@ensure_csrf_cookie
@require_http_methods(["GET", "POST"])
@sensitive_post_parameters("password")
def sign_in_in_place(request: HttpRequest) -> HttpResponse:
    """Who is signed in; or the same person's way back in (`user`), whoever else tries is turned away."""
    if request.method == "GET":
        return JsonResponse({"user": request.user.pk})
    form = SignInForm(request, data=request.POST)
    if not form.is_valid():
        sentences = [strip_tags(sentence) for faults in form.errors.values() for sentence in faults]
        return refusal(422, "password", *sentences)
    user = form.get_user()
    if str(user.pk) != request.POST.get("user"):
        return refusal(409, "other", SOMEBODY_ELSE)
    login(request, user)
    return remember(JsonResponse({"user": user.pk}), user)
