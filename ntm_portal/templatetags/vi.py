"""Filters that print numbers and days as the office writes them; a missing figure is always "…"."""

from django import template

from ntm_portal import vietnamese

register = template.Library()

NO_FIGURE = "…"


@register.filter(expects_localtime=True)
def day(value) -> str:
    """ "03/6/2016"."""
    return NO_FIGURE if value is None else vietnamese.day(value)


@register.filter(expects_localtime=True)
def long_day(value) -> str:
    """ "ngày 28 tháng 8 năm 2017"."""
    return NO_FIGURE if value is None else vietnamese.long_day(value)


@register.filter
def num(value, places=None) -> str:
    """ "1.922"; `num:1` prints one decimal."""
    return NO_FIGURE if value is None else vietnamese.number(value, places)


@register.filter
def counted(value) -> str:
    """A count in running text: "03 xã"."""
    return NO_FIGURE if value is None else vietnamese.counted(value)


@register.filter
def change(value) -> str:
    """ "+3", "-1", "-" for none."""
    return NO_FIGURE if value is None else vietnamese.change(value)


@register.filter
def lower_first(value: str) -> str:
    """A label inside a sentence."""
    return vietnamese.lower_first(value)
