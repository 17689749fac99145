"""A part of a page that is drawn once for each thing it shows: after a write, most of a page is what it was."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from reports.lens import Lens

register = template.Library()
KEPT_PARTS = 8192


@dataclass(frozen=True, slots=True)
class Look:
    """The dates that words and links of a part depend on; the rest of the lens belongs to the form on top."""

    as_of: object
    compared: object
    given: tuple[tuple[str, str], ...]
    lens: Lens = field(compare=False)


@lru_cache(maxsize=KEPT_PARTS)
def part(name: str, item: Hashable, look: Look) -> SafeString:
    """The partial `name` over one value object, which must say everything the partial shows."""
    return render_to_string(name, {"item": item, "lens": look.lens})


@register.simple_tag
def drawn(name: str, item: Hashable, lens: Lens) -> SafeString:
    """{% drawn "reports/_bands.html" bands lens %}: in the partial the thing is called `item`."""
    return part(name, item, look_of(lens))


@register.simple_tag
def drawn_each(name: str, items: Iterable[Hashable], lens: Lens) -> SafeString:
    """{% drawn_each "reports/_tile.html" tiles lens %}: the partial once for each of them, in order."""
    look = look_of(lens)
    return mark_safe("".join(part(name, item, look) for item in items))


def look_of(lens: Lens) -> Look:
    return Look(lens.as_of, lens.compared, lens.given, lens)
