"""Cách xem đã lưu: pages with their dates, filter and columns, under names of their reader's own."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.actions import drop_view, leads_somewhere, save_view
from accounts.forms.views import SavedViewForm

PAGE, NAME = "trang", "ten"


def saved_views(request: HttpRequest) -> HttpResponse:
    """The list; with a page in its address (`trang`, and a name, `ten`) also the form that keeps that page."""
    asked = named_page(request)
    form = SavedViewForm(request.POST or None, initial={"address": asked, "name": request.GET.get(NAME, "")[:80]})
    if request.method == "POST" and form.is_valid():
        with form.refusals():
            view = save_view(by=request.user, **form.cleaned_data)
            messages.success(request, f"Đã lưu cách xem “{view.name}”.")
            return redirect(view.address)
    address = request.POST.get("address", "") or asked
    context = {"form": form if address else None, "address": address, "views": request.user.saved_views.all()}
    return render(request, "accounts/saved_views.html", context)


def named_page(request: HttpRequest) -> str:
    """The page that the address names, where it is one of ours."""
    asked = request.GET.get(PAGE, "")
    return asked if leads_somewhere(asked) else ""


@require_POST
def drop_saved_view(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one out of the list; the form then holds its name and page, so that one click keeps it again."""
    view = get_object_or_404(request.user.saved_views, pk=pk)
    again = urlencode({PAGE: view.address, NAME: view.name})
    messages.success(request, f"Đã bỏ cách xem “{view.name}”. Bấm Lưu cách xem để lấy lại.")
    drop_view(view=view, by=request.user)
    return redirect(f"/cach-xem/?{again}")
