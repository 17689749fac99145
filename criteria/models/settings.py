"""The office's choices inside the rules, as known at a moment."""

import datetime as dt

from criteria.models.target import RuleSetting
from criteria.rules.settings import RuleSettings
from ntm_portal.kept import kept


@kept
def settings_at(known_at: dt.datetime | None = None) -> RuleSettings:
    """The newest row of each setting known by then (all rows when no moment is given). One query."""
    rows = RuleSetting.objects.all()
    if known_at:
        rows = rows.filter(recorded_at__lte=known_at)
    return RuleSettings.from_rows(dict(rows.order_by("recorded_at", "pk").values_list("key", "value")))
