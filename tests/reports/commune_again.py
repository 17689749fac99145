"""The page of one commune read again: each figure taken out of its place and matched with forms and records."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

import lxml.html

from communes.models import Appointment, Unit
from criteria.enums import Verdict
from criteria.models import Finding, Recognition
from directives.enums import RequestState
from directives.models import ImprovementPlan, Inspection
from ntm_portal.vietnamese import rounded
from reports.tables.board import Period
from tests.reports.commune_told import DONE, FAILING, RANK, Told, age_words
from tests.reports.form_figures import figures, rows_of, some
from tests.reports.page_again import said, select
from tests.reports.read_again import unnamed


class CommunePage(Told):
    """Holds the page of a commune against the forms of the same days and what was recorded."""

    def __init__(self, html: str, district: Unit, unit: Unit, period: Period):
        self.main = lxml.html.fromstring(html).find(".//main")
        for selector in (".visually-hidden", "colgroup", "svg"):
            for hidden in select(self.main, selector):
                hidden.drop_tree()
        super().__init__(district, unit, period)

    # --- The parts of the page ------------------------------------------------------------------

    def facts(self) -> Iterator[list]:
        now, before = self.verdicts(self.brief), self.verdicts(self.forms.before)
        then = self.indicators(self.period.compared)
        pairs = ((now, before), (self.of_all(self.told), self.of_all(then)))
        for has, was in pairs:
            change = has.count(Verdict.MET) - was.count(Verdict.MET)
            apart = some(has.count(Verdict.NA)) if has is now else []
            compared = [self.period.compared.day, self.period.compared.month]
            yield [has.count(Verdict.MET), len(has) - has.count(Verdict.NA), *some(change), *compared, *apart]
        yield self.recognition()
        decisions = figures(self.brief.board.commune_book.decisions)
        yield [*decisions, len(self.numbers), len(self.whole())]
        yield [*self.label(now), rounded(Fraction(self.forms.mean()[0]), 1)]

    @staticmethod
    def label(verdicts: list[Verdict]) -> list:
        """ "Đủ 19/19 tiêu chí" has figures, the other labels have none."""
        met, asked = verdicts.count(Verdict.MET), len(verdicts) - verdicts.count(Verdict.NA)
        return [met, asked] if met == asked else []

    def recognition(self) -> list:
        """The decision in force, by its own record."""
        rows = Recognition.objects.filter(
            unit=self.unit, decided_on__lte=self.period.as_of, withdrawn_on__gt=self.period.as_of
        )
        row = rows.order_by("decided_on", "pk").last()
        return [row.year, *figures(row.decision), *figures(row.criteria_set.decision if row.criteria_set else "")] if (
            row
        ) else []  # fmt: skip

    def strip(self) -> list[list]:
        return [[number] for number in self.numbers]

    def groups(self) -> Iterator[list]:
        """Biểu 05 names the groups; how many of each this commune meets stands in its row of Biểu 03."""
        verdicts = dict(zip(self.numbers, self.verdicts(self.brief), strict=True))
        found: dict[str, list[Verdict]] = {}
        for criterion in self.brief.matrix.criteria:
            found.setdefault(criterion.group, []).append(verdicts[criterion.number])
        for group in found.values():
            yield [group.count(Verdict.MET), len(group) - group.count(Verdict.NA)]

    def summaries(self) -> Iterator[list]:
        verdicts = zip(self.numbers, self.verdicts(self.brief), self.verdicts(self.forms.before), strict=True)
        for number, verdict, before in verdicts:
            inside = self.of_criterion(number)
            missing = [] if verdict in DONE else self.missing(inside)
            counts = self.of_all(inside)
            met = [counts.count(Verdict.MET), len(counts) - counts.count(Verdict.NA)]
            newly = verdict == Verdict.MET and before not in DONE
            compared = [self.period.compared.day, self.period.compared.month] if newly else []
            days = [self.days(key) for key in inside]
            oldest = max((day for day in days if day is not None), default=None)
            yield [number, *([*met, *compared] if verdict in DONE else missing), *age_words(oldest)]

    def missing(self, inside: dict[str, dict]) -> list:
        """How much each indicator of a criterion lacks; the numbers of those whose lack cannot be counted."""
        judged = [key for key in inside if not self.has_parts(key)]
        failing = [key for key in judged if inside[key]["verdict"] not in DONE]
        gaps = {key: gap for key in failing if (gap := self.gap(key))}
        told: dict[Verdict, list[str]] = {}
        for key in failing:
            if key not in gaps:
                told.setdefault(inside[key]["verdict"], []).append(key)
        named = [key for keys in told.values() if len(keys) < len(judged) for key in keys]
        return [*gaps.values(), *(figure for key in named for figure in figures(key))]

    def lacks(self) -> Iterator[list]:
        """What no open task tells: how much is missing, the days to what was promised; last what has no figure."""
        open_tasks = [number for number in self.due_columns() if self.told[number]["verdict"] not in DONE]
        judged = [number for number in self.told if not self.has_parts(number) and number not in open_tasks]
        for number in judged:
            if self.told[number]["verdict"] in FAILING:
                yield [*figures(number), *some(self.gap(number)), *self.promised(number)]
        unknown = [number for number in judged if self.told[number]["verdict"] == Verdict.UNASSESSED]
        if unknown:
            yield [figure for number in unknown for figure in figures(number)]

    def promised(self, number: str) -> list:
        """Days left to, or passed since, each day promised for an indicator; the same number twice is said once.

        Between them stands by when a fall is to be answered for: nobody of these stories has answered.
        """
        found = self.finding(number)
        days = [abs((found.finish_by - self.period.as_of).days)] if found and found.finish_by else []
        planned = []
        own = self.open_plans().filter(indicator__number=number)
        whole = self.open_plans().filter(indicator=None, criterion__number=number.split(".")[0])
        for plan in [*own, *whole]:
            late = self.standing(plan)[1:]
            planned += late or [abs((plan.reach_by - self.period.as_of).days)]
        if due := self.answer_due(number):
            return [*days, *due, *dict.fromkeys(planned)]
        return list(dict.fromkeys(days + planned))

    def rows(self) -> Iterator[list]:
        """Each indicator: its number, the level, the result with its fraction, its age, how many documents prove it."""
        for number, told in self.told.items():
            level = [] if self.has_parts(number) else figures(str(told["own"]["required"]))
            age = age_words(self.days(number))
            yield [*figures(number), *level, *self.result(number), *self.risk(number), *age, *self.proofs(number)]

    def courses(self) -> Iterator[list]:
        """Behind each small chart: its own figures until the first that was verified, then those, newest first."""
        for number in self.told:
            days: dict[bool, dict] = {True: {}, False: {}}
            weighed = sorted(self.recorded(number), key=lambda row: (RANK.index(row.stage), row.recorded_at, row.pk))
            for row in weighed:
                if self.measure(row) and (self.period.as_of - row.assessed_on).days < 400:
                    days[row.stage == RANK[0]][row.assessed_on] = self.measure(row)
            first = min(days[False], default=self.period.as_of)
            line = days[False] | {on: told for on, told in days[True].items() if on < first or not days[False]}
            if len(line) > 1:
                yield [figure for on in sorted(line, reverse=True) for figure in line[on]]

    @staticmethod
    def measure(row: Finding) -> list:
        """The share of two numbers, or the figure as it was given; empty where only a word was said."""
        if row.denominator:
            return [rounded(100 * Fraction(row.numerator) / Fraction(row.denominator), 2)]
        return [] if row.value is None else [row.value]

    def proofs(self, number: str) -> list:
        return some(len(self.documents(number)))

    def feet(self) -> Iterator[list]:
        """Biểu 03, column by column: how many places meet it."""
        matrix = self.forms.matrix(self.brief)
        for at in range(len(self.numbers)):
            column = [verdicts[at] for _, verdicts in matrix]
            yield [column.count(Verdict.MET), len(column)]

    def ages(self) -> Iterator[list]:
        """How old the figure of each whole indicator is, by the oldest of its parts."""
        oldest: dict[str, list[int | None]] = {}
        for number in self.told:
            if not self.has_parts(number):
                oldest.setdefault(number.rstrip("ab"), []).append(self.days(number))
        days = [None if None in found else max(found) for found in oldest.values()]
        known = [day for day in days if day is not None]
        counts = [sum(low < day <= high for day in known) for low, high in pairwise((-1, 92, 183, 365, 99999))]
        bands = [[3, *some(counts[0])], [3, 6, *some(counts[1])], [6, 12, *some(counts[2])], [12, *some(counts[3])]]
        met = [
            number
            for number, told in self.told.items()
            if told["verdict"] == Verdict.MET and not self.has_parts(number)
        ]
        newest = {number: max((on for _, on in self.documents(number)), default=None) for number in met}
        bare = sum(on is None for on in newest.values())
        old = sum(on is not None and on < self.stale for on in newest.values())
        missing = len(days) - len(known)
        yield [*(figure for band in bands for figure in band), *some(missing), *some(bare), *some(old)]

    def figures_of(self, text: str) -> list[Decimal]:
        """The figures of a part of the page, names taken out."""
        for name in self.known_names:
            text = text.replace(name, " ") if name else text
        return figures(text)

    # --- Tasks, trail, plans, visits ------------------------------------------------------------

    def tasks(self) -> Iterator[list]:
        """Each open task: what is missing, the figures behind it, its age, the rate of the district."""
        for number in self.due_columns():
            if self.told[number]["verdict"] in DONE:
                continue
            gap, row = some(self.gap(number)), self.counted_row(number)
            level = figures(str(self.told[number]["own"]["required"]))
            yield [
                *figures(number), *gap, row["numerator"], row["denominator"], *self.result(number)[:1],
                self.edge(number, row), *level, *gap, *age_words(self.days(number)), *self.of_district(number),
            ]  # fmt: skip

    def captions(self) -> list[list]:
        return [figures(number) for number in self.due_columns() if self.told[number]["verdict"] not in DONE]

    def finished(self) -> Iterator[list]:
        for number in self.due_columns():
            if self.told[number]["verdict"] in DONE:
                yield [*figures(number), *self.result(number)[:1], *self.of_district(number)]

    def past(self) -> Iterator[list]:
        """Every figure that was recorded of an open task, under the days of its plan."""
        for number in self.due_columns():
            if self.told[number]["verdict"] in DONE:
                continue
            rows = sorted(self.recorded(number), key=lambda row: (row.assessed_on, RANK.index(row.stage)), reverse=True)
            yield from self.planned(number)
            for row in rows:
                yield [
                    row.numerator,
                    row.denominator,
                    rounded(100 * Fraction(row.numerator) / Fraction(row.denominator), 2),
                ]

    def log(self) -> Iterator[list]:
        """The last figures that were recorded, newest first."""
        rows = Finding.objects.filter(unit=self.unit, assessed_on__lte=self.period.as_of).order_by(
            "-recorded_at", "-pk"
        )
        for row in rows[:5]:
            result = [rounded(100 * Fraction(row.numerator) / Fraction(row.denominator), 2)] if row.denominator else []
            pair = [row.numerator, row.denominator] if row.denominator else []
            value = [row.value] if row.value is not None and not pair else []
            day = [row.assessed_on.day, row.assessed_on.month]
            yield [*figures(row.indicator.number), *pair, *result, *value, *day]

    def visit(self) -> Iterator[list]:
        """The last signed minutes: how many of what it asked is done, and the days of what is left."""
        visit = Inspection.objects.filter(unit=self.unit, state__in=("SIGNED", "CLOSED")).order_by("visited_on").last()
        if visit is None:
            yield []
            return
        left = [row for row in visit.requests.all() if row.state != RequestState.ACCEPTED]
        due = sorted(row.due_on for row in left)
        days = some(abs((due[0] - self.period.as_of).days)) if due else []
        yield [*some(visit.requests.count() - len(left)), *some(len(left)), *days]

    def check(self) -> int:
        """Every part; how many figures were matched. What is left over is a figure that nothing tells."""
        matched = 0
        for name, told in self.parts().items():
            elements, wanted = select(self.main, name), [*told()]
            assert len(elements) == len(wanted), (name, [said(element) for element in elements], wanted)
            for element, expected in zip(elements, wanted, strict=True):
                found = self.figures_of(said(element))
                assert found == expected, (name, said(element), found, expected)
                matched += len(found)
            for element in elements:
                element.drop_tree()
        left = said(self.main)
        assert not unnamed(left, self.known_names), left
        return matched

    def parts(self) -> dict[str, Callable[[], Sequence]]:
        """Where on the page → the figures of each such place, in order."""
        return {
            ".facts > div": self.facts, ".strip a": self.strip, ".crit-group": self.groups,
            ".crit > details > summary": self.summaries, ".crit dl": self.courses,
            ".crit tbody tr": self.rows, ".crit-body > .note": self.feet,
            ".todo tbody tr": self.past, ".todo caption": self.captions, ".todo article": self.tasks,
            ".done-tasks li": self.finished, ".lacks li": self.lacks,
            ".aside .kv": self.ages, ".aside section": self.aside, "#tieu-chi > .sec-head": self.filters,
            ".clock": self.clock,
        }  # fmt: skip

    def filters(self) -> list[list]:
        """How many criteria and indicators there are; of the criteria, how many lack something, how many are old."""
        verdicts = self.verdicts(self.brief)
        oldest = [
            max((day for day in map(self.days, self.of_criterion(number)) if day is not None), default=0)
            for number in self.numbers
        ]
        size, lacking = len(self.numbers), sum(verdict not in DONE for verdict in verdicts)
        return [[size, len(self.whole()), size, lacking, sum(days > 183 for days in oldest)]]

    def clock(self) -> list[list]:
        """How many days are left until the day that Biểu 06 prints."""
        due = {row["due"] for row in rows_of(self.forms.form("bieu-06")) if row["due"]}
        return [[abs((one - self.period.as_of).days)] for one in due][: len(select(self.main, ".clock"))]

    def aside(self) -> Iterator[list]:
        """Heads (days of taking office only), plans, the number of indicators, the last visit, the trail."""
        heads = select(self.main, ".aside section")
        yield self.since(heads[0])
        yield self.plan_figures(said(heads[1]))
        yield [len(self.whole())]
        yield next(self.visit())
        yield [figure for line in self.log() for figure in line]

    def since(self, section) -> list:
        """The month each head took office, where the page says it."""
        found = []
        for line in select(section, "li"):
            rows = Appointment.objects.filter(unit=self.unit, officer__name=said(select(line, "a")[0])) if (
                "từ " in said(line)
            ) else ()  # fmt: skip
            found += [figure for row in rows for figure in (row.valid_from.month, row.valid_from.year)]
        return found

    def plan_figures(self, text: str) -> list:
        """Each plan of the commune in the order of the page: number, goal, how far, how late; then what has none."""
        plans = [plan for plan in ImprovementPlan.objects.filter(unit=self.unit) if plan.goal in text]
        own = set(self.open_plans().exclude(indicator=None).values_list("indicator__number", flat=True))
        wanting = [number for number, told in self.whole().items() if told["verdict"] in FAILING and number not in own]
        found = []
        for plan in sorted(plans, key=lambda plan: text.index(plan.goal)):
            covered = (
                [] if plan.indicator else [key for key in wanting if key.split(".")[0] == str(plan.criterion.number)]
            )
            wanting = [number for number in wanting if number not in covered]
            number = plan.indicator.number if plan.indicator else str(plan.criterion.number)
            spoken = [number, plan.goal, *covered]
            found += [figure for words in spoken for figure in figures(words)] + self.standing(plan)
        return [*found, *(figure for number in wanting for figure in figures(number))]
