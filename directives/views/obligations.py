"""Nhiệm vụ của văn bản: given, corrected, taken back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.permissions import district_of
from communes.models import Unit
from criteria.views.rulebook import sent
from directives.actions.documents import newest_change
from directives.actions.obligations import add_obligation, amend_obligation, withdraw_obligation
from directives.forms.documents import ReasonForm
from directives.forms.obligations import ObligationForm, as_typed
from directives.models import Directive, Obligation
from directives.permissions import directives_editable_by, obligations_editable_by
from directives.tables.register import measure_choices
from directives.views.documents import overtaken
from ntm_portal import clock
from ntm_portal.vietnamese import day


@login_required
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Giao nhiệm vụ theo một văn bản."""
    document = get_object_or_404(directives_editable_by(request.user), pk=pk)
    back = f"/van-ban/{pk}/"
    form = obligation_form(request, document, back=back, button="Lưu nhiệm vụ")
    if form.is_valid():
        with form.refusals():
            made = add_obligation(directive=document, by=request.user, **form.typed)
            messages.success(request, f"Đã giao nhiệm vụ, mục {made.clause}.")
            return redirect(back)
    context = {"form": form, "document": document, "task": None, "current": None}
    return render(request, "directives/obligation_form.html", context)


@login_required
def amend(request: HttpRequest, pk: int, task: int) -> HttpResponse:
    """Sửa một nhiệm vụ; what it was stays in its history."""
    found = get_object_or_404(obligations_editable_by(request.user).filter(directive=pk), pk=task)
    back = f"/van-ban/{pk}/"
    form = obligation_form(request, found.directive, found, back=back, button="Lưu thay đổi")
    if form.is_valid():
        with form.refusals():
            amend_obligation(obligation=found, seen=form.seen_change, by=request.user, **form.typed)
            messages.success(request, f"Đã lưu nhiệm vụ, mục {form.cleaned_data['clause']}.")
            return redirect(back)
    context = {"form": form, "document": found.directive, "task": found, "current": overtaken(form, found)}
    return render(request, "directives/obligation_form.html", context)


@login_required
def withdraw(request: HttpRequest, pk: int, task: int) -> HttpResponse:
    """Rút nhiệm vụ ghi nhầm, with the reason."""
    found = get_object_or_404(obligations_editable_by(request.user).filter(directive=pk), pk=task)
    back = f"/van-ban/{pk}/"
    form = ReasonForm(sent(request), back=back, button="Rút nhiệm vụ")
    if form.is_valid():
        with form.refusals():
            withdraw_obligation(obligation=found, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, f"Đã rút nhiệm vụ, mục {found.clause}.")
            return redirect(back)
    context = {"form": form, "title": f"Rút nhiệm vụ mục {found.clause}", "back": back, "lead": found.title}
    return render(request, "directives/act.html", context | {"parent": found.directive.label, "facts": ()})


def obligation_form(
    request: HttpRequest, document: Directive, found: Obligation | None = None, **kwargs
) -> ObligationForm:
    """The form as it is opened, or as it was sent."""
    home, today = district_of(request.user), clock.today()
    initial = {"begins_on": day(document.issued_on)}
    if found:
        initial = as_typed(found, day) | {"seen": newest_change(found)}
    units = Unit.objects.communes().in_district(home).valid_on(today).in_order()
    choices = {"units": units, "bodies": home.departments.all(), "measures": measure_choices(today)}
    return ObligationForm(sent(request), initial=initial, **choices, **kwargs)
