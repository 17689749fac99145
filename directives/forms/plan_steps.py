"""Giải pháp typed as one list: the measures there are, a few empty lines, each fault at its box."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from communes.models import Appointment, Department
from criteria.forms.sheet import read_id
from directives.actions.plan_steps import LineFaults
from directives.models import ImprovementPlan, PlanStep
from directives.rules.plans import StepLine, begins_with_a_verb, line_faults
from ntm_portal.vietnamese import DayFault, NumberFault, day, nfc, number, parse_day, parse_number

EMPTY_LINES = 3
MOST_LINES = 60
MILLION = 1_000_000
LONGEST = {"measure": 300, "who": 120, "with": 160, "source": 120}
BOXES = ("measure", "starts_on", "due_on", "who", "with", "cost", "source", "expected_value")


@dataclass
class Row:
    """One line of the list: the boxes as typed, what is wrong in them, whether it goes."""

    at: int
    pk: int | None = None
    typed: dict[str, str] = field(default_factory=dict)
    is_priority: bool = False
    is_gone: bool = False
    faults: dict[str, str] = field(default_factory=dict)

    def __post_init__(self):
        self.typed = dict.fromkeys(BOXES, "") | self.typed

    @property
    def wrong(self) -> dict[str, bool]:
        """Which boxes have a fault."""
        return {name: name in self.faults for name in BOXES}

    @property
    def is_blank(self) -> bool:
        """A line in which nothing was typed is no measure."""
        return self.pk is None and not any(self.typed.values())

    @property
    def hint(self) -> str:
        """Said beside a measure that does not begin with an act; never refused."""
        measure = self.typed["measure"]
        return (
            ""
            if not measure or begins_with_a_verb(measure)
            else "Nên bắt đầu bằng một động từ: vận động, rà soát, sửa…"
        )


@dataclass(frozen=True)
class Names:
    """Whom the boxes know: people in office in the commune, departments of the district."""

    holders: Mapping[str, int]
    departments: Mapping[str, int]

    @classmethod
    def of(cls, holders: Sequence[Appointment], departments: Sequence[Department]) -> "Names":
        """By the words that are typed for them."""
        people = {row.officer.name: row.pk for row in reversed(holders)}
        return cls(people, {words: row.pk for row in departments for words in (row.name, row.short_name)})


@dataclass
class StepsForm:
    """The whole list; `data` is what was sent, None when the page is opened."""

    plan: ImprovementPlan
    steps: Sequence[PlanStep]
    names: Names
    today: dt.date
    data: Mapping[str, str] | None = None
    faults: list[str] = field(default_factory=list)
    is_stale: bool = False

    def __post_init__(self):
        self.seen = self.plan.version
        if self.data is None:
            self.rows = [self.opened(at, step) for at, step in enumerate(self.steps)]
            self.add_lines(EMPTY_LINES)
        else:
            self.read()

    def opened(self, at: int, step: PlanStep) -> Row:
        """A measure as it is written now."""
        typed = {
            "measure": step.measure, "starts_on": day(step.starts_on), "due_on": day(step.due_on), "who": step.who,
            "with": step.with_whom, "cost": money_words(step.cost), "source": step.source,
            "expected_value": "" if step.expected_value is None else number(step.expected_value),
        }  # fmt: skip
        return Row(at, step.pk, typed, step.is_priority)

    def add_lines(self, count: int) -> None:
        """Empty lines at the end."""
        for _ in range(min(count, MOST_LINES - len(self.rows))):
            self.rows.append(Row(len(self.rows)))

    def read(self) -> None:
        """Every line that was sent, in its order."""
        count = min(read_id(self.data.get("dong", "")) or 0, MOST_LINES)
        self.seen = read_id(self.data.get("seen", "")) or 0
        self.rows = [self.sent(at) for at in range(count)]

    def sent(self, at: int) -> Row:
        """One line as it came."""
        typed = {name: nfc(" ".join(self.data.get(f"{name}-{at}", "").split())) for name in BOXES}
        pk = read_id(self.data.get(f"pk-{at}", ""))
        return Row(at, pk, typed, f"is_priority-{at}" in self.data, f"bo-{at}" in self.data)

    def is_valid(self) -> bool:
        """Read every line that stays into what the action wants."""
        self.kept = [row for row in self.rows if not row.is_blank and not row.is_gone]
        self.lines = [self.line_of(row) for row in self.kept]
        return not any(row.faults for row in self.kept)

    def line_of(self, row: Row) -> StepLine:
        """One line read, with the usual days where none were typed."""
        starts = self.box(row, "starts_on", parse_day) or max(self.plan.made_on, self.today)
        due = self.box(row, "due_on", parse_day) or max(self.plan.reach_by, starts)
        for name, most in LONGEST.items():
            if len(row.typed[name]) > most:
                row.faults[name] = f"Dài quá {most} ký tự."
        holder = self.names.holders.get(row.typed["who"])
        department = self.names.departments.get(row.typed["with"])
        line = StepLine(
            row.pk, row.typed["measure"], starts, due, holder, "" if holder else row.typed["who"], department,
            "" if department else row.typed["with"], self.box(row, "cost", parse_money), row.typed["source"],
            self.box(row, "expected_value", parse_number), row.is_priority,
        )  # fmt: skip
        row.faults = {**line_faults(line), **row.faults}
        return line

    def box(self, row: Row, name: str, parse: Callable):
        """What one box says; None where it is empty or wrong."""
        if not row.typed[name]:
            return None
        try:
            return parse(row.typed[name])
        except (DayFault, NumberFault) as fault:
            row.faults[name] = str(fault)
            return None

    def clash(self, words: Sequence[str], version: int) -> None:
        """Somebody saved in the meantime: the next save rests on his version, which stands beside the list."""
        self.faults += words
        self.seen, self.is_stale = version, True

    def take(self, refused: LineFaults) -> None:
        """What the action found wrong, at the lines as they stand here."""
        for at, faults in refused.lines.items():
            self.kept[at].faults |= faults


def parse_money(text: str) -> int:
    """Triệu đồng as typed, in đồng."""
    amount = parse_number(text) * MILLION
    return int(amount)


def money_words(cost: int | None) -> str:
    """ "12,5": triệu đồng, as the official forms count money."""
    return "" if cost is None else number(Decimal(cost) / MILLION)
