"""What a page about the district must say, worked out from the cells of the forms: numbers, dates, matrix, bands."""

import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from criteria.enums import Verdict
from directives.models import Obligation
from ntm_portal.vietnamese import rounded
from reports.tables.base import RowKind, Table
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.filled import FILLED
from tests.reports.form_figures import Forms, figures, plain, rows_of, some, total_of

DONE = (Verdict.MET, Verdict.NA)


class District:
    """The figures of the overview, part by part, each as the list a reader sees in order."""

    def __init__(self, forms: Forms):
        self.forms, self.period = forms, forms.brief.period
        self.matrix = forms.matrix(forms.brief)
        self.size = len(forms.brief.matrix.criteria)
        self.numbers = [criterion.number for criterion in forms.brief.matrix.criteria]

    # --- The head ---------------------------------------------------------------------------

    def form(self, code: str) -> Table:
        return self.forms.form(code)

    @property
    def compared(self) -> list[int]:
        """How the compared day is named: "28/8"."""
        return [self.period.compared.day, self.period.compared.month]

    def since(self) -> list[list]:
        return [self.compared]

    def complete(self) -> dict:
        return self.forms.cover("Số đơn vị đủ")

    def lead(self) -> list[list]:
        row, due = self.complete(), self.due_on()
        named = [due.month, due.year, *some(len(self.unfinished()))] if due else []
        return [[row["now"], row["of"], self.size, self.size, *some(row["change"]), *named]]

    def due_on(self):
        """The day of Biểu 06."""
        days = {row["due"] for row in rows_of(self.form("bieu-06")) if "due" in row}
        return next((on for on in days if on != "-"), None) if self.forms.dues() else None

    def unfinished(self) -> list[str]:
        """The places of Biểu 06 where one of the indicators is not met."""
        ats = [at for _, at in self.forms.dues()]
        return [row["name"] for row in rows_of(self.form("bieu-06"))
                if any(row[f"verdict{at}"].verdict not in DONE for at in ats)]  # fmt: skip

    def six(self) -> list[list]:
        """The cover of the workbook, the foot of Biểu 03 for those recognised."""
        row, mean, own = self.complete(), self.forms.cover("Bình quân"), self.forms.cover("Số tiêu chí huyện")
        known, late = self.forms.cover("Số xã có quyết định"), self.forms.cover("Số việc quá hạn")
        fallen = self.forms.cover("Số tiêu chí suy giảm")["now"]
        return [
            [self.size, self.size, row["now"], row["of"], *some(row["change"]), *self.compared],
            [mean["now"], self.size, *self.forms.mean_change(), *self.compared],
            [self.recognised(), len(self.matrix), known["now"], known["of"]],
            [own["now"], own["of"], *some(own["change"]), *self.compared],
            [fallen],
            [late["now"], *figures(late["note"])],
        ]

    def recognised(self) -> int:
        """The cover counts those that count for the district; the township does not, and may be recognised."""
        board = self.forms.brief.board
        own = sum(not commune.counts and commune.id in board.recognised for commune in board.communes)
        return self.forms.cover("Số xã có quyết định")["now"] + own

    # --- What is due ------------------------------------------------------------------------

    def clock(self) -> list[list]:
        """Days left, and the clause of the directive."""
        due = self.due_on()
        if not due:
            return []
        clause = Obligation.objects.filter(indicator=self.forms.brief.standings.dues[0].indicator_id).first().clause
        return [[*some(abs((due - self.period.as_of).days)), *figures(re.sub(r"\D", "", clause))]]

    def dues(self) -> Iterator[list]:
        """Biểu 06 now, on the compared day and on the day the work was given."""
        begun = min((due.begins_on for due in self.forms.brief.standings.dues), default=None)
        for (number, at), due in zip(self.forms.dues(), self.forms.brief.standings.dues, strict=True):
            head = next(head for head in self.form("bieu-06").heads[0] if head.text.startswith(f"{number}. "))
            yield [*figures(head.text), *self.gap(at), *self.progress(at, begun, due), *self.lines(at), *self.met(at)]

    def gap(self, at: int) -> list:
        gaps = [row[f"gap{at}"] for row in rows_of(self.form("bieu-06"))]
        short = [gap for gap in gaps if isinstance(gap, int | Decimal) and gap > 0]
        return [sum(short), len(short)] if short else []

    def progress(self, at: int, begun, due) -> list:
        """How much of the gap is gone, how much of the time."""
        then = Forms(Brief(self.forms.brief.district, Period(begun, begun, self.period.known_at)))
        gone = Fraction((self.period.as_of - begun).days, (due.due_on - begun).days)
        at_first = sum(line.gap.amount for line in then.brief.standings.now.values()
                       if line.gap and line.indicator.number == due.number)  # fmt: skip
        left = (self.gap(at) or [0])[0]
        done = [rounded(100 * abs(1 - Fraction(left) / Fraction(at_first)), 0)] if at_first else []
        return [*done, rounded(100 * min(max(gone, Fraction(0)), Fraction(1)), 0)]

    def lines(self, at: int) -> list:
        """The places that are not there yet, the largest gap first; without a count their figure is told."""
        rows = [row for row in rows_of(self.form("bieu-06")) if row[f"verdict{at}"].verdict not in DONE]
        counted = sorted((row[f"gap{at}"] for row in rows if isinstance(row[f"gap{at}"], int | Decimal)), reverse=True)
        alone = [figures(self.shown(at, row["name"])) for row in rows if not isinstance(row[f"gap{at}"], int | Decimal)]
        return [*counted, *(figure for told in alone for figure in told)]

    def shown(self, at: int, name: str) -> str:
        """The figure of a place as it was told."""
        brief = self.forms.brief
        place = next(commune for commune in brief.board.communes if commune.name == name)
        return brief.standings.now[place.id, brief.standings.dues[at].indicator_id].shown

    def met(self, at: int) -> list:
        total = total_of(self.form("bieu-06"))
        moved = self.forms.due(at)
        met, rows = total[f"verdict{at}"], rows_of(self.form("bieu-06"))
        before = total_of(FILLED["bieu-06"](self.forms._as_if_then()))[f"verdict{at}"]
        rate = [rounded(total[f"rate{at}"], 2)] if total[f"whole{at}"] else []
        assert moved[: bool(met)] == some(met)
        return [met, len(rows), *some(met - before), *rate, *self.left_out(at, bool(rate))]

    def left_out(self, at: int, has_rate: bool) -> list:
        """Places whose figure has no parts, and places without a figure."""
        told = [self.forms.brief.standings.now[commune.id, self.forms.brief.standings.dues[at].indicator_id].official
                for commune in self.forms.brief.board.communes]  # fmt: skip
        nothing = sum(one is None for one in told)
        alone = sum(one is not None and one.denominator is None for one in told)
        return [*some(alone if has_rate else 0), *some(nothing)]

    # --- The matrix -------------------------------------------------------------------------

    def heads(self) -> list[list]:
        return [[*self.numbers, *self.compared]]

    def switches(self) -> list[list]:
        """Which level; then all, not complete, changed, overdue."""
        return [[], [self.size]]

    def rows(self) -> list[list]:
        """Biểu 03, and the year of the decision of recognition."""
        known = self.forms.brief.board.recognised
        years = [some(known.get(commune.id)) for commune in self.forms.brief.board.communes]
        return [
            [row["tt"], row["met"], *some(row["nearly"]), *some(row["not_met"]), *some(row["others"]),
             *some(row["change"]), *year]
            for row, year in zip(rows_of(self.form("bieu-03")), years, strict=True)
        ]  # fmt: skip

    def sums(self) -> list[list]:
        """The rows under Biểu 03: how many places meet each criterion, the share, the change."""
        keys = [f"c{number}" for number in self.numbers]
        met, share, before = [
            *rows_of(self.form("bieu-03"), RowKind.TOTAL),
            *rows_of(self.form("bieu-03"), RowKind.FOOT),
        ]
        sums = [met["met"], *some(met["nearly"]), *some(met["not_met"]), *some(met["others"]), *some(met["change"])]
        moved = [met[key] - before[key] for key in keys]
        return [
            [*(met[key] for key in keys), *sums, self.recognised(), len(self.matrix)],
            [rounded(share[key], 0) for key in keys],
            [*self.compared, *filter(None, moved)],
        ]

    def unplanned(self) -> list[list]:
        """Biểu 03 without what Biểu 11 plans for."""
        planned, place = set(), ""
        for row in self.form("bieu-11").rows:
            if row.kind == RowKind.GROUP:
                place = plain(row.cells[1])
            elif row.kind == RowKind.DATA and len(row.cells) > 2:
                planned.add((place, re.match(r"\d+", plain(row.cells[1]))[0]))
        wanting = (Verdict.NOT_MET, Verdict.NEARLY)
        found = [
            [number for number, verdict in zip(self.numbers, verdicts, strict=True)
             if verdict in wanting and (name, str(number)) not in planned]
            for name, verdicts in self.matrix
        ]  # fmt: skip
        found = [numbers for numbers in found if numbers]
        told = [number for numbers in found for number in numbers]
        return [[len(told), len(found), *told]] if found else []

    # --- Bands and tiles --------------------------------------------------------------------

    def bands(self) -> list[list]:
        return [
            [*figures(row["band"]), *some(row["count"]), *([rounded(row["share"], 1)] if row["count"] else []),
             *some(row["before"]), *some(row["change"])]
            for row in rows_of(self.form("bieu-04"))
        ]  # fmt: skip

    def whole(self) -> list[list]:
        count, mean = rows_of(self.form("bieu-04"), RowKind.TOTAL)
        return [[count["count"], 100, count["before"]], [mean["count"], mean["before"], *some(mean["change"])]]

    def near(self) -> list[list]:
        left = len(self.matrix) - self.complete()["now"]
        near = [[left, self.size, *some(self.forms.cover("Số đơn vị cơ bản")["now"])]] if left else []
        untold = sum(row["count"] for row in rows_of(self.form("bieu-04")) if row["band"] == "Chưa có số liệu")
        return near + ([[untold]] if 0 < untold < len(self.matrix) else [])

    def tiles(self) -> list[list]:
        """Nothing known is no nought: such a commune has no count."""
        rows = zip(rows_of(self.form("bieu-03")), self.matrix, strict=True)
        return [[row["met"]] if {*verdicts} - {Verdict.UNASSESSED} else [] for row, (_, verdicts) in rows]
