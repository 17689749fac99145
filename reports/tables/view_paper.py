"""What a page shows as Excel, "this view": the dress that all such tables share, without signatures."""

from collections.abc import Callable

from accounts.models import User
from communes.models import Unit
from criteria.rules.verdicts import is_share, measured
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
    figure = measured(status.official) if status.official else None
    if figure is None:
        return Cell(status.shown, kind=CODE)
    if is_share(status.indicator):
        return Cell(figure, kind=in_percent(places_of(status.shown)))
    return Cell(status.official.value, kind=kind_of(status.official.value))
