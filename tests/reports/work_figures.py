"""What a report must say of the work (I, IV, V): from Biểu 11 and 14, and from the records no form prints."""

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from django.db.models import Q

from directives.enums import InspectionAct, RequestAct
from directives.models import Directive, Dissemination, Inspection, InspectionRequest
from directives.tables.states import obligation_states
from ntm_portal.vietnamese import counted, day, name_list, rounded
from reports.enums import ReportKind
from reports.rules.periodic_outline import next_until, year_before
from reports.tables.base import RowKind
from reports.tables.board import Period
from reports.tables.brief import Brief
from tests.reports.form_figures import Forms, plain, some

# The rows of Biểu 14 that stand against a head, and those the table of the report has.
AGAINST = ("Nhiệm vụ quá hạn chưa xong", "Chỉ tiêu suy giảm")
COUNTED = {**dict(zip(AGAINST, ("Quá hạn", "Suy giảm"), strict=True)), "Báo cáo gửi chậm": "Báo cáo chậm",
           "Báo cáo quá hạn chưa gửi": "Chưa báo cáo"}  # fmt: skip
REACHED_BY = re.compile(r"Đạt trước (\d+)/(\d+)/(\d+)")


class Page:
    """Biểu 14 of one place: who held the posts last, and how many events of which kind."""

    def __init__(self, name: str):
        self.name, self.holders, self.counts = name, {}, {}


class Work:
    """What was led, inspected and promised, and what comes due, as a reader of forms and records counts it."""

    def __init__(self, forms: Forms, kind: ReportKind):
        self.forms, self.brief, self.kind = forms, forms.brief, kind
        self.period = forms.brief.period

    def expected(self) -> dict[str, Callable[[], Sequence]]:
        """Slot → the figures of its sentence."""
        return {
            "quan-triet": self.sent, "van-ban": self.documents, "kiem-tra": self.visited, "kien-nghi": self.asked,
            "trach-nhiem": self.counts, "trach-nhiem-xa": lambda: some(len(self.behind())),
            "den-han": lambda: [len(self.coming())], "cung-ky": self.year_before,
        }  # fmt: skip

    # --- I ----------------------------------------------------------------------------------

    def sent(self) -> list:
        """To how many bodies the directive went, how many said they had made it known."""
        newest = Directive.objects.asking().filter(issued_on__lte=self.period.as_of).order_by("-issued_on").first()
        sent = Dissemination.objects.filter(directive=newest, sent_on__lte=self.period.as_of)
        confirmed = sent.filter(confirmed_on__lte=self.period.as_of)
        if self.period.known_at:
            confirmed = confirmed.filter(confirmed_at__lte=self.period.known_at)
        return [sent.count(), *some(confirmed.count())]

    def between(self, field: str) -> Q:
        return Q(**{f"{field}__gt": self.period.compared, f"{field}__lte": self.period.as_of})

    def documents(self) -> list:
        """How many documents; their own numbers are names, not figures."""
        return [Directive.objects.filter(self.between("issued_on")).count()]

    def taken(self, act: str, name: str = "steps") -> Q:
        """The step had been taken by the moment asked for; now, every step has been."""
        known_at = self.period.known_at
        return Q(**{f"{name}__act": act, f"{name}__at__lte": known_at}) if known_at else Q()

    def visits(self):
        places = [commune.id for commune in self.brief.board.communes]
        held = Inspection.objects.filter(self.between("visited_on"), unit__in=places)
        return held.filter(self.taken(InspectionAct.BEGIN)).distinct()

    def visited(self) -> list:
        return [self.visits().count(), self.visits().values("unit").distinct().count()]

    def requests(self):
        """What signed minutes ask, as far as they had been signed by then."""
        signed = Q(inspection__signed_on__lte=self.period.as_of)
        return InspectionRequest.objects.filter(signed & self.taken(InspectionAct.SIGN, "inspection__steps"))

    def is_open(self, row: InspectionRequest) -> bool:
        if row.accepted_on is None or row.accepted_on > self.period.as_of:
            return True
        known_at = self.period.known_at
        return known_at is not None and not row.steps.filter(act=RequestAct.ACCEPT, at__lte=known_at).exists()

    def asked(self) -> list:
        """Requests of the visits of the period: all, done, left, and of these overdue."""
        rows = list(self.requests().filter(inspection__in=self.visits()))
        left = [row for row in rows if self.is_open(row)]
        overdue = sum(row.due_on < self.period.as_of for row in left)
        done = len(rows) - len(left)
        told = [done, len(left)] if done and left else []
        return [len(rows), *told, *(some(overdue) if done or overdue < len(left) else [])]

    def year_before(self) -> list:
        """The same forms a year earlier."""
        on = year_before(self.period.as_of)
        earlier = Forms(Brief(self.brief.district, Period(on, on, self.period.known_at)))
        size = len(self.brief.matrix.criteria)
        told = ([forms.cover(what)["now"] for forms in (self.forms, earlier)] for what in ("Số đơn vị đủ", "Bình quân"))
        moved = [now - then for now, then in told if now != then]
        means = [forms.exact_mean(forms.brief) for forms in (self.forms, earlier)]
        hidden = means[0] != means[1] and rounded(means[0], 1) == rounded(means[1], 1)
        return [size, size, *moved, *([Decimal("0.1")] if hidden else [])]

    # --- IV ---------------------------------------------------------------------------------

    def pages(self) -> list[Page]:
        """Biểu 14, place by place."""
        found: list[Page] = []
        for row in self.forms.form("bieu-14").rows:
            cells = [plain(cell) for cell in row.cells]
            if row.kind == RowKind.GROUP:
                if not cells[0]:
                    found.append(Page(cells[1]))
                part = cells[0]
            elif part == "I":
                found[-1].holders[cells[1].removesuffix(" xã").removesuffix(" thị trấn")] = cells[2]
            elif part == "III":
                found[-1].counts[cells[1]] = cells[2]
        return found

    def counts(self) -> list:
        """Each kind of event over all places, in the order of the form."""
        pages = self.pages()
        return [total for kind in pages[0].counts if (total := sum(page.counts[kind] for page in pages))]

    def behind(self) -> list[Page]:
        return [page for page in self.pages() if any(page.counts[kind] for kind in AGAINST)]

    def heads_rows(self) -> list[list[str]]:
        """The table of section IV: place, who held both posts last, the counts that are not all nought."""
        pages = self.pages()
        kinds = [kind for kind in COUNTED if any(page.counts[kind] for page in pages)]
        rows = []
        for page in self.behind():
            holders = [_last(page.holders[post]) for post in ("Bí thư Đảng ủy", "Chủ tịch UBND")]
            rows.append([page.name, *holders, *(str(page.counts[kind] or "-") for kind in kinds)])
        return rows

    # --- V ----------------------------------------------------------------------------------

    def coming(self) -> list[tuple[str, str, int]]:
        """(day, what, in how many places) of everything that comes due, in no order."""
        return sorted([*self._tasks(), *self._requests(), *self._goals()])

    def _soon(self, on: dt.date | None) -> bool:
        return on is not None and self.period.as_of < on <= next_until(self.kind, self.period.as_of)

    def _tasks(self) -> Iterator[tuple[str, str, int]]:
        places = [commune.id for commune in self.brief.board.communes]
        states = obligation_states([*places, self.brief.district.pk], self.period.as_of, self.period.known_at)
        found = defaultdict(list)
        for state in states:
            if not state.is_settled and self._soon(state.until):
                key = state.obligation.directive_id, state.obligation.clause, state.obligation.title, state.until
                found[key].append(state.unit.pk)
        for (_, clause, title, until), units in found.items():
            yield day(until), f"Mục {clause}: {title}", len({pk for pk in units if pk in places})

    def _requests(self) -> Iterator[tuple[str, str, int]]:
        found = defaultdict(list)
        for row in self.requests():
            if self.is_open(row) and self._soon(row.due_on):
                found[row.due_on].append(row.inspection.unit_id)
        for on, units in found.items():
            yield day(on), f"Xong {counted(len(units))} kiến nghị sau kiểm tra", len(set(units))

    def _goals(self) -> Iterator[tuple[str, str, int]]:
        """Biểu 11: the goals with a day, but for those reached already."""
        reached = {(line.plan.place, line.plan.subject_number) for line in self.brief.read.plans
                   if line.standing.is_reached}  # fmt: skip
        found, place = defaultdict(list), ""
        for row in self.forms.form("bieu-11").rows:
            cells = [str(plain(cell)) for cell in row.cells]
            named = REACHED_BY.search(cells[3]) if len(cells) > 3 else None
            if row.kind == RowKind.GROUP:
                place = cells[1]
            elif named:
                on, subject = dt.date(*map(int, reversed(named.groups()))), cells[1].split(" ")[0]
                if (place, subject) not in reached and self._soon(on):
                    found[on].append((place, subject))
        for on, goals in found.items():
            yield day(on), f"Đạt kế hoạch: {self._subjects(goals)}", len({place for place, _ in goals})

    def _subjects(self, goals: list[tuple[str, str]]) -> str:
        """Criteria, then indicators, each in the order of their numbers."""
        plans = [line.plan for line in self.brief.read.plans]
        criteria = {(plan.place, plan.subject_number) for plan in plans if not plan.indicator_id}
        told = []
        for kind, wanted in (("tiêu chí", True), ("chỉ tiêu", False)):
            found = {subject for place, subject in goals if ((place, subject) in criteria) is wanted}
            listed = sorted(found, key=lambda number: [float(part.rstrip("ab")) for part in number.split(".")])
            told += [f"{kind} {name_list(listed)}"] if listed else []
        return "; ".join(told)

    def coming_of(self, rows: Sequence[Sequence[str]]) -> list[tuple[str, str, int]]:
        """The rows of the table of section V, read in the same shape."""
        found = []
        for _, what, who, on in rows:
            places = re.search(r"(?:^|: )(cả )?(\d+) (?:xã|thị trấn)", who)
            found.append((on, what, int(places[2]) if places else 0))
        return sorted(found)


def _last(told: str) -> str:
    """ "A: 01/9 - 05/9; B: 06/9 - …" → who held the post last."""
    return told.split("; ")[-1].split(": ")[0]
