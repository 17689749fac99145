"""A page opened without a query opens by the view that its reader made the default of the page, if there is one.

The reader is led to the address of the view, so the address stays the whole truth about what is shown: it can be
sent to others, prints and files follow it, and nothing drawn for one person is kept for another.
"""

from collections.abc import Callable
from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.models import SavedView
from accounts.rules import PLAIN, asked_by, page_of, query_of

READING = ("GET", "HEAD")


@dataclass(frozen=True, slots=True)
class OwnView:
    """The reader's default view of a page; whether the page shows it, or stands as everybody sees it."""

    view: SavedView
    is_shown: bool
    is_whole: bool


class OpensByOwnView:
    """Leads whoever arrives at a page to his default view of it, and to the whole page where that view is no more."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.own_view = None
        response = self.get_response(request)
        own = request.own_view
        if response.status_code == HTTPStatus.NOT_FOUND and own and own.is_shown:
            messages.warning(
                request,
                f"Cách xem mặc định “{own.view.name}” không mở được nữa: xã, chỉ tiêu, biểu hoặc ngày đã chọn "
                "trong đó không còn. Đây là trang đầy đủ.",
            )
            return redirect(f"{request.path_info}?{PLAIN}")
        return response

    def process_view(self, request, view_func, view_args, view_kwargs):
        if getattr(view_func, "login_required", True):
            request.own_view = own_view_of(request)
        return redirect(request.own_view.view.address) if request.own_view and arrives(request) else None


def own_view_of(request: HttpRequest) -> OwnView | None:
    """The reader's default view of the page; asked only of those who have any."""
    if request.method not in READING or not getattr(request.user, "has_default_views", False):
        return None
    view = request.user.saved_views.filter(opens=request.path_info).first()
    if view is None:
        return None
    asked = asked_by(request.META["QUERY_STRING"])
    return OwnView(view, is_shown=asked == asked_by(query_of(view.address)), is_whole=not asked.keys() - {PLAIN})


def arrives(request: HttpRequest) -> bool:
    """Opens the page from elsewhere. On the page itself a link without a query takes a filter away, and is obeyed."""
    _, slash, path = page_of(request.headers.get("Referer", "")).partition("://")[2].partition("/")
    return not request.META["QUERY_STRING"] and f"{slash}{path}" != request.path
