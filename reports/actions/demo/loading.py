"""Load the whole demonstration: figures, the work that follows, and at last what was reported."""

from django.db import transaction

from dossiers.actions.demo.loading import load_all as load_work
from reports.actions.demo.issued import Fill, load_issued


@transaction.atomic
def load_all(fill: Fill) -> int:
    """Nạp bản minh họa; `fill` makes the contents of the issued report. Returns how many figures."""
    figures = load_work()
    load_issued(fill)
    return figures
