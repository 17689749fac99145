"""What the page of a saved view is called: as the menu says, or the title of the page where it is in no menu."""

from collections.abc import Collection

from django.urls import Resolver404, resolve

from accounts.context import menu_for
from accounts.models import User
from accounts.permissions import communes_visible_to
from ntm_portal.vietnamese import lower_first

HOME = "/cach-xem/"
# Where a page lies → its title; what the address names of a place or a number is filled in.
TITLES = {
    "bang/": "Bảng tự chọn",
    "tuoi-so-lieu/": "Tuổi số liệu",
    "so-do/": "Sơ đồ",
    "huyen/dien-bien/": "Diễn biến tiêu chí huyện",
    "kien-nghi/": "Kiến nghị sau kiểm tra",
    "bao-cao/da-phat-hanh/": "Báo cáo đã phát hành",
    "bao-cao/dinh-ky/": "Báo cáo định kỳ",
    "bao-cao/phat-hanh/": "Phát hành báo cáo",
    "tieu-chi/<int:number>/": "Tiêu chí {number}",
    "chi-tieu/<str:number>/": "Chỉ tiêu {number}",
    "xa/<slug:slug>/": "{place}",
    "xa/<slug:slug>/dien-bien/": "Diễn biến {place}",
    "xa/<slug:slug>/so-sanh/": "So sánh {place}",
    "ke-hoach/<slug:slug>/": "Kế hoạch hoàn thiện, {there}",
    "trach-nhiem/<slug:slug>/": "Trách nhiệm người đứng đầu, {there}",
    "minh-chung/<slug:slug>/": "Minh chứng {there}",
}


def page_names(user: User, pages: Collection[str]) -> dict[str, str]:
    """Page → what it is called; its address where it has no name of its own. One query where pages are about places."""
    menu = {item.url: item.label for group in menu_for(user, HOME) for item in group.items}
    titles = {page: titled(page) for page in pages if page not in menu}
    slugs = {named["slug"] for _, named in titles.values() if "slug" in named}
    units = communes_visible_to(user).filter(slug__in=slugs).order_by("valid_from") if slugs else ()
    places = {unit.slug: unit.label for unit in units}
    return {page: menu.get(page) or _filled(page, *titles[page], places) for page in pages}


def titled(page: str) -> tuple[str, dict]:
    """The title of a page before it is filled in, and what the address names."""
    try:
        found = resolve(page)
    except Resolver404:
        return "", {}
    return TITLES.get(found.route, ""), found.kwargs


def _filled(page: str, title: str, named: dict, places: dict[str, str]) -> str:
    """The title; the address of a page that has none, or of a place that is not there for the reader."""
    place = places.get(named.get("slug"), "")
    if not title or ("slug" in named and not place):
        return page
    return title.format(place=place, there=lower_first(place), number=named.get("number"))
