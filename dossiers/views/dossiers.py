"""Lập hồ sơ, and its days."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.models import User
from accounts.permissions import district_of
from communes.models import Unit
from criteria.views.rulebook import permit, sent
from directives.actions.documents import newest_change
from directives.views.documents import overtaken
from dossiers.actions.dossiers import amend_dossier, open_dossier
from dossiers.forms.dossiers import DossierForm
from dossiers.models import Dossier, DossierMove
from dossiers.permissions import dossiers_visible_to, may_amend_dossier, may_open_dossier, places_with_dossiers
from ntm_portal import clock
from ntm_portal.vietnamese import day, lower_first


def place_or_404(user: User, word: str) -> Unit:
    """The place an address names, as far as the reader sees its dossier."""
    units = places_with_dossiers(user).valid_on(clock.today()).with_places()
    if word == "huyen":
        return get_object_or_404(units, pk=district_of(user).pk)
    return get_object_or_404(units.communes(), slug=word)


def dossier_or_404(user: User, word: str, year: int) -> Dossier:
    """The dossier an address names."""
    unit = place_or_404(user, word)
    return get_object_or_404(dossiers_visible_to(user).with_places(), unit=unit, year=year)


@login_required
@require_POST
def begin(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Lập hồ sơ của một năm; bấm hai lần cũng chỉ có một hồ sơ."""
    unit = place_or_404(request.user, slug)
    permit(may_open_dossier(request.user, unit))
    try:
        made = open_dossier(unit=unit, year=year, by=request.user, at=clock.now(), today=clock.today())
    except ValidationError as refused:
        messages.error(request, " ".join(refused.messages), extra_tags="callout-bad")
        return redirect(f"/ho-so/{slug}/")
    messages.success(request, f"Đã lập hồ sơ năm {year} của {lower_first(unit.label)}. Ghi từng thành phần ở bên dưới.")
    return redirect(made.href)


@login_required
def amend(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Ghi ngày đăng ký, kế hoạch, hạn trình."""
    found = dossier_or_404(request.user, slug, year)
    permit(may_amend_dossier(request.user, found))
    if request.method == "GET" and DossierMove.objects.lock_on(found):
        return redirect(found.href)
    initial = {name: day(getattr(found, name)) for name in DossierForm.DAYS if getattr(found, name)}
    initial |= {"registration": found.registration, "plan": found.plan, "seen": newest_change(found)}
    form = DossierForm(sent(request), initial=initial, back=found.href, button="Lưu")
    if form.is_valid():
        with form.refusals():
            amend_dossier(
                dossier=found, seen=form.seen_change, by=request.user, at=clock.now(), today=clock.today(), **form.typed
            )  # fmt: skip
            messages.success(request, "Đã lưu ngày của hồ sơ.")
            return redirect(found.href)
    context = {"form": form, "dossier": found, "current": overtaken(form, found)}
    return render(request, "dossiers/amend.html", context)
