"""What a sentence of the letters would say today, if they were written to everybody who is behind."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from django.db.models import Q

from communes.models import Unit
from criteria.models import ReportingPeriod
from directives.models import Directive, Obligation
from directives.tables.states import obligation_states
from reports.rules import reminder, urging
from reports.rules.papers import Letterhead
from reports.rules.patterns import Speech
from reports.tables.reminder import owing_of
from reports.tables.urging import document_words, left_of

# Whom to call is typed on the page of the letter.
CONTACT = "………"


@dataclass(frozen=True)
class Heard(Speech):
    """Keeps what one of the sentences has said."""

    code: str
    said: list[str] = field(default_factory=list)

    def say(self, code: str, **values: str) -> str:
        words = super().say(code, **values)
        if code == self.code:
            self.said.append(words)
        return words


def said_in_letters(
    district: Unit, code: str, patterns: Mapping[str, str], head: Letterhead, today: dt.date
) -> list[str]:
    """What the sentence says in the first letter of today that uses it; nothing where nobody is behind."""
    heard = Heard(patterns, code)
    for letter in chain(_reminded(district, head, heard, today), _urged(district, head, heard, today)):
        composed = reminder if isinstance(letter, reminder.Reminded) else urging
        composed.about(letter), composed.opening(letter), composed.closing(letter)
        if heard.said:
            return heard.said
    return []


def _reminded(district: Unit, head: Letterhead, speech: Speech, today: dt.date) -> Iterator[reminder.Reminded]:
    """About the newest period whose day of sending is past; of those that end together the month."""
    period = ReportingPeriod.objects.of(district).filter(send_on__lt=today).order_by("-send_on", "-begins_on").first()
    if period is None:
        return
    units = Unit.objects.communes().in_district(district).valid_on(min(period.ends_on, today)).in_order()
    owing = owing_of(period.facts, list(units), today)
    if owing.anyone:
        yield reminder.Reminded(
            owing.units, owing.departments, owing.of_units, owing.of_departments, period.name, period.send_on,
            period.verify_on, today, reminder.usual_deadline(today), head.spoken, CONTACT, speech,
        )  # fmt: skip


def _urged(district: Unit, head: Letterhead, speech: Speech, today: dt.date) -> Iterator[urging.Urged]:
    """About the newest directive in force."""
    rows = Directive.objects.filter(Q(district=None) | Q(district=district)).asking().issued_by(today)
    document = rows.newest_first().first()
    if document is None:
        return
    units = Unit.objects.communes().in_district(district).valid_on(today).values_list("pk", flat=True)
    asked = Obligation.objects.filter(directive=document)
    left = left_of(obligation_states(list(units), today, obligations=asked), today)
    if left.anyone:
        yield urging.Urged(
            left.units, left.of_units, document_words(document), today, urging.common_deadline(left.units, today),
            head.spoken, CONTACT, speech,
        )  # fmt: skip
