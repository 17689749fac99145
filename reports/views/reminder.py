"""Đôn đốc: choose who is reminded, read the letter as it will be printed, take it away as Word."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.permissions import district_of
from criteria.permissions import may_remind
from criteria.views.periods import period_or_404, places_of_period
from criteria.views.rulebook import permit
from ntm_portal import clock
from reports.actions.letters import draft_reminder
from reports.forms import ReminderForm
from reports.rules.papers import Letter
from reports.tables.reminder import letterheads_of, letters_of, owing_of
from reports.views.files import word_file

TAKE = "tai"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def reminder(request: HttpRequest, code: str) -> HttpResponse:
    """The letter to everybody who is behind, until something else is chosen; nobody behind, no letter."""
    permit(may_remind(request.user))
    period, today = period_or_404(request, code), clock.today()
    owing = owing_of(period.facts, places_of_period(request, period), today)
    context = {"period": period, "owing": owing}
    if not owing.anyone:
        return render(request, "reports/reminder_nobody.html", context)
    typed = request.POST if request.method == "POST" else None
    heads = letterheads_of(request.user)
    form = ReminderForm(typed, owing=owing, heads=heads, today=today, contact=request.user.full_name)
    letters: Sequence[Letter] = []
    if form.is_valid():
        sample = User.objects.sample().exists()
        letters = letters_of(period.facts, owing, form.choice, district_of(request.user), today, sample)
        if TAKE in request.POST:
            draft_reminder(period=period, letters=letters, by=request.user, at=clock.now(), today=today)
            return word_file(letters)
    return render(
        request, "reports/reminder.html", context | {"form": form, "letters": letters, "no_day": no_day(letters)}
    )


def no_day(letters: Sequence[Letter]) -> bool:
    """Whether the day typed stands in none of the letters."""
    return bool(letters) and not any(letter.until for letter in letters)
