"""Nhắc việc: what I was told, where messages go, and the private calendar."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required, login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.cache import get_conditional_response
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.permissions import district_of, is_office, may_have_work
from criteria.views.rulebook import permit
from directives.actions.calendars import digest_of, make_address, revoke_address, set_mail_address
from directives.forms.reminders import MailForm
from directives.models import CalendarAddress
from directives.permissions import may_follow_reminders, reminders_visible_to
from directives.tables.calendar import calendar_of, tag_of
from directives.tables.inbox import dues_of
from directives.tables.unreached import unreached_people
from ntm_portal import clock

HOME = "/nhac-viec/"
EVERYBODY = "tat-ca"
ON_A_PAGE = 30


@login_required
@require_safe
def reminders(request: HttpRequest) -> HttpResponse:
    """My messages, the newest on top; the offices that follow the work also read everybody's."""
    permit(may_have_work(request.user))
    return page(request, MailForm(initial={"email": request.user.email}))


def page(request: HttpRequest, form: MailForm, status: int = 200) -> HttpResponse:
    """The page with the form as it was typed."""
    user = request.user
    everybody = may_follow_reminders(user) and request.GET.get("xem") == EVERYBODY
    rows = reminders_visible_to(user) if everybody else user.reminders.all()
    found = Paginator(
        rows.select_related("user__unit", "user__department").prefetch_related("tasks").newest_first(), ON_A_PAGE
    )
    context = {
        "found": found.get_page(request.GET.get("trang")),
        "everybody": everybody,
        "opens": not everybody or is_office(user),
        "unreached": unreached_people(district_of(user), clock.today()) if everybody else (),
        "may_follow": may_follow_reminders(user),
        "form": form,
        "calendar": CalendarAddress.objects.open().filter(user=user).first(),
    }
    return render(request, "directives/reminders.html", context, status=status)


@login_required
@require_POST
def mail(request: HttpRequest) -> HttpResponse:
    """Where my messages go besides the portal."""
    permit(may_have_work(request.user))
    form = MailForm(request.POST)
    if not form.is_valid():
        return page(request, form, status=422)
    address = form.cleaned_data["email"]
    set_mail_address(by=request.user, address=address, at=clock.now())
    messages.success(request, f"Đã lưu: nhắc việc gửi tới {address}." if address else "Đã lưu: chỉ nhắc trong cổng.")
    return redirect(HOME)


@login_required
@require_POST
def make(request: HttpRequest) -> HttpResponse:
    """A new address of my calendar, shown this once; the one before stops answering."""
    permit(may_have_work(request.user))
    address = request.build_absolute_uri(f"/lich/{make_address(by=request.user, at=clock.now())}.ics")
    messages.success(request, f"Địa chỉ lịch, chỉ hiện một lần, sao chép ngay: {address}")
    return redirect(HOME)


@login_required
@require_POST
def revoke(request: HttpRequest) -> HttpResponse:
    """Nobody reads my calendar any more."""
    permit(may_have_work(request.user))
    try:
        revoke_address(by=request.user, at=clock.now())
    except ValidationError as refused:
        messages.warning(request, refused.messages[0])
    else:
        messages.success(request, "Đã thu hồi địa chỉ lịch. Máy đã đăng ký không đọc được nữa.")
    return redirect(HOME)


@login_not_required
@require_safe
@cache_control(private=True, no_cache=True)
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The due days behind a private address; whoever does not know one is told there is nothing.

    A program that asks again is told that nothing changed, as long as nothing did.
    """
    found = CalendarAddress.objects.open().filter(digest=digest_of(token))
    owner: User = get_object_or_404(User.objects.with_places(), pk__in=found.values("user"))
    permit(may_have_work(owner))
    dues = dues_of(owner, clock.today())
    address = request.build_absolute_uri("/").rstrip("/")
    content = calendar_of(dues, owner.full_name, address, clock.now())
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="han-viec.ics"'
    response["ETag"] = tag_of(dues, owner.full_name, address)
    return get_conditional_response(request, etag=response["ETag"], response=response)
