"""How rows at fault are told: by place, indicator and day, with the page where they are looked at."""

from django.db.models import QuerySet

from communes.enums import Level
from communes.rules.names import full_name
from criteria.enums import Track
from criteria.models import Finding
from ntm_portal.integrity import Offender, Shown
from ntm_portal.vietnamese import day, lower_first


def live_figures() -> QuerySet:
    """Every figure that counts, of all places at once.

    Asked as `live()` asks it of one cell, PostgreSQL expects next to none and walks through the rulebook for each.
    """
    corrected = Finding.objects.filter(corrects__isnull=False).order_by().values("corrects")
    return Finding.objects.filter(is_void=False).exclude(pk__in=corrected)


PLACE = ("unit__kind", "unit__name", "unit__slug", "unit__level")


def cell_path(slug: str, level: str, number: str) -> str:
    """The history of one indicator in one place."""
    return f"/lich-su/{'huyen' if level == Level.DISTRICT else slug}/{number}/"


def place_path(slug: str, level: str) -> str:
    """The page of a place with its criteria."""
    return "/huyen/" if level == Level.DISTRICT else f"/xa/{slug}/"


def told_figure(pk, kind, name, slug, level, number, assessed_on) -> Offender:
    words = f"{full_name(kind, name)}, chỉ tiêu {number}, ngày {day(assessed_on)} (số {pk})"
    return Offender(words, cell_path(slug, level, number))


def told_span(pk, kind, name, slug, level, number, criterion, track, valid_from) -> Offender:
    what = f"chỉ tiêu {number}" if number else f"tiêu chí {criterion}"
    words = f"{full_name(kind, name)}, {what}, {lower_first(Track(track).label)}, từ ngày {day(valid_from)}"
    return Offender(words, cell_path(slug, level, number) if number else place_path(slug, level))


def told_sheet(pk, kind, name, slug, level, period, code) -> Offender:
    return Offender(f"{full_name(kind, name)}, kỳ {period}", f"/ky-bao-cao/{code}/")


def told_returned(pk, kind, name, number, period, code) -> Offender:
    return Offender(f"{full_name(kind, name)}, chỉ tiêu {number}, kỳ {period}", f"/ky-bao-cao/{code}/")


def told_file(pk, file_name, person) -> Offender:
    return Offender(f"{file_name}, {person} (lần nhập {pk})", f"/nhap-tep/{pk}/")


FIGURE = Shown(("pk", *PLACE, "indicator__number", "assessed_on"), told_figure)
SPAN = Shown(("pk", *PLACE, "indicator__number", "criterion__number", "track", "valid_from"), told_span)
SHEET = Shown(("pk", *PLACE, "period__name", "period__code"), told_sheet)
RETURNED = Shown(
    (
        "pk", "submission__unit__kind", "submission__unit__name", "indicator__number", "submission__period__name",
        "submission__period__code",
    ),
    told_returned,
)  # fmt: skip
IMPORT = Shown(("pk", "file_name", "uploaded_by__full_name"), told_file)
