"""Take the whole demonstration away: what was reported first."""

from functools import partial

from django.db import transaction

from criteria.actions.demo.papers import remove_files
from criteria.actions.demo.removing import RealRecordsDepend, dependents, remove_samples
from dossiers.actions.demo.removing import remove_all as remove_work
from reports.models import (
    IssuedFile,
    IssuedForm,
    IssuedReport,
    IssuedWithdrawal,
    PatternText,
    PublicSwitch,
    ReportText,
)

# What nothing else leans on.
KEPT = (ReportText, PatternText, PublicSwitch, IssuedWithdrawal, IssuedFile, IssuedForm)


@transaction.atomic
def remove_all() -> dict[str, int]:
    """Xóa bản minh họa. Returns how many rows of each kind went.

    Raises RealRecordsDepend, and removes nothing, while real records lean on the demonstration.
    """
    if records := dependents():
        raise RealRecordsDepend(records)
    digests = list(IssuedFile.objects.filter(sample=True).values_list("sha256", flat=True))
    removed = {str(model._meta.verbose_name): remove_samples(model) for model in KEPT}
    removed[str(IssuedReport._meta.verbose_name)] = remove_replacing_first()
    transaction.on_commit(partial(remove_files, digests))
    return removed | remove_work()


def remove_replacing_first() -> int:
    """What replaces another protects it, so it goes first."""
    removed = 0
    while rows := list(IssuedReport.objects.filter(sample=True, replaced_by=None).values_list("pk", flat=True)):
        removed += IssuedReport.objects.filter(pk__in=rows).delete()[0]
    return removed
