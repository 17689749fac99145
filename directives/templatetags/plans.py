"""Small drawings of the plans."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def progress_bar(percent: int, label: str = "") -> SafeString:
    """{% progress_bar 78 %}: a bar with its number; `label` says of what to those who cannot see it."""
    css = "full" if percent >= 100 else "fill"
    spoken = format_html('<span class="visually-hidden">{}: </span>', label) if label else ""
    return format_html(
        '<span class="miniprog">{}<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="track" width="100" height="8"/><rect class="{}" width="{}" height="8"/></svg>{}%</span>',
        spoken,
        css,
        percent,
        percent,
    )
