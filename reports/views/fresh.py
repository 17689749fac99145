"""Pages that are the same while the data, the day and the reader are the same."""

import secrets
from collections.abc import Callable
from functools import wraps
from hashlib import sha256

from django.contrib.messages import get_messages
from django.http import HttpRequest
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition

from criteria.status.version import DataVersion, data_version
from ntm_portal.clock import today
from ntm_portal.kept import kept_under

# A new start may bring new templates, so nothing drawn by an earlier one is recognised.
START = secrets.token_hex(8)


def version_of(request: HttpRequest) -> DataVersion:
    """The data version of a request, asked for once."""
    if not hasattr(request, "data_version"):
        request.data_version = data_version()
    return request.data_version


def page_tag(request: HttpRequest, *_args, **_kwargs) -> str | None:
    """The ETag of a page: data version, local day, reader, address and what is said of the reader's default view.

    None while a message waits to be shown.
    """
    if len(get_messages(request)):
        return None
    user = request.user
    scope = (user.full_name, user.role, user.unit_id, user.department_id, user.officer_id)
    own = getattr(request, "own_view", None)
    view = (own.view.pk, own.view.name, own.view.address) if own else ()
    reader = (user.pk, *scope, request.session.session_key, *view)
    named = (START, version_of(request).whole, today().isoformat(), *map(str, reader), request.get_full_path())
    return f'"{sha256("|".join(named).encode()).hexdigest()[:32]}"'


def fresh(view: Callable) -> Callable:
    """The browser keeps the page and asks whether it still holds; what changes rarely is read from memory."""
    answered = cache_control(private=True, no_cache=True)(condition(etag_func=page_tag)(view))

    @wraps(view)
    def kept_or_drawn(request: HttpRequest, *args, **kwargs):
        with kept_under(version_of(request).revision):
            return answered(request, *args, **kwargs)

    return kept_or_drawn
