"""An address of the portal inside a stored text, such as the minutes named as the source of a figure, as a link."""

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

MINUTES = re.compile(r"\((/kiem-tra/[0-9]{1,12}/)\)")


@register.filter
def with_pages(text: str) -> SafeString:
    """ "Biên bản kiểm tra ngày 14/9/2017 (/kiem-tra/12/)" with the address as a link."""
    return mark_safe(MINUTES.sub(r'(<a href="\1">biên bản</a>)', conditional_escape(text)))
