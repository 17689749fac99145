"""Load the demonstration: figures, the work of the directive, then the dossiers that rest on both."""

from collections.abc import Callable

from django.db import transaction

from directives.actions.demo import loading as work
from directives.actions.demo.cast import Cast
from dossiers.actions.demo.communes import load_communes
from dossiers.actions.demo.district import load_district

# Each tells one part of the story, in this order.
PARTS: tuple[Callable[[Cast], None], ...] = (load_communes, load_district)


@transaction.atomic
def load_all() -> int:
    """Nạp số liệu minh họa, các việc theo Chỉ thị và hồ sơ công nhận. Returns how many figures."""
    figures = work.load_all()
    cast = work.sample_cast()
    for part in PARTS:
        part(cast)
    return figures
