"""Take the demonstration away: the dossiers first, then the work and the figures they speak of."""

from django.db import models, transaction

from criteria.actions.demo.removing import remove_corrections_first, remove_samples
from directives.actions.demo import removing as work
from dossiers.models import Dossier, DossierDocument, DossierMove, SatisfactionSurvey, Vote

# Results that may have been corrected, then what is removed after them, dependents first.
CORRECTED: tuple[type[models.Model], ...] = (Vote, SatisfactionSurvey)
DOSSIERS: tuple[type[models.Model], ...] = (DossierMove, DossierDocument, Dossier)


@transaction.atomic
def remove_all() -> dict[str, int]:
    """Xóa số liệu minh họa, các việc theo Chỉ thị và hồ sơ công nhận, once nothing real depends on them.

    Returns how many rows of each kind went.
    """
    removed = {str(model._meta.verbose_name): remove_corrections_first(model) for model in CORRECTED}
    removed |= {str(model._meta.verbose_name): remove_samples(model) for model in DOSSIERS}
    return removed | work.remove_all()
