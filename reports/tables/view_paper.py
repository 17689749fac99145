"""What a page shows as Excel, "this view": the dress that all such tables share, without signatures."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from accounts.models import User
from communes.models import Unit
from criteria.rules.verdicts import figure_told, is_share
from criteria.status import IndicatorStatus
from ntm_portal.vietnamese import day
from reports.tables.base import Cell, Form, Table
from reports.tables.board import Period
from reports.tables.commune_forms import kind_of
from reports.tables.kinds import CODE, Kind, places_of
from reports.tables.paper import issuer_of, known_words, place_line_of, title_of


def view_table(form: Form, place: Unit, period: Period, more: str, notes: tuple[str, ...], **drawn) -> Table:
    """A table of one place through the dates of its page; `more` ends the line under the title."""
    return Table(
        form=form,
        title=title_of(form, place),
        issuer=issuer_of(form, place),
        about=f"(Số liệu tính đến ngày {day(period.as_of)}{known_words(period.known_at)}{more})",
        place_line=place_line_of(place, period.as_of),
        notes=notes,
        sample=User.objects.sample().exists(),
        **drawn,
    )


def result_cell(status: IndicatorStatus, in_percent: Callable[[int], Kind]) -> Cell:
    """A number with as many decimals as the screen shows; the word where a word decides."""
    figure = figure_told(status.official, status.indicator) if status.official else None
    return figure_cell(status.shown, figure, in_percent if is_share(status.indicator) else None)


def figure_cell(shown: str, figure: Fraction | Decimal | None, in_percent: Callable[[int], Kind] | None) -> Cell:
    """What the screen shows as a number; as a word where there is none. `in_percent` writes a share."""
    if figure is None:
        return Cell(shown, kind=CODE)
    return Cell(figure, kind=in_percent(places_of(shown)) if in_percent else kind_of(figure))
