"""The tasks of the directive, and deeds recorded for them the way the portal does."""

import datetime as dt

from communes.models import Department
from directives.actions.fulfilments import confirm_fulfilment, record_fulfilment
from directives.models import Directive, Fulfilment, Obligation
from tests import build

TODAY = dt.date(2017, 9, 25)


def directive() -> Directive:
    """The directive of 28/8/2017."""
    return Directive.objects.asking().get()


def clause(name: str) -> Obligation:
    """The task of a clause."""
    return directive().obligations.with_addressees().get(clause=name)


def body(code: str) -> Department:
    """A department or party office of the home district."""
    return Department.objects.get(code=code, district__code="364")


def deed(place, by, name="3a", day="2017-09-14", **given) -> Fulfilment:
    """What somebody recorded for a clause."""
    plain = {"done_on": build.date(day), "words": "Đã nộp báo cáo", "at": build.moment("2017-09-25"), "today": TODAY}
    return record_fulfilment(obligation=clause(name), place=place, by=by, **plain | given)


def confirmed(line, by):
    """The follower's word."""
    return confirm_fulfilment(fulfilment=line, by=by, at=build.moment("2017-09-25"))
