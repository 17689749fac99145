"""Icons of static/icons.svg, and the outline pill that names a task, deadline or paper."""

from functools import cache

from django import template
from django.templatetags.static import static
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

# The icon that goes with each kind of pill; the words always stand beside it.
TAG_ICONS = {"done": "check", "plain": "circle", "soon": "clock", "late": "alert", "act": "verify", "draft": "edit"}

# Marks of change, drawn filled: better, worse, at risk (▲ ▼ ▽).
MARKS = {"up": ("mk", "m-up"), "down": ("mk", "m-down"), "risk": ("mk mk-open", "m-down")}


@cache
def drawing(name: str, css: str) -> SafeString:
    """The picture alone; whoever uses it puts the words beside it."""
    address = escape(f"{static('icons.svg')}#i-{name}")
    return mark_safe(f'<svg class="{escape(css)}" aria-hidden="true"><use href="{address}"/></svg>')


@register.simple_tag
def icon(name: str, css: str = "") -> SafeString:
    """{% icon "home" %}, {% icon "alert" "i-lg" %}."""
    return drawing(name, f"i {css}".strip())


@register.simple_tag
def mark(kind: str) -> SafeString:
    """{% mark "up" %}: ▲ better, "down" ▼ regressed, "risk" ▽ still met but at risk."""
    css, name = MARKS[kind]
    return drawing(name, css)


@register.simple_tag
def tag(kind: str, words: str, icon: str = "") -> SafeString:
    """{% tag "soon" "Còn 5 ngày" %}: done, plain, soon, late, act, draft; never used for a verdict."""
    return format_html('<span class="tag tag-{}">{}{}</span>', kind, drawing(icon or TAG_ICONS[kind], "i"), words)
