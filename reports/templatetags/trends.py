"""The charts of the pages that tell how things moved."""

from django import template
from django.utils.safestring import SafeString

from ntm_portal.vietnamese import day
from reports import charts
from reports.tables.trend import Series

register = template.Library()


@register.simple_tag
def course(series: Series) -> SafeString:
    """{% course line %}: one line over the whole time, from nought to all."""
    words = f"{series.words}, từ {day(series.days[0])} đến {day(series.days[-1])}"
    return charts.course(series.known, series.days, series.of, series.name, words, series.last)


@register.simple_tag
def small(series: Series) -> SafeString:
    """{% small line.series %}: one criterion beside the others, all over the same days and on the same scale."""
    return charts.multiple(series.known, series.days, series.of, f"{series.name}: {series.words} {series.unit} đạt")
