"""The charts of the pages that tell how things moved."""

from django import template
from django.utils.safestring import SafeString

from ntm_portal.vietnamese import day
from reports import charts
from reports.tables.trend import Series

register = template.Library()


@register.simple_tag
def course(series: Series, title: str = "") -> SafeString:
    """{% course line %}: one line over the whole time, from nought to all."""
    return charts.course(series.known, series.days, series.of, title or series.name, told(series), series.last)


@register.simple_tag
def small(series: Series) -> SafeString:
    """{% small line.series %}: one criterion beside the others, all over the same days and on the same scale."""
    return charts.multiple(series.known, series.days, series.of, f"{series.name}: số đơn vị đạt", told(series))


def told(series: Series) -> str:
    """What the line says to who cannot see it: "từ 14 lên 17, từ 31/12/2016 đến 25/9/2017, thang từ 0 đến 20"."""
    return f"{series.words}, từ {day(series.days[0])} đến {day(series.days[-1])}, thang từ 0 đến {series.of}"
