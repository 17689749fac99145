"""Đôn đốc nhiệm vụ: which communes are urged to finish what a directive asks, and the letter as Word."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.permissions import district_of
from criteria.permissions import may_remind
from criteria.views.rulebook import permit
from directives.permissions import answering_units, directives_visible_to, obligations_visible_to
from directives.tables.states import obligation_states
from ntm_portal import clock
from reports.actions.letters import draft_urging
from reports.forms import ReminderForm
from reports.rules.papers import Letter
from reports.rules.urging import common_deadline
from reports.tables.reminder import letterheads_of
from reports.tables.urging import left_of, urging_letters
from reports.views.files import word_file

TAKE = "tai"


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def urging(request: HttpRequest, pk: int) -> HttpResponse:
    """The letter to every commune with pressing tasks left, until something else is chosen."""
    user, today = request.user, clock.today()
    permit(may_remind(user))
    document = get_object_or_404(directives_visible_to(user).asking(), pk=pk)
    asked = obligations_visible_to(user).filter(directive=document)
    units = answering_units(user).valid_on(today).values_list("pk", flat=True)
    left = left_of(obligation_states(list(units), today, obligations=asked), today)
    context = {"document": document, "owing": left}
    if not left.anyone:
        return render(request, "reports/urging_nobody.html", context)
    typed, heads = request.POST if request.method == "POST" else None, letterheads_of(user)
    day = common_deadline(left.units, today)
    form = ReminderForm(typed, owing=left, heads=heads, today=today, contact=user.full_name, deadline=day)
    letters: Sequence[Letter] = []
    if form.is_valid():
        letters = urging_letters(document, left, form.choice, district_of(user), today, User.objects.sample().exists())
        if TAKE in request.POST:
            draft_urging(directive=document, letters=letters, by=user, at=clock.now(), today=today)
            return word_file(letters)
    return render(request, "reports/urging.html", context | {"form": form, "letters": letters})
