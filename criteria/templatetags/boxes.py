"""What stands in a text box of a page that was refused: what was typed, else what is kept."""

from collections.abc import Mapping

from django import template

register = template.Library()


@register.simple_tag
def typed_box(typed: Mapping[str, str], name: str, kept: str) -> str:
    """{% typed_box typed line.box line.reason %}."""
    return typed.get(name, kept)
