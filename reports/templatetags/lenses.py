"""Links that keep the dates of the page, and its small charts."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from criteria.enums import Verdict
from criteria.rules.facts import TargetFacts
from criteria.templatetags.targets import required_mark
from criteria.templatetags.verdicts import CSS
from reports import charts
from reports.lens import Lens
from reports.tables.indicator import Dot

register = template.Library()


@register.simple_tag
def keep(lens: Lens, href: str) -> str:
    """{% keep lens "xa/xuan-tan/#tc-15" %}: the same address, looked at through the same dates."""
    return lens.link(href)


@register.simple_tag
def link_under(asked, slot: str) -> str:
    """{% link_under asked line.slot %}: where one text of a report is written, with the dates of the page."""
    return asked.link(f"ghi/{slot}/")


@register.filter
def verdict_css(verdict: Verdict) -> str:
    """The class that colours what belongs to a verdict: {{ line.verdict|verdict_css }}."""
    return CSS[verdict]


@register.simple_tag
def unchecked(target: TargetFacts | None) -> SafeString:
    """{% unchecked block.target %}: the mark of a required level on the same line, where the level stands apart."""
    mark = required_mark(target)
    return format_html('<small class="unchecked">{}</small>', mark) if mark else SafeString("")


@register.simple_tag
def meter(done, elapsed=None) -> SafeString:
    """{% meter block.done block.elapsed %}"""
    return charts.meter(done, elapsed)


@register.simple_tag
def bar(part, whole) -> SafeString:
    """{% bar line.share 1 %}"""
    return charts.bar(part, whole)


@register.simple_tag
def spread(page) -> SafeString:
    """{% spread page %}: all communes of an indicator page on one line, with the required level."""
    spots = [charts.Spot(dot.name, dot.value, dot.words, _dot_css(dot)) for dot in page.dots]
    level = page.target.value if page.target else None
    return charts.spread(spots, level, f"{page.face.short_name}: kết quả của {len(spots)} đơn vị", page.required)


def _dot_css(dot: Dot) -> str:
    """Hollow and dashed where nobody has verified the figure."""
    return f"{CSS[dot.verdict]} by-self" if dot.by_self else CSS[dot.verdict]
