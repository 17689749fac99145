"""How the office asks for what places tell whole and the portal only adds to: counts of households, tables of money."""

import datetime as dt

from django.db import models
from django.db.models import Q


class ToldQuerySet(models.QuerySet):
    """Rows with a day, the moment they were recorded, and what corrects them."""

    def live(self, known_at: dt.datetime | None = None):
        """What still counts, as known at a moment: neither corrected by then nor a withdrawal."""
        rows = self.filter(is_void=False)
        if known_at is None:
            return rows.filter(corrected_by=None)
        still = Q(corrected_by=None) | Q(corrected_by__recorded_at__gt=known_at)
        return rows.filter(still, recorded_at__lte=known_at)

    def up_to(self, day: dt.date):
        """What had been told by a day, in the order of the days: the last one of a place is in force."""
        return self.filter(counted_on__lte=day).order_by("counted_on", "recorded_at", "pk")
