"""Kỳ báo cáo: the calendar, the board of one period, taking sheets over, locking and unlocking."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.permissions import communes_visible_to, district_of, is_commune_user, may_see_periods
from communes.models import Unit
from criteria.actions.periods import lock_period, plan_year, unlock_period
from criteria.actions.submissions import take_over
from criteria.forms.periods import LockForm, UnlockForm
from criteria.models import PeriodLock, ReportingPeriod
from criteria.permissions import indicators_visible_to, may_lock, may_remind, periods_visible_to
from criteria.rules.periods import lock_faults, state_of
from criteria.tables.frozen import moved_since
from criteria.tables.owing import senders_of
from criteria.tables.periods import board_of, calendar_of
from criteria.views.rulebook import permit, sent
from ntm_portal import clock
from ntm_portal.vietnamese import counted

HOME = "/ky-bao-cao/"


@login_required
@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    """Every period with its due days."""
    permit(may_see_periods(request.user))
    today, periods = clock.today(), periods_visible_to(request.user)
    context = {
        "lines": calendar_of(periods, communes_visible_to(request.user).valid_on(today), today),
        "plan": next_year(periods, today.year) if may_lock(request.user) else None,
        "today": today,
    }
    return render(request, "criteria/periods.html", context)


def next_year(periods, this_year: int) -> int:
    """The first year from this one on that has no periods."""
    planned = {row.ends_on.year for row in periods}
    return next(year for year in range(this_year, this_year + 100) if year not in planned)


@login_required
@require_POST
def plan(request: HttpRequest) -> HttpResponse:
    """Lập lịch: the first year that has no periods yet."""
    permit(may_lock(request.user))
    year = next_year(periods_visible_to(request.user), clock.today().year)
    added = plan_year(district=district_of(request.user), year=year, by=request.user)
    messages.success(request, f"Đã lập lịch {counted(added)} kỳ báo cáo năm {year}.")
    return redirect(HOME)


def period_or_404(request: HttpRequest, code: str) -> ReportingPeriod:
    """A period of the reader's district."""
    return get_object_or_404(periods_visible_to(request.user), code=code)


def places_of_period(request: HttpRequest, period: ReportingPeriod) -> list[Unit]:
    """The places the reader may see, as they stood in the period."""
    on = min(period.ends_on, clock.today())
    return list(communes_visible_to(request.user).valid_on(on).in_order())


@login_required
@require_safe
def board(request: HttpRequest, code: str) -> HttpResponse:
    """One period: who sent when, how full the sheets are, what changed since the lock."""
    period, today = period_or_404(request, code), clock.today()
    units = places_of_period(request, period)
    lock = PeriodLock.objects.filter(period=period).select_related("locked_by", "unlocked_by").first()
    found = board_of(period.facts, units, indicators_visible_to(request.user), today)
    context = {
        "period": period,
        "state": state_of(period.facts, today),
        "board": found,
        "senders": senders_of(found, today),
        "may_remind": may_remind(request.user),
        "may_lock": may_lock(request.user),
        "may_open": may_lock(request.user) or is_commune_user(request.user),
        "lock_faults": lock_faults(period.facts, today),
        "lock": lock,
        "moved": moved_since(lock, units, today) if lock else [],
    }
    return render(request, "criteria/period.html", context)


@login_required
@require_POST
def take(request: HttpRequest, code: str) -> HttpResponse:
    """Tiếp nhận: the ticked sheets, each by itself; what cannot be taken over says why."""
    permit(may_lock(request.user))
    period = period_or_404(request, code)
    chosen = set(request.POST.getlist("xa"))
    taken = 0
    for unit in places_of_period(request, period):
        if unit.slug not in chosen:
            continue
        try:
            take_over(unit=unit, period=period, by=request.user, at=clock.now())
        except ValidationError as refused:
            messages.error(request, " ".join(refused.messages))
        else:
            taken += 1
    if taken:
        messages.success(request, f"Đã tiếp nhận {counted(taken)} phiếu kỳ {period.name}.")
    elif not chosen:
        messages.info(request, "Chưa chọn phiếu nào để tiếp nhận.")
    return redirect(f"{HOME}{code}/")


@login_required
def lock(request: HttpRequest, code: str) -> HttpResponse:
    """Chốt số liệu of a whole period; what is still open is listed beside the button."""
    permit(may_lock(request.user))
    period, today = period_or_404(request, code), clock.today()
    form = LockForm(sent(request), back=f"{HOME}{code}/", button="Chốt số liệu")
    if form.is_valid():
        with form.refusals():
            lock_period(period=period, by=request.user, at=clock.now(), today=today)
            messages.success(request, f"Đã chốt số liệu kỳ {period.name}.")
            return redirect(f"{HOME}{code}/")
    units = places_of_period(request, period)
    context = {
        "period": period,
        "form": form,
        "board": board_of(period.facts, units, indicators_visible_to(request.user), today),
        "faults": lock_faults(period.facts, today),
    }
    return render(request, "criteria/period_lock.html", context)


@login_required
def unlock(request: HttpRequest, code: str) -> HttpResponse:
    """Mở chốt, with a reason that stays on the board."""
    permit(may_lock(request.user))
    period = period_or_404(request, code)
    form = UnlockForm(sent(request), back=f"{HOME}{code}/", button="Mở chốt")
    if form.is_valid():
        with form.refusals():
            unlock_period(period=period, reason=form.cleaned_data["reason"], by=request.user, at=clock.now())
            messages.success(request, f"Đã mở chốt kỳ {period.name}.")
            return redirect(f"{HOME}{code}/")
    return render(request, "criteria/period_unlock.html", {"period": period, "form": form})
