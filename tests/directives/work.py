"""The tasks of the directive, and deeds recorded for them the way the portal does."""

import datetime as dt

from communes.models import Department
from directives.actions.fulfilments import confirm_fulfilment, record_fulfilment
from directives.models import Directive, Dissemination, ExtensionRequest, Fulfilment, Obligation, PartyBody
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


NAMES = ("directive", "task", "deed", "proof", "sent", "confirmed", "officer", "more_time")


def ids(unit, secretary, by) -> dict[str, int]:
    """What the addresses of documents and tasks speak of: a directive with its text, sent twice, a deed, an ask."""
    task = clause("3a")
    proven = deed(unit, secretary, uploads=[(build.upload(), build.paper())])
    told = task.directive
    told.file = proven.proof_links.get().evidence
    told.save()
    at = build.moment(TODAY)
    sent = Dissemination.objects.create(
        directive=told, body=PartyBody.objects.get(unit=unit), sent_on=TODAY, sent_by=by
    )
    confirmed_line = Dissemination.objects.create(
        directive=told, body=PartyBody.objects.exclude(unit=unit).first(), sent_on=TODAY, sent_by=by,
        confirmed_on=TODAY, confirmed_by=by, confirmed_at=at, words="Đã học",
    )  # fmt: skip
    asked = ExtensionRequest.objects.create(
        obligation=task,
        unit=unit,
        due_on=task.due_on,
        wanted_until=TODAY,
        reason="Chờ",
        asked_by=secretary,
        asked_at=at,
    )
    found = (told, task, proven, proven.proof_links.get(), sent, confirmed_line)
    rows = dict(zip(NAMES, (row.pk for row in found), strict=False))
    return rows | {"officer": build.appointment(unit).officer_id, "more_time": asked.pk}
