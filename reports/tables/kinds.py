"""How the figures of a column are written: one choice for screen, paper and Excel."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from functools import cache, partial

from ntm_portal.vietnamese import change, day, number, percent

NO_FIGURE = "…"

Figure = int | Decimal | Fraction
Written = str | Figure | dt.date


@dataclass(frozen=True, slots=True)
class Kind:
    """Where a figure stands in its cell, how Excel formats it, and how the screen writes it."""

    name: str
    align: str
    excel: str
    show: Callable[..., str]
    bar: bool = False  # drawn as a bar of 100 beside its number


def whole(figure: Figure) -> str:
    """A count in a table: "1.922", and "-" for none."""
    return number(figure) if figure else "-"


def moved(places: int, difference: Figure) -> str:
    """A change with a fixed number of decimals: "+0,5", and "-" for none."""
    return f"{'+' if difference > 0 else ''}{number(difference, places)}" if difference else "-"


# A cell to be typed in: shown with as many decimals as are typed.
TYPED = Kind("gõ", "right", "General", number)
TEXT = Kind("chữ", "left", "General", str)
CODE = Kind("mã", "center", "General", str)
VERDICT = Kind("đánh giá", "center", "General", str)
COUNT = Kind("số", "right", '#,##0;-#,##0;"-"', whole)
CHANGE = Kind("tăng giảm", "right", '+#,##0;-#,##0;"-"', change)
MEAN = Kind("bình quân", "right", "#,##0.0", partial(number, places=1))
RATE_CHANGE = Kind("tăng giảm tỷ lệ", "right", '+#,##0.00;-#,##0.00;"-"', partial(moved, 2))
MEAN_CHANGE = Kind("tăng giảm bình quân", "right", '+#,##0.0;-#,##0.0;"-"', partial(moved, 1))


@cache
def rate(places: int = 2) -> Kind:
    """A percentage as a number, the % stands in the head; more places where rounding would contradict the verdict."""
    return Kind(f"tỷ lệ {places}", "right", "0" + "." * bool(places) + "0" * places, partial(number, places=places))


@cache
def rate_or_none(places: int = 2) -> Kind:
    """A percentage beside a count that is written "-" for none; the nought of both is then written alike."""
    excel, show = rate(places).excel, partial(_or_none, places)
    return Kind(f"tỷ lệ {places} hoặc không", "right", f'{excel};-{excel};"-"', show)


def _or_none(places: int, figure: Figure) -> str:
    return number(figure, places) if figure else "-"


@cache
def rate_bar(places: int = 1) -> Kind:
    """A percentage beside a bar of its length; the number says what the bar shows."""
    return replace(rate(places), name=f"vạch {places}", bar=True)


@cache
def amount(places: int) -> Kind:
    """A figure with a fixed number of decimals: money, hectares, kilometres."""
    return Kind(f"số {places}", "right", "#,##0" + "." * bool(places) + "0" * places, partial(number, places=places))


@cache
def money(places: int) -> Kind:
    """An amount with a fixed number of decimals, "-" for none."""
    plain = "#,##0" + "." * bool(places) + "0" * places
    return Kind(f"tiền {places}", "right", f'{plain};-{plain};"-"', partial(shown_money, places))


def shown_money(places: int, figure: Figure) -> str:
    """ "1.234,5", and "-" for none."""
    return number(figure, places) if figure else "-"


@cache
def share(places: int = 2) -> Kind:
    """A percentage in a column that also holds other figures, so it carries its own sign."""
    return Kind(
        f"phần trăm {places}", "center", f'0{"." * bool(places)}{"0" * places}"%"', partial(percent, places=places)
    )


@cache
def sentence(before: str, after: str) -> Kind:
    """A figure inside words ("Bình quân 18,2 tiêu chí/đơn vị") that stays a number in Excel."""
    name = f"câu {before} {after}"
    return Kind(name, "center", f'"{before} "#,##0.0" {after}"', lambda figure: f"{before} {number(figure, 1)} {after}")


def places_of(shown: str) -> int:
    """How many decimals a written figure has: as many as its verdict needs ("84,996%" has three)."""
    return len(shown.rstrip("%").partition(",")[2])


def _official(moment: dt.date) -> str:
    """Days under ten get a zero; of the months only January and February do."""
    return "dd/mm/yyyy" if moment.month <= 2 else "dd/m/yyyy"


def on_day(moment: dt.date) -> Kind:
    """A real date that Excel prints with the zeros of official documents."""
    return DAYS[_official(moment)]


DAYS = {shape: Kind(f"ngày {shape}", "center", shape, day) for shape in ("dd/m/yyyy", "dd/mm/yyyy")}
DAY = DAYS["dd/m/yyyy"]
