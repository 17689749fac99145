"""Long addresses: where several districts are loaded, the district stands in front (/xuan-truong/xa/xuan-tan/)."""

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver

from accounts.context import home_district
from accounts.permissions import district_of


class DistrictInFront:
    """Leads a long address of the user's own district to the short one; of any other district there is no page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        first, slash, rest = request.path_info.removeprefix("/").partition("/")
        if slash and first not in short_words() and first == self.own_slug(request):
            request.path_info = f"/{rest}"
        return self.get_response(request)

    def own_slug(self, request: HttpRequest) -> str:
        """The address word of the district the reader works with; the portal's own before sign-in."""
        district = district_of(request.user) if request.user.is_authenticated else home_district()
        return district.slug if district else ""


@cache
def short_words() -> frozenset[str]:
    """The first words of the portal's own addresses, for which no district need be looked up."""
    return frozenset(_first_words(get_resolver().url_patterns)) | {"static"}


def _first_words(patterns: Iterable[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        word, _, _ = str(pattern.pattern).partition("/")
        if word and "<" not in word:
            yield word
        elif isinstance(pattern, URLResolver):
            yield from _first_words(pattern.url_patterns)
