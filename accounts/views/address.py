"""Long addresses: where several districts are loaded, the district stands in front (/xuan-truong/xa/xuan-tan/)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from accounts.context import home_district
from accounts.permissions import district_of


class DistrictInFront:
    """Leads a long address of the user's own district to the short one; of any other district there is no page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        first, slash, rest = request.path_info.removeprefix("/").partition("/")
        if slash and first not in SHORT and first == self.own_slug(request):
            request.path_info = f"/{rest}"
        return self.get_response(request)

    def own_slug(self, request: HttpRequest) -> str:
        """The address word of the district the reader works with; the portal's own before sign-in."""
        district = district_of(request.user) if request.user.is_authenticated else home_district()
        return district.slug if district else ""


# First words of the short addresses, for which no district need be looked up.
SHORT = frozenset(
    ("xa", "tieu-chi", "chi-tieu", "chi-tiet", "huyen", "cap-nhat", "lich-su", "minh-chung", "nhap-tep", "chi-thi",
     "bao-cao", "bo-tieu-chi", "quan-tri", "dang-nhap", "dang-xuat", "doi-mat-khau", "tim", "thanh-phan", "static")
)  # fmt: skip
