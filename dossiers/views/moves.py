"""Trình hồ sơ, and what opens it again."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from criteria.views.rulebook import permit, sent
from directives.forms.documents import SeenForm
from dossiers.actions.moves import hand_in, reopen, written_so_far
from dossiers.forms.dossiers import HandInForm, ReopenForm
from dossiers.models import Dossier
from dossiers.permissions import may_amend_dossier
from dossiers.tables.reading import DossierReading, read_dossier
from dossiers.views.dossiers import dossier_or_404
from ntm_portal import clock
from ntm_portal.vietnamese import day, lower_first


@login_required
def submit(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Trình hồ sơ: from here on nobody writes in it."""
    found, read = amendable(request, slug, year)
    if read.lock:
        return redirect(found.href)
    initial = {"on": day(clock.today()), "seen": written_so_far(found)}
    form = HandInForm(sent(request), initial=initial, back=found.href, button="Trình hồ sơ")
    if form.is_valid():
        with form.refusals():
            hand_in(
                dossier=found, seen=form.seen_change, by=request.user, at=clock.now(), today=clock.today(), **form.typed
            )
            messages.success(request, "Đã ghi trình hồ sơ. Nội dung giữ như khi trình.")
            return redirect(found.href)
        form.look_again(written_so_far(found))
    return answer(request, form, read, "Trình hồ sơ")


@login_required
def open_again(request: HttpRequest, slug: str, year: int) -> HttpResponse:
    """Rút hồ sơ, cơ quan nhận trả lại hoặc yêu cầu bổ sung: it can be written in again."""
    found, read = amendable(request, slug, year)
    if read.lock is None:
        return redirect(found.href)
    initial = {"on": day(clock.today()), "seen": read.lock.number}
    form = ReopenForm(sent(request), initial=initial, back=found.href, button="Lưu")
    if form.is_valid():
        with form.refusals():
            move = reopen(
                dossier=found, seen=form.seen_change, by=request.user, at=clock.now(), today=clock.today(), **form.typed
            )
            messages.success(request, f"Đã ghi: {lower_first(move.get_kind_display())}. Hồ sơ sửa được.")
            return redirect(found.href)
        form.look_again(read.lock.number)
    return answer(request, form, read, "Rút, trả lại, bổ sung")


def amendable(request: HttpRequest, slug: str, year: int) -> tuple[Dossier, DossierReading]:
    """The dossier an address names, for whoever hands it in, and where it stands today."""
    found = dossier_or_404(request.user, slug, year)
    permit(may_amend_dossier(request.user, found))
    read = read_dossier(found.unit, year, clock.today())
    if read.dossier is None:
        raise Http404
    return found, read


def answer(request: HttpRequest, form: SeenForm, read: DossierReading, title: str) -> HttpResponse:
    """The form beside what the dossier holds and the steps it has gone."""
    return render(request, "dossiers/move.html", {"form": form, "read": read, "title": title})
