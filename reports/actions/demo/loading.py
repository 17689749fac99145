"""Load the whole demonstration: figures, work, what is being written into reports, and what was reported."""

from django.db import transaction

from directives.actions.demo.loading import sample_cast
from dossiers.actions.demo.loading import load_all as load_work
from reports.actions.demo.issued import Fill, load_issued
from reports.actions.demo.texts import load_texts
from reports.actions.demo.views import load_views


@transaction.atomic
def load_all(fill: Fill) -> int:
    """Nạp bản minh họa; `fill` makes the contents of the issued report. Returns how many figures."""
    figures = load_work()
    cast = sample_cast()
    load_texts(cast)
    load_views(cast)
    load_issued(fill)
    return figures
