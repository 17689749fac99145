"""What every page and form says, as the values its template is given."""

from accounts.models import User
from communes.models import Unit
from criteria.models import Indicator
from criteria.permissions import indicators_visible_to
from directives.models import Directive, Obligation
from directives.tables.page import directive_page
from directives.tables.scope import Scope
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.commune import commune_page, read_commune
from reports.tables.commune_list import commune_rows
from reports.tables.commune_side import log_of
from reports.tables.commune_tasks import task_block
from reports.tables.criterion import read_criterion, read_criterion_list
from reports.tables.district import read_district
from reports.tables.filled import FILLED, filled
from reports.tables.indicator import read_indicator
from reports.tables.overview import read_overview


def communes_of(district: Unit, period: Period) -> list[Unit]:
    units = Unit.objects.in_district(district).valid_on(period.as_of).in_order()
    return list(units.select_related("parent__parent"))


def everything(user: User, district: Unit, period: Period, indicator_numbers=("11", "15.1", "17.1", "10")) -> dict:
    """Each page by its address."""
    indicators, obligations = indicators_visible_to(user), Obligation.objects.all()
    criteria = list(Indicator.objects.order_by().values_list("criterion_id", flat=True).distinct())
    said = {
        "/": read_overview(district, period),
        "/xa/": commune_rows(district, period, criteria),
        "/huyen/": read_district(district, period, indicators),
        "/tieu-chi/": read_criterion_list(district, period, indicators),
    }
    for number in (11, 15, 17):
        said[f"/tieu-chi/{number}/"] = read_criterion(district, period, indicators, number)
    for number in indicator_numbers:
        said[f"/chi-tieu/{number}/"] = read_indicator(district, period, indicators, number)
    for unit in communes_of(district, period):
        read = read_commune(unit, indicators, period)
        said[f"/xa/{unit.slug}/"] = commune_page(read), task_block(read, obligations), log_of(read)
    document = Directive.objects.asking().issued_by(period.as_of).newest_first().first()
    if document:
        days = {"as_of": period.as_of, "compared": period.compared, "known_at": period.known_at}
        said["/chi-thi/"] = directive_page(document, Scope.of(user), **days)
    for table in filled(Brief(district, period), FILLED):
        said[f"/bao-cao/{table.form.code}/"] = table.rows, table.notes
    return said
