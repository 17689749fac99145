"""Links that keep the dates of the page, and its small charts."""

from django import template
from django.utils.safestring import SafeString

from criteria.enums import Verdict
from criteria.rules.facts import TargetFacts
from criteria.templatetags.verdicts import CSS
from reports import charts
from reports.lens import Lens

register = template.Library()


@register.simple_tag
def keep(lens: Lens, href: str) -> str:
    """{% keep lens "xa/xuan-tan/#tc-15" %}: the same address, looked at through the same dates."""
    return lens.link(href)


@register.filter
def verdict_css(verdict: Verdict) -> str:
    """The class that colours what belongs to a verdict: {{ line.verdict|verdict_css }}."""
    return CSS[verdict]


@register.simple_tag
def unchecked(target: TargetFacts | None) -> SafeString:
    """{% unchecked block.target %}: said beside a required level until somebody compared it with the text."""
    if target is None or target.checked:
        return SafeString("")
    return SafeString('<small class="unchecked">chưa đối chiếu văn bản</small>')


@register.simple_tag
def meter(done, elapsed=None) -> SafeString:
    """{% meter block.done block.elapsed %}"""
    return charts.meter(done, elapsed)


@register.simple_tag
def bar(part, whole) -> SafeString:
    """{% bar line.share 1 %}"""
    return charts.bar(part, whole)
