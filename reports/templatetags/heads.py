"""How the sheets of heads are written: counts by kind, who answered, who speaks."""

from django import template

from ntm_portal.clock import day_ended_at
from reports.lens import AS_OF, COMPARED, KNOWN
from reports.tables.accountability import Look, as_of_words, speaker

register = template.Library()
register.filter("speaker", speaker)


@register.filter
def days(look: Look) -> str:
    """{{ look|days }}: "từ 28/8/2017 đến hết 25/9/2017, so với cuối ngày 28/8/2017"."""
    return as_of_words(look)


@register.filter
def or_dash(count: int) -> str:
    """A count in a table, "-" for none."""
    return str(count) if count else "-"


@register.filter
def counted_kinds(holder, kinds) -> list[tuple]:
    """{% for kind, count in part|counted_kinds:kinds %}: one cell a kind, in the order of the heads."""
    counts = holder.counts
    return [(kind, or_dash(counts[kind])) for kind in (getattr(head, "kind", head) for head in kinds)]


@register.filter
def answering(sheet, event) -> list[str]:
    """Who held the posts on the day of an event, where somebody changed within the period."""
    return sheet.answering(event)


@register.simple_tag
def between(look: Look) -> str:
    """The dates of a form for the same days, as known then: ?den=2017-09-25&so_voi=2017-08-28."""
    known_on = day_ended_at(look.known_at)
    known = f"&{KNOWN}={known_on.isoformat()}" if known_on else ""
    return f"?{AS_OF}={look.until.isoformat()}&{COMPARED}={look.period.compared_on.isoformat()}{known}"
