"""Quán triệt, phổ biến: sending a document to party bodies, confirming, putting right."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.permissions import district_of
from criteria.views.rulebook import permit, sent
from directives.actions.dissemination import (
    confirm_dissemination,
    name_party_body,
    reopen_dissemination,
    send_document,
)
from directives.forms.documents import ConfirmSpreadForm, PartyBodyForm, ReasonForm, SendForm
from directives.models import PartyBody
from directives.permissions import (
    bodies_confirmable_by,
    directives_editable_by,
    disseminations_visible_to,
    follows_tasks,
)
from ntm_portal import clock
from ntm_portal.vietnamese import counted, day


@login_required
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Gửi văn bản đến các đảng bộ, chi bộ chưa được gửi."""
    document = get_object_or_404(directives_editable_by(request.user), pk=pk)
    back = f"/van-ban/{pk}/"
    there = document.disseminations.values("body")
    bodies = PartyBody.objects.of(district_of(request.user)).working().exclude(pk__in=there)
    initial = {"sent_on": day(clock.today()), "bodies": bodies.exclude(unit=None)}
    form = SendForm(sent(request), bodies=bodies, initial=initial, back=back, button="Gửi văn bản")
    if form.is_valid():
        with form.refusals():
            typed = form.cleaned_data
            made = send_document(
                directive=document, bodies=list(typed["bodies"]), sent_on=typed["sent_on"], by=request.user,
                today=clock.today(),
            )  # fmt: skip
            messages.success(request, f"Đã gửi văn bản đến {counted(len(made))} nơi.")
            return redirect(f"{back}#quan-triet")
    context = {"form": form, "document": document, "has_bodies": bodies.exists()}
    return render(request, "directives/send.html", context)


@login_required
def name_body(request: HttpRequest) -> HttpResponse:
    """Thêm đảng bộ, chi bộ trực thuộc that is no commune's."""
    permit(follows_tasks(request.user))
    back = "/van-ban/"
    form = PartyBodyForm(sent(request), back=back, button="Thêm")
    if form.is_valid():
        with form.refusals():
            made = name_party_body(name=form.cleaned_data["name"], by=request.user)
            messages.success(request, f"Đã thêm {made.name}. Gửi văn bản đến nơi này ở trang của văn bản.")
            return redirect(back)
    lead = "Đảng bộ các xã, thị trấn có sẵn. Thêm các đảng bộ, chi bộ khác trực thuộc Huyện ủy."
    context = {"form": form, "title": "Thêm đảng bộ, chi bộ", "back": back, "parent": "Sổ văn bản", "lead": lead}
    return render(request, "directives/act.html", context | {"facts": ()})


@login_required
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Xác nhận đã quán triệt: the committee itself, or the office on paper it received."""
    lines = disseminations_visible_to(request.user).filter(body__in=bodies_confirmable_by(request.user))
    line = get_object_or_404(lines.filter(confirmed_at=None).select_related("directive", "body"), pk=pk)
    back = f"/van-ban/{line.directive_id}/"
    form = ConfirmSpreadForm(sent(request), back=back, button="Xác nhận")
    if form.is_valid():
        with form.refusals():
            typed = form.cleaned_data
            confirm_dissemination(
                line=line, confirmed_on=typed["confirmed_on"], words=typed["words"], by=request.user, at=clock.now(),
                today=clock.today(),
            )  # fmt: skip
            messages.success(request, f"{line.body.name} đã quán triệt ngày {day(typed['confirmed_on'])}.")
            return redirect(f"{back}#quan-triet")
    facts = (("Văn bản", line.directive.label), ("Ngày gửi", day(line.sent_on)))
    context = {"form": form, "title": f"Xác nhận đã quán triệt, {line.body.name}", "back": back, "lead": ""}
    return render(request, "directives/act.html", context | {"parent": line.directive.label, "facts": facts})


@login_required
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Mở lại một xác nhận ghi nhầm, with the reason."""
    permit(follows_tasks(request.user))
    rows = disseminations_visible_to(request.user).exclude(confirmed_at=None).select_related("directive", "body")
    line = get_object_or_404(rows, pk=pk)
    back = f"/van-ban/{line.directive_id}/"
    form = ReasonForm(sent(request), back=back, button="Mở lại")
    if form.is_valid():
        with form.refusals():
            reopen_dissemination(line=line, reason=form.cleaned_data["reason"], by=request.user)
            messages.success(request, f"Đã mở lại xác nhận của {line.body.name}.")
            return redirect(f"{back}#quan-triet")
    facts = (("Ngày quán triệt", day(line.confirmed_on)), ("Kết quả", line.words))
    context = {"form": form, "title": f"Mở lại xác nhận, {line.body.name}", "back": back, "lead": ""}
    return render(request, "directives/act.html", context | {"parent": line.directive.label, "facts": facts})
