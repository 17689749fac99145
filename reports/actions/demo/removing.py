"""Take the demonstration away: what the reports keep first, then all they speak of."""

from django.db import models, transaction

from criteria.actions.demo.removing import RealRecordsDepend, dependents, remove_samples
from directives.actions.demo.removing import remove_all
from reports.models import PatternText, ReportText

# What is removed, dependents first.
KEPT: tuple[type[models.Model], ...] = (ReportText, PatternText)


@transaction.atomic
def remove_everything() -> dict[str, int]:
    """Xóa số liệu minh họa, các việc theo Chỉ thị và báo cáo. Returns how many rows of each kind went.

    Raises RealRecordsDepend, and removes nothing, while real records lean on the demonstration.
    """
    if records := dependents():
        raise RealRecordsDepend(records)
    removed = {str(model._meta.verbose_name): remove_samples(model) for model in KEPT}
    return removed | remove_all()
