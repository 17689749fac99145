"""Nhận xét and tự kiểm điểm: write a draft that only one's own side knows, issue it, or drop it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from criteria.forms.sheet import read_id
from criteria.views.rulebook import permit, sent
from directives.actions.remarks import StaleDraft, draft_of, drop_draft, issue_remark, save_draft
from directives.enums import BOARDS, Side
from directives.forms.remarks import RemarkForm
from directives.models import OfSheet, Remark
from directives.permissions import may_say
from ntm_portal import clock
from reports.lens import PeriodLens
from reports.tables.accountability import Look, said_of
from reports.views.accountability import SIDES, commune_or_404, dates_of, department_or_404, look_of

GONE = "Bản nháp này đã được ban hành hoặc đã bỏ; xem ở phiếu."
CHANGED = "Bản nháp vừa được người khác sửa. Đọc lại bản mới rồi làm tiếp."


@dataclass(frozen=True, slots=True)
class Room:
    """Where the reader writes: whose sheet, in whose name, through which dates."""

    dates: PeriodLens
    look: Look
    on: OfSheet
    side: Side
    word: str

    @property
    def sheet(self) -> str:
        """The address of the sheet."""
        place = self.on.unit.slug if self.on.unit else f"phong-ban/{self.on.department.code}"
        return f"/trach-nhiem/{place}/"

    @property
    def href(self) -> str:
        """Where the words are written."""
        return f"{self.sheet}ghi/{self.word}/"

    @property
    def issue(self) -> str:
        return f"{self.href}ban-hanh/"

    @property
    def drop(self) -> str:
        return f"{self.href}bo/"

    @property
    def title(self) -> str:
        return f"Nhận xét của {self.side.label}" if self.is_board else self.side.label

    @property
    def issue_words(self) -> str:
        """What the last step is called."""
        return "Ban hành nhận xét" if self.is_board else "Gửi bản tự kiểm điểm"

    @property
    def is_board(self) -> bool:
        """A remark of a board; otherwise a head writes of himself."""
        return self.side in BOARDS

    def others(self) -> list[tuple[str, str, bool]]:
        """The boards one may write for, each with its address and whether it is the one at hand."""
        words = [(word, side) for word, side in SIDES.items() if side in BOARDS] if self.is_board else []
        return [(side.label, f"{self.sheet}ghi/{word}/", side == self.side) for word, side in words]


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, word: str, slug: str = "", code: str = "") -> HttpResponse:
    """Viết nhận xét, tự kiểm điểm: kept as a draft until it is issued."""
    room = room_or_404(request, word, slug, code)
    form, stale = RemarkForm(sent(request)), None
    if form.is_valid():
        with form.refusals():
            stale = keep(request, room, form.cleaned_data)
            if stale is None:
                messages.success(request, "Đã lưu nháp. Ngoài bên ghi, chưa ai đọc được.")
                return redirect(room.dates.link(room.href))
    return write_page(request, room, form, stale)


def keep(request: HttpRequest, room: Room, typed: dict) -> StaleDraft | None:
    """Store the words, unless somebody of the same side has written meanwhile."""
    try:
        save_draft(sheet=room.on, side=room.side, **typed, by=request.user, at=clock.now())
    except StaleDraft as stale:
        return stale
    return None


def write_page(request: HttpRequest, room: Room, form: RemarkForm, stale: StaleDraft | None) -> HttpResponse:
    """Draw the page: what was typed stays; a draft changed meanwhile stands beside it, and is seen from now on."""
    draft = draft_of(room.on, room.side, request.user).select_related("changed_by").first()
    text, seen = (draft.text, draft.revision) if draft else ("", 0)
    if form.is_bound:
        text = form.data.get("text", "")
        seen = seen if stale else form.data.get("seen", "")
    said = said_of(room.look, unit=room.on.unit, department=room.on.department)
    context = {
        "room": room,
        "dates": room.dates,
        "form": form,
        "text": text,
        "seen": seen,
        "draft": draft,
        "stale": stale,
        "issued": [row for rows in said.values() for row in rows if is_own(row, room.side, request.user)],
    }
    return render(request, "reports/remark_write.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, word: str, slug: str = "", code: str = "") -> HttpResponse:
    """Ban hành, gửi: read once more, then for good."""
    room = room_or_404(request, word, slug, code)
    if request.method == "POST":
        words = "Đã ban hành nhận xét." if room.is_board else "Đã gửi bản tự kiểm điểm."
        return done(request, room, partial(issue_remark, ends_on=room.look.until), words)
    return asked(request, room, "reports/remark_issue.html")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: HttpRequest, word: str, slug: str = "", code: str = "") -> HttpResponse:
    """Bỏ bản nháp: nothing of it remains."""
    room = room_or_404(request, word, slug, code)
    if request.method == "POST":
        return done(request, room, drop_draft, "Đã bỏ bản nháp.")
    return asked(request, room, "reports/remark_drop.html")


def room_or_404(request: HttpRequest, word: str, slug: str, code: str) -> Room:
    """The sheet of the address, for whoever writes on it in that name."""
    permit(word in SIDES)
    dates = dates_of(request)
    look = look_of(request.user, dates)
    unit = commune_or_404(request.user, slug, look) if slug else None
    department = department_or_404(request.user, code) if code else None
    permit(may_say(request.user, SIDES[word], unit, department))
    return Room(dates, look, OfSheet(look.period, unit, department), SIDES[word], word)


def asked(request: HttpRequest, room: Room, template: str) -> HttpResponse:
    """The words once more, before something final is done with them."""
    draft = get_object_or_404(draft_of(room.on, room.side, request.user).select_related("changed_by"))
    return render(request, template, {"room": room, "dates": room.dates, "draft": draft})


def done(request: HttpRequest, room: Room, act: Callable, words: str) -> HttpResponse:
    """Do it with the version that was read; one that has changed meanwhile is read again first."""
    seen = read_id(request.POST.get("seen", "")) or 0
    try:
        act(token=request.POST.get("token", ""), seen=seen, by=request.user, at=clock.now())
    except StaleDraft as stale:
        messages.warning(request, CHANGED if stale.theirs else GONE)
        return redirect(room.dates.link(room.href if stale.theirs else room.sheet))
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        messages.success(request, words)
    return redirect(room.dates.link(room.sheet))


def is_own(remark: Remark, side: Side, user: User) -> bool:
    """Said in the name in which the user writes now."""
    return remark.side == side and (side in BOARDS or remark.issued_by_id == user.pk)
