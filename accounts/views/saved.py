"""Cách xem đã lưu: pages with their dates, filter and columns, under names of their reader's own."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.actions import (
    drop_default,
    drop_view,
    leads_somewhere,
    make_default,
    overwrite_view,
    rename_view,
    save_view,
)
from accounts.forms.views import RenameForm, SavedViewForm
from accounts.models import SavedView, User
from accounts.rules import fixed_day, page_of, query_of
from accounts.views.page_names import HOME, page_names

PAGE, NAME, OPENS, RENAMED, BACK = "trang", "ten", "mo", "sua", "lai"


@dataclass(frozen=True, slots=True)
class Row:
    """A view in the list with what may be done to it; in place of its name the form of another one (`rename`)."""

    view: SavedView
    page: str
    rename: RenameForm | None
    may_open: bool
    may_overwrite: bool
    may_go_back: bool


def saved_views(request: HttpRequest) -> HttpResponse:
    """The list; with a page in its address (`trang`, and a name, `ten`) also the form that keeps that page."""
    asked = named_page(request.GET)
    given = {"address": asked, "name": request.GET.get(NAME, "")[:80], "opens": OPENS in request.GET}
    form = SavedViewForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            view = save_view(by=request.user, **form.cleaned_data)
            messages.success(request, f"Đã lưu cách xem “{view.name}”.")
            return redirect(view.address)
    if asked and (back := request.GET.get(BACK, "")):
        return listed(request, address=asked, back=back)
    if address := request.POST.get("address", "") or asked:
        return listed(request, address=address, form=form)
    return listed(request, renamed=request.GET.get(RENAMED, ""))


def listed(
    request: HttpRequest,
    *,
    address: str = "",
    form: SavedViewForm | None = None,
    renamed: str = "",
    back: str = "",
    refused: RenameForm | None = None,
) -> HttpResponse:
    """The page: the form that keeps the page of an address, then the views, one of them perhaps being renamed."""
    views = list(request.user.saved_views.all())
    called = page_names(request.user, {page_of(address), *(view.page for view in views)})
    rows = [
        Row(
            view=view,
            page=called[view.page],
            rename=(refused or RenameForm(initial={"name": view.name})) if str(view.pk) == renamed else None,
            may_open=bool(query_of(view.address)),
            may_overwrite=view.page == page_of(address) and view.address != address and not back,
            may_go_back=str(view.pk) == back and view.page == page_of(address),
        )
        for view in views
    ]
    context = {
        "form": form,
        "address": address,
        "page": called[page_of(address)],
        "may_open": bool(query_of(address)),
        "opens_now": next((view for view in views if view.opens and view.opens == page_of(address)), None),
        "fixed_day": fixed_day(address),
        "rows": rows,
    }
    return render(request, "accounts/saved_views.html", context)


def page_name(user: User, page: str) -> str:
    """What one page is called."""
    return page_names(user, [page])[page]


def named_page(asked: QueryDict) -> str:
    """The page that is named, where it is one of ours."""
    page = asked.get(PAGE, "")
    return page if leads_somewhere(page) else ""


@require_POST
def drop_saved_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one out of the list; the form then holds its name and page, so that one click keeps it again."""
    view = get_object_or_404(request.user.saved_views, pk=pk)
    again = {PAGE: view.address, NAME: view.name} | ({OPENS: "1"} if view.opens else {})
    messages.success(request, f"Đã bỏ cách xem “{view.name}”. Bấm Lưu cách xem để lấy lại.")
    drop_view(view=view, by=request.user)
    return redirect(f"{HOME}?{urlencode(again)}")


@require_POST
def rename_saved_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Give it another name; what was typed stays when it is refused."""
    view = get_object_or_404(request.user.saved_views, pk=pk)
    form = RenameForm(request.POST)
    if form.is_valid():
        with form.refusals():
            view = rename_view(view=view, by=request.user, **form.cleaned_data)
            messages.success(request, f"Đã đổi tên thành “{view.name}”.")
            return redirect(HOME)
    return listed(request, renamed=str(pk), refused=form)


@require_POST
def overwrite_saved_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Have its name stand for the page as it is now; the list then offers what it stood for, one click away."""
    view = get_object_or_404(request.user.saved_views, pk=pk)
    address = named_page(request.POST)
    try:
        now = overwrite_view(view=view, address=address, seen=request.POST.get("seen", ""), by=request.user)
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return redirect(f"{HOME}?{urlencode({PAGE: address})}")
    messages.success(request, f"Đã ghi đè cách xem “{now.name}”. Bấm Lấy lại như trước để bỏ lần ghi đè này.")
    return redirect(f"{HOME}?{urlencode({PAGE: view.address, BACK: view.pk})}")


@require_POST
def open_by_saved_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Have its page open by it from now on."""
    view = get_object_or_404(request.user.saved_views, pk=pk)
    try:
        make_default(view=view, by=request.user)
        page = page_name(request.user, view.page)
        messages.success(request, f"Từ nay trang {page} mở theo cách xem “{view.name}”.")
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    return redirect(HOME)


@require_POST
def open_as_usual(request: HttpRequest, pk: int) -> HttpResponse:
    """Have its page open as everybody sees it; back to the page, or to the list."""
    view = get_object_or_404(request.user.saved_views, pk=pk)
    drop_default(view=view, by=request.user)
    page = page_name(request.user, view.page)
    messages.success(request, f"Trang {page} không còn mở theo cách xem “{view.name}”.")
    return redirect(named_page(request.POST) or HOME)
