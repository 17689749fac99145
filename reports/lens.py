"""The dates a page looks through: read from its address, checked, and kept in every link.

`den` is the day the figures are asked for, `so_voi` the day they are compared with, and
`biet_den` the day whose knowledge counts ("as known at"), which is left out of most addresses.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode

from django.db.models import Q, Value
from django.http import HttpRequest

from communes.models import Unit
from criteria.models import CriteriaSet
from directives.enums import DocumentKind
from directives.models import Directive
from directives.rules.sheet_periods import SheetPeriod, called, offered
from ntm_portal.asking import query_of
from ntm_portal.clock import end_of_day
from ntm_portal.kept import kept
from ntm_portal.vietnamese import DayFault, day, day_month, parse_day

AS_OF, COMPARED, KNOWN = "den", "so_voi", "biet_den"
NAMES = {AS_OF: "Số liệu đến", COMPARED: "so với", KNOWN: "đã biết đến"}
LONGEST_TYPED = 40
ONE_DAY = dt.timedelta(days=1)


def at_the_same_dates(request: HttpRequest, path: str) -> str:
    """Where a reader is led instead of the page asked for: what is shown there is of the days the link named."""
    return f"{path}{query_of({name: request.GET.get(name, '') for name in NAMES})}"


@dataclass(frozen=True, slots=True)
class Milestones:
    """The days an address is measured against: where the figures begin, and when directives were issued."""

    begins: dt.date
    directives: tuple[dt.date, ...] = ()

    def compared_with(self, as_of: dt.date) -> dt.date:
        """The newest directive before that day; without one the end of the month before."""
        earlier = [issued for issued in self.directives if issued < as_of]
        return max(earlier) if earlier else max(as_of.replace(day=1) - ONE_DAY, self.begins)


@dataclass(frozen=True, slots=True)
class LensField:
    """One date of the form in the top bar: what stands in it, and what is wrong with it."""

    name: str
    label: str
    value: str
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Lens:
    """The dates of a page, with the form that changes them and the words for its links."""

    as_of: dt.date
    compared: dt.date
    known_on: dt.date | None
    fields: tuple[LensField, ...]
    given: tuple[tuple[str, str], ...] = ()
    others: tuple[tuple[str, str], ...] = ()

    @classmethod
    def from_request(cls, request: HttpRequest, today: dt.date, district: Unit | None = None) -> "Lens":
        """The lens of a request; one query, for the days that defaults and limits come from."""
        return read_lens(request.GET, today=today, milestones=milestones(district))

    @property
    def known_at(self) -> dt.datetime | None:
        """The moment whose knowledge counts; None is everything known now."""
        return end_of_day(self.known_on) if self.known_on else None

    @property
    def faults(self) -> dict[str, str]:
        return {field.name: field.fault for field in self.fields if field.fault}

    @property
    def query(self) -> str:
        """What a link needs to keep the dates; empty while they are the usual ones."""
        return self.to()

    def to(self, **more: str) -> str:
        """The same dates with more of a page's state: `?den=2017-09-25&muc=tham-tra`."""
        return query_of(dict(self.given) | more)

    def link(self, href: str) -> str:
        """An address of another page or part of a page, looked at through the same dates."""
        path, hash_mark, anchor = href.partition("#")
        path, _, asked = path.partition("?")
        if not path and not asked:
            return href
        pairs = [*self.given, *parse_qsl(asked)]
        return f"{path}{f'?{urlencode(pairs)}' if pairs else ''}{hash_mark}{anchor}"

    def here(self, **state: str) -> str:
        """The same page in another state (filter, level); a bare page is "./", which drops the rest."""
        return self.to(**state) or "./"

    @property
    def now(self) -> str:
        """The link back from an earlier state of knowledge."""
        pairs = [(name, value) for name, value in (*self.given, *self.others) if name != KNOWN]
        return f"?{urlencode(pairs)}" if pairs else "./"

    @property
    def as_of_words(self) -> str:
        return day(self.as_of)

    @property
    def compared_words(self) -> str:
        return day(self.compared)

    @property
    def compared_head(self) -> str:
        """ "28/8": in heads of tables, while the top bar shows the year."""
        return day_month(self.compared)

    @property
    def compared_short(self) -> str:
        """ "28/8" in sentences, with the year where it is another one."""
        return day_month(self.compared) if self.compared.year == self.as_of.year else day(self.compared)


PERIOD = "ky"


@dataclass(frozen=True, slots=True)
class PeriodLens:
    """The dates of a page about a period: which one, of those that may be chosen, and as of when it is read."""

    lens: Lens
    period: SheetPeriod
    offered: tuple[SheetPeriod, ...]

    @classmethod
    def from_request(cls, request: HttpRequest, today: dt.date, district: Unit) -> "PeriodLens | None":
        """The period an address names, or the usual one; None where there is no such period."""
        days = milestones(district)
        lens = read_lens(request.GET, today=today, milestones=days)
        choices = offered(lens.as_of, days.begins, days.directives)
        period = called(request.GET.get(PERIOD, "")[:LONGEST_TYPED], choices)
        return cls(lens, period, tuple(choices)) if period else None

    def link(self, href: str) -> str:
        """An address of a page about the same period, looked at through the same dates."""
        if self.period == self.offered[0]:
            return self.lens.link(href)
        return self.lens.link(f"{href}{'&' if '?' in href else '?'}{PERIOD}={self.period.code}")


@dataclass(frozen=True, slots=True)
class PaperLens:
    """The dates of a periodic report: its period, the day of its figures and the day they are compared with."""

    lens: Lens
    period: SheetPeriod

    @classmethod
    def from_request(cls, request: HttpRequest, today: dt.date, district: Unit, code: str) -> "PaperLens | None":
        """The dates of the report an address names; None where there is no such period."""
        days = milestones(district)
        period = called(code, offered(today, days.begins, days.directives)) if code else None
        return cls(paper_lens(request.GET, period, today, days), period) if period else None


def paper_lens(asked: Mapping[str, str], period: SheetPeriod, today: dt.date, days: Milestones) -> Lens:
    """Usually the last day of the period that is past, beside the day before it began; both stand in every link."""
    usual = {
        AS_OF: min(today, period.span.ends_on).isoformat(),
        COMPARED: max(period.compared_on, days.begins).isoformat(),
    }
    typed = {name: value for name, value in asked.items() if value.strip()}
    return read_lens(usual | typed, today=today, milestones=days)


@kept
def milestones(district: Unit | None = None) -> Milestones:
    """The first day of the sets that judge, and the days of the directives."""
    issued = Directive.objects.filter(kind=DocumentKind.DIRECTIVE)
    if district is not None:
        issued = issued.filter(Q(district=None) | Q(district_id=district.pk))
    begun = CriteriaSet.objects.filter(structure_only=False, overlays=None)
    days = (
        begun.order_by()
        .values_list(Value("begun"), "effective_from")
        .union(issued.order_by().values_list(Value("issued"), "issued_on"))
    )
    return _sorted_out(days)


def _sorted_out(days: Iterable[tuple[str, dt.date]]) -> Milestones:
    begun, issued = [], []
    for kind, moment in days:
        (begun if kind == "begun" else issued).append(moment)
    return Milestones(begins=min(begun, default=dt.date.min), directives=tuple(sorted(issued)))


def read_lens(asked: Mapping[str, str], *, today: dt.date, milestones: Milestones) -> Lens:
    """The dates of an address: a fault keeps what was typed and falls back to the usual day."""
    as_of, as_of_field = _read(asked, AS_OF, lambda moment: _fault_of_day(moment, today, milestones))
    shown = as_of or today
    compared, compared_field = _read(asked, COMPARED, lambda moment: _fault_of_compared(moment, shown, milestones))
    known, known_field = _read(asked, KNOWN, lambda moment: _fault_of_known(moment, today))
    usual = milestones.compared_with(shown)
    typed = {AS_OF: as_of, COMPARED: compared, KNOWN: known}
    return Lens(
        as_of=shown,
        compared=compared or usual,
        known_on=known,
        fields=(_filled(as_of_field, shown), _filled(compared_field, compared or usual), known_field),
        given=tuple((name, moment.isoformat()) for name, moment in typed.items() if moment),
        others=tuple((name, asked[name]) for name in asked if name not in NAMES and asked[name]),
    )


def _read(asked, name, fault_of) -> tuple[dt.date | None, LensField]:
    typed = asked.get(name, "").strip()[:LONGEST_TYPED]
    if not typed:
        return None, LensField(name, NAMES[name], "")
    try:
        moment = parse_day(typed)
    except DayFault as fault:
        return None, LensField(name, NAMES[name], typed, str(fault))
    if fault := fault_of(moment):
        return None, LensField(name, NAMES[name], typed, fault)
    return moment, LensField(name, NAMES[name], day(moment))


def _filled(field: LensField, moment: dt.date) -> LensField:
    return field if field.value else LensField(field.name, field.label, day(moment))


def _fault_of_day(moment: dt.date, today: dt.date, milestones: Milestones) -> str:
    if moment > today:
        return f"Ngày này chưa đến, hôm nay là {day(today)}."
    return _fault_of_beginning(moment, milestones)


def _fault_of_compared(moment: dt.date, as_of: dt.date, milestones: Milestones) -> str:
    if moment > as_of:
        return f"Ngày so sánh phải từ {day(as_of)} trở về trước."
    return _fault_of_beginning(moment, milestones)


def _fault_of_beginning(moment: dt.date, milestones: Milestones) -> str:
    if moment < milestones.begins:
        return f"Chưa có bộ tiêu chí để đánh giá trước ngày {day(milestones.begins)}."
    return ""


def _fault_of_known(moment: dt.date, today: dt.date) -> str:
    return f"Ngày này chưa đến, hôm nay là {day(today)}." if moment > today else ""
