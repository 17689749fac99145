"""Load the demonstration: figures and work first, then what the office wrote into its reports."""

from collections.abc import Callable

from django.db import transaction

from directives.actions.demo.cast import Cast
from directives.actions.demo.loading import load_all, sample_cast
from reports.actions.demo.texts import load_texts

# Each tells one part of the story, in this order.
PARTS: tuple[Callable[[Cast], None], ...] = (load_texts,)


@transaction.atomic
def load_everything() -> int:
    """Nạp số liệu minh họa, các việc theo Chỉ thị và báo cáo. Returns how many figures."""
    figures = load_all()
    cast = sample_cast()
    for part in PARTS:
        part(cast)
    return figures
