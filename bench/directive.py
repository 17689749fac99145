"""The progress page of a directive: 20 communes x 30 tasks, against a signed-in empty page.

Standing still it comes from memory; after a figure only the commune that changed is read again.
"""

import datetime as dt

from django.test import Client

from accounts.models import User
from bench.pages import NextFigure, getter, queries_of
from bench.timing import Ratio, compare
from criteria.models import Indicator
from directives.actions.obligations import add_obligation
from directives.enums import AppliesTo
from directives.models import Directive

TASKS = 30
PATH = "/chi-thi/"


def fill(directive: Directive) -> int:
    """Tasks measured by indicators, until communes are asked for so many things."""
    asked = directive.obligations.filter(applies_to=AppliesTo.COMMUNES)
    used = set(asked.values_list("indicator_id", flat=True))
    free = Indicator.objects.filter(criterion__criteria_set__code="xa-2016-2020", part_of=None).exclude(pk__in=used)
    missing = max(TASKS - asked.count(), 0)
    for number, indicator in enumerate(free.order_by("pk")[:missing]):
        add_obligation(
            directive=directive, clause=f"8.{number}", title=f"Hoàn thành chỉ tiêu {indicator.number}",
            applies_to=AppliesTo.COMMUNES, indicator=indicator, begins_on=directive.issued_on,
            due_on=directive.issued_on + dt.timedelta(days=10 * number), answering_posts=["PARTY_SECRETARY"], by=None,
        )  # fmt: skip
    return asked.count()


def measure(client: Client, user: User) -> list[Ratio]:
    """The page for the office, which sees everything."""
    tasks = fill(Directive.objects.asking().get())
    page, empty = getter(client, PATH), getter(client, "/bench/trong/")
    figure, turning = NextFigure(user, turning=False), NextFigure(user, turning=True)
    page(), figure()
    name = f"progress of a directive (20 x {tasks})"
    print(f"queries of the {name} after a figure: {queries_of(page)}, standing still: {queries_of(page)}")
    return [
        compare(f"{name}, data standing still / signed-in empty page", 1.5, page, empty),
        compare(f"{name}, after a figure / signed-in empty page", 2.5, page, empty, 21, before=figure),
        compare(f"{name}, after a verdict turned / empty page", 2.5, page, empty, 21, before=turning),
    ]
