"""One commune as the forms and the records tell it: what stands in each, read anew for a test."""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from django.utils.timezone import localtime

from communes.models import Unit
from criteria.enums import Stage, Verdict
from criteria.models import EvidenceLink, Finding, Indicator
from criteria.rules.ages import months_back
from criteria.status import settings_at
from directives.enums import PlanState, ProgressKind
from directives.models import ImprovementPlan, PlanStep, StepProgress
from ntm_portal.vietnamese import rounded
from reports.tables.base import Letter, RowKind, Table
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.filled import OF_PLACE
from tests.reports.form_figures import Forms, figures, plain, rows_of, some, total_of

WORKED_BY = (PlanState.APPROVED, PlanState.SEEN)
FAILING = (Verdict.NOT_MET, Verdict.NEARLY)
DONE = (Verdict.MET, Verdict.NA)
RANK = (Stage.SELF, Stage.VERIFIED, Stage.APPRAISED, Stage.RECHECK)


def letters(text: str) -> list[str]:
    """The letters of verdicts in a text."""
    return re.findall(r"\b(?:Đ|CB|C|KX)\b|…", text)


class Told:
    """Biểu 01 to 06 and 10 of a commune on a day, and the figures, documents and plans that were recorded."""

    def __init__(self, district: Unit, unit: Unit, period: Period):
        self.unit, self.period, self.forms = unit, period, Forms(Brief(district, period))
        self.brief = self.forms.brief
        self.at = [commune.id for commune in self.brief.board.communes].index(unit.pk)
        self.numbers = [criterion.number for criterion in self.brief.matrix.criteria]
        self.told = self.indicators(period.as_of)
        self.known_names = self.names()
        self.stale = months_back(period.as_of, settings_at(period.known_at).stale_months)

    # --- What the forms and the records say -----------------------------------------------------

    def indicators(self, day: dt.date) -> dict[str, dict]:
        """Number of an indicator → its rows of Biểu 01 and 02 together, with the verdict that counts."""
        period = Period(day, day, self.period.known_at)
        here = Brief(self.brief.district, period).of_place(self.unit)
        own, seen = (self.by_number(OF_PLACE[code](here)) for code in ("bieu-01", "bieu-02"))
        return {
            number: {
                "own": row, "seen": seen[number],
                "verdict": _counts(row["verdict"], seen[number]["verdict"]),
            }
            for number, row in own.items()
        }  # fmt: skip

    @staticmethod
    def by_number(table: Table) -> dict[str, dict]:
        """Number → row; "Tỷ lệ… " begins with the number of its indicator."""
        rows = [row for row in rows_of(table) if row.get("content")]
        return {str(row["content"]).split(". ")[0].split(" ")[0]: row for row in rows}

    def verdicts(self, forms_of: Brief) -> list[Verdict]:
        """The row of this commune in Biểu 03."""
        return self.forms.matrix(forms_of)[self.at][1]

    def finding(self, number: str) -> Finding | None:
        """The figure that counts, from what was recorded: the district's before the commune's."""
        own, verified = self.both(number)
        return verified or own

    def both(self, number: str) -> tuple[Finding | None, Finding | None]:
        """The latest figure of the commune, and of those who verify; on one day the higher of them."""
        rows = self.recorded(number)
        sides = ([row for row in rows if (row.stage == Stage.SELF) == own] for own in (True, False))
        own, verified = (max(side, key=_newest, default=None) for side in sides)
        return own, verified

    def recorded(self, number: str) -> list[Finding]:
        """Every figure of an indicator that stands on the day, as far as it was known."""
        rows = Finding.objects.filter(
            unit=self.unit, indicator__number=number, assessed_on__lte=self.period.as_of, is_void=False,
            indicator__criterion__in=self.brief.board.commune_book.ids,
        )  # fmt: skip
        known = self.period.known_at
        if known is None:
            return list(rows.filter(corrected_by=None))
        return [row for row in rows.filter(recorded_at__lte=known) if not _corrected(row, known)]

    def whole(self) -> dict[str, dict]:
        """Indicators that count: without the parts of one."""
        return {number: told for number, told in self.told.items() if not number[-1].isalpha()}

    def has_parts(self, number: str) -> bool:
        """Whether its figures stand on parts of it: 17.1 on 17.1a and 17.1b."""
        return any(f"{number}{part}" in self.told for part in "ab")

    def gap(self, number: str) -> Decimal | int | None:
        """How much is missing, worked out from the row of the form and the level that it prints."""
        told = self.told[number]
        row = self.counted_row(number)
        level = figures(str(told["own"]["required"]))
        if not level or not isinstance(row["denominator"], int | Decimal) or not row["denominator"]:
            return self._gap_of_value(row, level)
        return abs(self.edge(number, row) - Decimal(row["numerator"]))

    def edge(self, number: str, row: dict) -> Decimal:
        """How many are wanted at least, or allowed at most: whole ones, or to the decimals the form counts in."""
        required = str(self.told[number]["own"]["required"])
        finest = min(
            0, *(Decimal(str(row[name])).normalize().as_tuple().exponent for name in ("numerator", "denominator"))
        )
        scale = 10**-finest
        wanted = Fraction(figures(required)[0]) * Fraction(row["denominator"]) / 100 * scale
        whole = (
            wanted.numerator // wanted.denominator if "≤" in required else -(-wanted.numerator // wanted.denominator)
        )
        return Decimal(whole) / scale

    @staticmethod
    def _gap_of_value(row: dict, level: list) -> Decimal | None:
        value = row.get("value")
        return abs(level[0] - Decimal(str(value))) if level and isinstance(value, int | Decimal) else None

    def days(self, number: str) -> int | None:
        found = self.finding(number)
        return (self.period.as_of - found.assessed_on).days if found else None

    def documents(self, number: str) -> set[tuple[int, dt.date]]:
        """The documents behind the figures of both sides, each once, with their days."""
        found = [row.pk for row in self.both(number) if row]
        links = EvidenceLink.objects.live(self.period.known_at).filter(finding__in=found).select_related("evidence")
        return {(link.evidence_id, link.evidence.issued_on) for link in links}

    def counted_row(self, number: str) -> dict:
        """The form in which the figure that counts stands."""
        told = self.told[number]
        return told["seen"] if self.both(number)[1] else told["own"]

    def due_columns(self) -> dict[str, int]:
        """Number of an indicator with a day → its place in Biểu 06."""
        return {due.number: at for at, due in enumerate(self.brief.standings.dues)}

    def of_district(self, number: str) -> list:
        """Biểu 06, the row of the district."""
        return [rounded(Fraction(total_of(self.forms.form("bieu-06"))[f"rate{self.due_columns()[number]}"]), 2)]

    def open_plans(self):
        """Plans of the commune that somebody still works by."""
        return ImprovementPlan.objects.filter(unit=self.unit).exclude(state__in=(PlanState.CLOSED, PlanState.CANCELLED))

    @staticmethod
    def expecting(plan: ImprovementPlan) -> list[PlanStep]:
        return [step for step in plan.steps.order_by("due_on", "pk") if step.expected_value is not None]

    def progress(self, step: PlanStep) -> StepProgress | None:
        """The last word about a measure by the day."""
        rows = [row for row in step.progress.order_by("pk") if row.reported_on <= self.period.as_of]
        return rows[-1] if rows else None

    def standing(self, plan: ImprovementPlan) -> list:
        """How far it is over its measures, and by how many days the first of them is late."""
        last = [(step, self.progress(step)) for step in plan.steps.all()]
        done = [row.percent if row else 0 for _, row in last]
        late = [
            step.due_on
            for step, row in last
            if step.due_on < self.period.as_of and not (row and row.kind == ProgressKind.DONE)
        ]
        days = [(self.period.as_of - min(late)).days] if late and plan.state in WORKED_BY else []
        return [int(Fraction(sum(done), len(done))), *days]

    def names(self) -> list[str]:
        """What is written with digits and is no figure: names of criteria and indicators, documents, departments."""
        indicators = Indicator.objects.filter(criterion__in=self.brief.board.commune_book.ids)
        sources = Finding.objects.filter(unit=self.unit)
        rows = indicators.select_related("lead_department", "criterion")
        found = {text for row in rows for text in _words(row) if text}
        return sorted(
            found | set(sources.exclude(source_document="").values_list("source_document", flat=True)),
            key=len,
            reverse=True,
        )

    @staticmethod
    def of_all(told: dict[str, dict]) -> list[Verdict]:
        return [one["verdict"] for number, one in told.items() if not number[-1].isalpha()]

    def of_criterion(self, number: int) -> dict[str, dict]:
        return {key: told for key, told in self.told.items() if key.split(".")[0] == str(number)}

    def result(self, number: str) -> list:
        """The figures of the form that counts: Biểu 02 where the district has one, else Biểu 01."""
        row = self.counted_row(number)
        pair = [row["numerator"], row["denominator"]]
        if all(isinstance(each, int | Decimal) for each in pair):
            return [rounded(Fraction(row["value"]), 2), *pair]
        return [row["value"]] if isinstance(row["value"], int | Decimal) else []

    def planned(self, number: str) -> Iterator[list]:
        """The days of the open plan with the values it expects."""
        days: dict[dt.date, list] = {}
        own = self.open_plans().filter(indicator__number=number)
        for plan in own:
            days |= {step.due_on: [*figures(step.measure), step.expected_value] for step in self.expecting(plan)}
            days |= {plan.reach_by: [plan.expected_value]} if plan.expected_value is not None else {}
        for plan in () if own else self.open_plans().filter(indicator=None, criterion__number=number.split(".")[0]):
            days |= {step.due_on: figures(step.measure) for step in plan.steps.order_by("due_on", "pk")}
            days |= {plan.reach_by: [plan.criterion.number]}
        yield from (days[on] for on in sorted(days))

    def risk(self, number: str) -> list:
        """Biểu 10, part III: why the place may lose what it meets."""
        return next((figures(str(told["cause"])) for told in self.cases("III", number)), [])

    def answer_due(self, number: str) -> list:
        """Biểu 10, part I: by when a fall is to be answered for, a week after its figure came, and how late it is."""
        found = []
        for _ in self.cases("I", number):
            due = localtime(self.finding(number).recorded_at).date() + dt.timedelta(days=7)
            late = (self.period.as_of - due).days
            found += [due.day, due.month, *some(max(late, 0))]
        return found

    def cases(self, part: str, number: str) -> Iterator[dict]:
        """The rows of one part of Biểu 10 about an indicator of the commune."""
        inside, keys = "", [column.key for column in self.forms.form("bieu-10").columns]
        for row in self.forms.form("bieu-10").rows:
            if row.kind == RowKind.GROUP:
                inside = plain(row.cells[0])
            elif inside == part and len(row.cells) > 2:
                told = dict(zip(keys, map(plain, row.cells), strict=False))
                if (told["unit"], str(told["what"]).split(" ")[0]) == (self.unit.short_label, number):
                    yield told


def _newest(row: Finding) -> tuple:
    return row.assessed_on, RANK.index(row.stage), row.recorded_at, row.pk


def _words(indicator: Indicator) -> list[str]:
    said = [indicator.name, indicator.short_name, indicator.criterion.name, indicator.criterion.short_name]
    return [*said, indicator.lead_department.short_name] if indicator.lead_department else said


def _counts(own, seen) -> Verdict:
    """The verdict that counts: the district's where it has one, else the commune's own."""
    found = [cell.verdict for cell in (seen, own) if isinstance(cell, Letter) and cell.verdict != Verdict.UNASSESSED]
    return found[0] if found else Verdict.UNASSESSED


def _corrected(row: Finding, known: dt.datetime) -> bool:
    """Whether a figure had been corrected by a moment."""
    return Finding.objects.filter(corrects=row, recorded_at__lte=known).exists()


def age_words(days: int | None) -> list:
    """ "20 ngày", "2 tháng"."""
    return [] if days is None else [days if days < 60 else days // 30]
