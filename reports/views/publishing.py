"""Trang công khai in the administration: whether it is open, since when and why, what it shows, and the switch."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.context import PUBLIC_PAGE
from accounts.permissions import district_of, may_administer
from criteria.views.rulebook import sent
from ntm_portal import clock
from reports.actions.publishing import switch_public
from reports.forms import PublicForm
from reports.models import PublicSwitch
from reports.views.public import MINUTES, draw_public


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def publishing(request: HttpRequest) -> HttpResponse:
    """One question, answered by one button: the state that is not the present one."""
    if not may_administer(request.user):
        raise Http404
    district = district_of(request.user)
    switches = list(PublicSwitch.objects.of(district))
    newest = switches[0] if switches else None
    is_open = bool(newest and newest.shown)
    form = PublicForm(
        sent(request),
        back="/quan-tri/",
        button="Đóng trang công khai" if is_open else "Mở trang công khai",
        initial={"shown": not is_open, "seen": newest and newest.pk},
    )
    if form.is_valid():
        with form.refusals():
            done = switch_public(district=district, **form.cleaned_data, by=request.user, at=clock.now())
            messages.success(request, f"Đã {'mở' if done.shown else 'đóng'} trang công khai.")
            return redirect(PUBLIC_PAGE)
    if form.is_bound:
        form.look_again(shown=not is_open, seen=newest.pk if newest else "")
    context = {
        "form": form,
        "is_open": is_open,
        "newest": newest,
        "switches": switches,
        "address": request.build_absolute_uri("/cong-khai/"),
        "minutes": MINUTES,
    }
    return render(request, "reports/publishing.html", context)


@login_required
@never_cache
@require_safe
def preview(request: HttpRequest) -> HttpResponse:
    """The page as a visitor would read it now, whether it is open or not."""
    if not may_administer(request.user):
        raise Http404
    return HttpResponse(draw_public(district_of(request.user), clock.today(), preview=True))
