"""The required level with the mark of its source, the same wherever a level is printed."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from criteria.enums import SourceStatus
from criteria.models import Target
from criteria.rules.facts import TargetFacts

register = template.Library()

UNCHECKED = "chưa đối chiếu văn bản"
ILLUSTRATIVE = "mức minh họa"
DAGGER = "†"


def required_mark(target: TargetFacts | Target | None) -> str:
    """What must stand beside a level: "chưa đối chiếu văn bản", "mức minh họa", or nothing."""
    if target is None or target.checked:
        return ""
    return ILLUSTRATIVE if target.source_status == SourceStatus.SAMPLE else UNCHECKED


@register.simple_tag
def required(status) -> SafeString:
    """{% required indicator_status %}: "≥ 85%" with the mark in words behind it."""
    mark = required_mark(status.target)
    if not mark:
        return format_html("{}", status.required)
    return format_html('{} <span class="note">({})</span>', status.required, mark)


@register.simple_tag
def required_short(status) -> SafeString:
    """The same with a dagger, for tables; such a page carries {% required_legend %}."""
    mark = required_mark(status.target)
    if not mark:
        return format_html("{}", status.required)
    dagger = '{}<span aria-hidden="true">{}</span><span class="visually-hidden"> ({})</span>'
    return format_html(dagger, status.required, DAGGER, mark)


@register.simple_tag
def required_legend() -> SafeString:
    """What the dagger means."""
    return format_html('<span class="note">{} mức yêu cầu {} hoặc là {}</span>', DAGGER, UNCHECKED, ILLUSTRATIVE)
