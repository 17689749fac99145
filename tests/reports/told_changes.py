"""What a page about the district must say of changes, and what it must ask of a leader: from Biểu 10 and the others."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from criteria.enums import Verdict
from ntm_portal.vietnamese import rounded
from reports.enums import ReportKind
from reports.tables.base import Letter, RowKind
from tests.reports.form_figures import figures, plain, rows_of, some
from tests.reports.told_district import DONE, District
from tests.reports.work_figures import Work

HEIGHTS = (Verdict.MET, Verdict.NEARLY, Verdict.NOT_MET, Verdict.UNASSESSED, Verdict.NA)


class Changes(District):
    """The list of changes and the list of what needs a decision."""

    def fallen(self) -> list[tuple[str, int]]:
        """Biểu 03, the cells with ▼."""
        return [
            (row["name"], number)
            for row in rows_of(self.form("bieu-03"))
            for number in self.numbers
            if isinstance(row[f"c{number}"], Letter) and row[f"c{number}"].fell
        ]

    def changes(self) -> list[list]:
        """Every cell of Biểu 03 that is marked: fallen, or newly met or nearly met."""
        before = dict(self.forms.matrix(self.forms.before))
        risen = sum(
            has in HEIGHTS[:2] and was != Verdict.NA and HEIGHTS.index(has) < HEIGHTS.index(was)
            for name, verdicts in self.matrix
            for has, was in zip(verdicts, before[name], strict=True)
        )
        count = len(self.fallen()) + risen
        return [[count]] if count else []

    def cases(self, part: str) -> list[dict]:
        """The rows of one part of Biểu 10."""
        inside, found, keys = False, [], [column.key for column in self.form("bieu-10").columns]
        for row in self.form("bieu-10").rows:
            if row.kind == RowKind.GROUP:
                inside = plain(row.cells[0]) == part
            elif inside and len(row.cells) > 2:
                found.append(dict(zip(keys, map(plain, row.cells), strict=True)))
        return found

    def changed(self) -> Iterator[list]:
        """Biểu 10 as the overview tells it: by criteria, with the figure behind each."""
        fallen = [row for row in self.cases("I") if (row["unit"], taken(row)) in self.fallen()]
        for row in (*in_time(fallen), *in_time([row for row in self.cases("II") if taken(row)])):
            yield [taken(row), *self.cause(row)]
        risks = [[*figures(row["what"].split(" ")[0]), *figures(row["has"]), *levels(row["cause"])]
                 for row in self.cases("III")]  # fmt: skip
        if risks:
            yield [figure for risk in risks for figure in risk]
        aged = [figures(note) for note in self.form("bieu-10").notes if "có số liệu đã quá" in note]
        yield from aged
        back = [[taken(row), *(part for on in days_in(row["kind"]) for part in on)] for row in self.cases("IV")
                if taken(row)]  # fmt: skip
        if back:
            yield [figure for row in back for figure in row]
        if self.forms.gained()[0]:
            yield [*self.forms.gained()[:2], *self.newly_complete()]
        if not (self.changes() or risks or aged or any(taken(row) for row in self.cases("II"))):
            yield []

    def newly_complete(self) -> list[int]:
        """What is asked of those who meet all of it and did not on the compared day, and how much is not considered."""
        before = dict(self.forms.matrix(self.forms.before))
        newly = [verdicts for name, verdicts in self.matrix if full(verdicts) and not full(before[name])]
        left_out = sorted({verdicts.count(Verdict.NA) for verdicts in newly})
        return [figure for na in left_out for figure in (self.size - na, self.size - na, *[na] * bool(na))]

    def cause(self, row: dict) -> list:
        """The indicator behind it: its number, what its figure says, and the day of that figure."""
        places = {commune.name: commune.id for commune in self.forms.brief.board.communes}
        window = self.forms.brief.board.window(places[row["unit"]])
        cause = next((one for one in window.causes.values() if one.number == row["what"].split(" ")[0]), None)
        if cause is None:
            return []
        status = self.forms.brief.standings.now.get((places[row["unit"]], cause.indicator_id))
        words = cause.words or (status.sentence if status else "")
        return [*figures(cause.number), *figures(words), *figures(cause.source), *day_of(cause.assessed_on)]

    # --- What is asked of a leader ----------------------------------------------------------

    def asks(self) -> Iterator[list]:
        yield from self.asked_of_falls()
        yield from self.asked_of_late()
        yield from self.asked_of_gaps()
        yield from self.asked_of_missing()
        yield from self.asked_of_district()

    def asked_of_falls(self) -> Iterator[list]:
        for name, number in self.fallen():
            row = next(row for row in self.cases("I") if (row["unit"], taken(row)) == (name, number))
            yield [number, *days_in(row["kind"])[0]]

    def asked_of_late(self) -> Iterator[list]:
        """What is overdue: the longest of the cover, and the longest of the requests of inspections."""
        late = self.forms.cover("Số việc quá hạn")
        if late["now"]:
            yield [*figures(self.forms.brief.overdue[0].what), figures(late["note"])[-1], *some(late["now"] - 1)]
        work = Work(self.forms, ReportKind.TOPIC)
        open_ones = [row for row in work.requests().order_by("due_on", "pk") if work.is_open(row)]
        rows = [row for row in open_ones if row.due_on < self.period.as_of]
        if rows:
            yield [(self.period.as_of - rows[0].due_on).days, *figures(rows[0].text), *some(len(rows) - 1)]

    def asked_of_gaps(self) -> Iterator[list]:
        """Of the indicator least done, what the two largest gaps hold together."""
        found = [(self.done(at), at) for _, at in self.forms.dues() if self.gap(at)]
        if not found:
            return
        at = min(found)[1]
        every = [row[f"gap{at}"] for row in rows_of(self.form("bieu-06"))]
        gaps = sorted((gap for gap in every if isinstance(gap, int | Decimal) and gap > 0), reverse=True)
        share = Fraction(sum(gaps[:2])) / Fraction(sum(gaps))
        if len(gaps) > 2 and share > Fraction(1, 2):
            head = [head for head in self.form("bieu-06").heads[0] if head.columns == 5][at]
            yield [rounded(100 * share, 0), *figures(head.text.rpartition(" (")[0])]

    def done(self, at: int) -> Fraction:
        due = self.forms.brief.standings.dues[at]
        told = [line.gap.amount for line in self.forms.brief.standings.begun.values()
                if line.gap and line.indicator.number == due.number]  # fmt: skip
        return max(1 - Fraction(self.gap(at)[0]) / Fraction(sum(told)), Fraction(0)) if told else Fraction(0)

    def asked_of_missing(self) -> Iterator[list]:
        found = [[number for number, verdict in zip(self.numbers, verdicts, strict=True)
                  if verdict == Verdict.UNASSESSED] for _, verdicts in self.matrix]  # fmt: skip
        found = [numbers for numbers in found if numbers]
        yield from found if len(found) <= 3 else [[len(found), sum(map(len, found))]]

    def asked_of_district(self) -> Iterator[list]:
        rows = [[plain(cell) for cell in row.cells] for row in self.form("bieu-12").rows if row.kind == RowKind.GROUP]
        left = [row[0] for row in rows
                if row[5].verdict not in DONE and row[8] != "-" and row[8] >= self.period.as_of]  # fmt: skip
        if left:
            yield left


def taken(row: dict) -> int:
    """The criterion of a case: what it took down, or itself."""
    found = re.search(r"tiêu chí (\d+)", row["what"])
    return int(found[1]) if found else 0


def days_in(words: str) -> list[list[int]]:
    """[day, month] of each day in a text."""
    return [[int(day), int(month)] for day, month, _ in re.findall(r"(\d+)/(\d+)/(\d{4})", words)]


def day_of(on) -> list[int]:
    return [on.day, on.month]


def in_time(rows: Sequence[dict]) -> list[dict]:
    """By the day of the fall."""
    return sorted(rows, key=lambda row: [*reversed(days_in(row["kind"])[0])])


def levels(words: str) -> list:
    """The level a warning is near: "hơn mức 85% chỉ 23 người"."""
    found = re.search(r"mức (\S+?%?)(?:[\s;,.]|$)", words)
    return figures(found[1]) if found else []


def full(verdicts: Sequence[Verdict]) -> bool:
    """All that is asked is met."""
    return set(verdicts) <= set(DONE) and Verdict.MET in verdicts
