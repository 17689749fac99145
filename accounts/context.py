"""What the shell around every page shows: menu, district, demonstration band, pinned day."""

from dataclasses import dataclass
from typing import NamedTuple

from django.conf import settings

from accounts import permissions
from accounts.models import User
from communes.models import Unit

# Lie under the address of Django's administration, which has no menu of ours.
INTEGRITY, PUBLIC_PAGE = "/quan-tri/toan-ven/", "/quan-tri/trang-cong-khai/"


class Line(NamedTuple):
    """A menu line before it is known who looks; `short` is its word in the bar of a phone."""

    allowed: bool
    url: str
    icon: str
    label: str
    short: str


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the menu of this user."""

    url: str
    icon: str
    label: str
    short: str
    current: bool


@dataclass(frozen=True, slots=True)
class Group:
    """Menu lines under one heading; the first group has none."""

    title: str
    items: list[Item]


def shell(request) -> dict:
    """The same for every page; one query at most besides the user."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return frame(menu=[], tabs=[], district=home_district(), here="/")
    menu, district = menu_for(user, request.path), permissions.district_of(user)
    around = frame(menu=menu, tabs=tabs_of(menu), district=district, here=request.get_full_path())
    return around | {"own_view": getattr(request, "own_view", None)}


def frame(menu: list[Group], tabs: list[Item], district: Unit | None, here: str) -> dict:
    """The names base.html may count on."""
    return {
        "menu": menu,
        "tabs": tabs,
        "district": district,
        "here": here,
        "own_view": None,
        "demo": settings.DEMO_ALLOWED and User.objects.sample().exists(),
        "pinned_day": settings.PINNED_TODAY,
    }


def home_district() -> Unit | None:
    """Whose portal this is, for a visitor who has not signed in (none before units are loaded)."""
    districts = Unit.objects.districts().select_related("parent")
    return districts.filter(code=settings.HOME_DISTRICT).order_by("valid_from").first()


def menu_for(user: User, path: str) -> list[Group]:
    """Only what the role may use, in the order of the design."""
    groups = [Group(title, [item_of(line, path) for line in lines if line.allowed]) for title, lines in lines_for(user)]
    return [group for group in groups if group.items]


# Pages that are tabs of another one.
TABS_BESIDE = {"/dien-bien/": ("/so-do/", "/tuoi-so-lieu/")}


def item_of(line: Line, path: str) -> Item:
    """The line, with the answer whether the page lies under it."""
    under = path == line.url or (line.url not in ("/", "/quan-tri/") and path.startswith(line.url))
    beside = path.startswith(TABS_BESIDE.get(line.url, ()))
    return Item(line.url, line.icon, line.label, line.short, current=under or beside)


def lines_for(user: User) -> list[tuple[str, list[Line]]]:
    """Every line, with the answer whether this user has it."""
    wide, commune = permissions.may_see_overview(user), permissions.is_commune_user(user)
    own = Line(commune, permissions.home_path(user), "place", user.unit.label if commune else "", "Xã")
    return [
        (
            "",
            [
                Line(wide, "/", "home", "Tổng quan", "Tổng quan"),
                own,
                Line(True, "/chi-thi/", "directive", "Chỉ thị 28/8/2017", "Chỉ thị"),
                Line(True, "/van-ban/", "folder", "Sổ văn bản", "Văn bản"),
                Line(not commune, "/xa/", "place", "Xã, thị trấn", "Xã"),
                Line(permissions.may_see_criteria(user), "/tieu-chi/", "list", "Tiêu chí xã", "Tiêu chí"),
                Line(wide, "/huyen/", "nine", "Tiêu chí huyện", "Huyện"),
                Line(wide, "/dien-bien/", "history", "Diễn biến", "Diễn biến"),
            ],
        ),
        ("Công việc", work_lines(user)),
        (
            "Kết quả",
            [
                Line(True, "/ho-so/", "folder", "Hồ sơ công nhận", "Hồ sơ"),
                Line(permissions.may_see_heads(user), "/trach-nhiem/", "user", "Người đứng đầu", "Đứng đầu"),
                Line(permissions.may_choose_forms(user), "/bao-cao/", "report", "Báo cáo", "Báo cáo"),
            ],
        ),
        ("Hệ thống", system_lines(user)),
    ]


def system_lines(user: User) -> list[Line]:
    """Rulebook, checks of the data, administration."""
    return [
        Line(permissions.may_see_rulebook(user), "/bo-tieu-chi/", "folder", "Bộ tiêu chí", "Bộ tiêu chí"),
        Line(permissions.may_administer(user), INTEGRITY, "verify", "Toàn vẹn dữ liệu", "Toàn vẹn"),
        Line(permissions.may_administer(user), PUBLIC_PAGE, "ext", "Trang công khai", "Công khai"),
        Line(permissions.may_administer(user), "/quan-tri/", "gear", "Quản trị", "Quản trị"),
    ]


def work_lines(user: User) -> list[Line]:
    """The lines of everyday work."""
    return [
        Line(permissions.may_have_work(user), "/viec-cua-toi/", "check", "Việc của tôi", "Việc"),
        Line(permissions.stands_for_a_post(user), "/nguoi/toi/", "user", "Nhiệm vụ của tôi", "Nhiệm vụ"),
        Line(permissions.may_enter(user), "/cap-nhat/", "edit", "Cập nhật số liệu", "Cập nhật"),
        Line(permissions.may_enter(user), "/nhap-tep/", "paste", "Nhập từ Excel", "Excel"),
        Line(permissions.may_count_households(user), "/bien-dong-ho-ngheo/", "user", "Hộ nghèo", "Hộ nghèo"),
        Line(permissions.may_see_money(user), "/nguon-luc/", "money", "Nguồn lực", "Nguồn lực"),
        Line(permissions.may_see_money(user), "/no-dong/", "bill", "Nợ đọng XDCB", "Nợ đọng"),
        Line(permissions.may_verify(user), "/tham-tra/", "verify", "Thẩm tra", "Thẩm tra"),
        Line(True, "/ke-hoach/", "plan", "Kế hoạch hoàn thiện", "Kế hoạch"),
        Line(True, "/kiem-tra/", "inspect", "Kiểm tra, giám sát", "Kiểm tra"),
        Line(True, "/suy-giam/", "alert", "Suy giảm", "Suy giảm"),
        Line(permissions.may_have_work(user), "/nhac-viec/", "bell", "Nhắc việc", "Nhắc"),
        Line(permissions.may_see_periods(user), "/ky-bao-cao/", "clock", "Kỳ báo cáo", "Kỳ"),
    ]


TABS = ("/", "/xa/", "/cap-nhat/", "/chi-thi/", "/bao-cao/", "/viec-cua-toi/", "/tieu-chi/")
# Who works for one commune or department does more than he takes away.
TABS_OF_WORK = tuple(url for url in TABS if url != "/bao-cao/")


def tabs_of(menu: list[Group]) -> list[Item]:
    """The four lines a phone keeps in reach."""
    items = [item for group in menu for item in group.items]
    starts = TABS if items[0].url == "/" else TABS_OF_WORK
    return [item for start in starts for item in items if is_tab(item.url, start)][:4]


def is_tab(url: str, start: str) -> bool:
    return url == start or (start == "/xa/" and url.startswith(start))
