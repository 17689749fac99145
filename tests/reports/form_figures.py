"""What the sentences of a report must say, worked out from the cells of the forms alone."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from criteria.enums import Verdict
from ntm_portal.vietnamese import rounded
from reports.tables.base import Cell, Letter, RowKind, Table
from reports.tables.board import Period
from reports.tables.brief import Brief
from reports.tables.filled import FILLED
from reports.tables.kinds import NO_FIGURE

DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}")
NUMBER = re.compile(r"(?:(?<![\w/])[-+])?\d+(?:\.\d{3})*(?:,\d+)?")
# "giảm 02 đơn vị" is less; "còn phải giảm 25 hộ" says how many are left.
MOVED = ((re.compile(r"\btăng (?=\d)"), "+"), (re.compile(r"(?<!phải )(?<!suy )\bgiảm (?=\d)"), "-"))


def figures(text: str) -> list[Decimal]:
    """Every figure of a sentence in order, less than before with its sign; days are left out."""
    for said, sign in MOVED:
        text = said.sub(sign, text)
    return [Decimal(found.replace(".", "").replace(",", ".")) for found in NUMBER.findall(DAY.sub(" ", text))]


def plain(value):
    """What a cell of a form holds."""
    return value.value if isinstance(value, Cell) else value


def rows_of(table: Table, kind: RowKind = RowKind.DATA) -> list[dict]:
    """Column → value, for the rows of one kind."""
    keys = [column.key for column in table.columns]
    return [{keys[at]: plain(cell) for at, cell in row.placed()} for row in table.rows if row.kind == kind]


def total_of(table: Table) -> dict:
    """The row of sums; what nobody tells counts nothing."""
    return {key: 0 if told == NO_FIGURE else told for key, told in rows_of(table, RowKind.TOTAL)[0].items()}


def some(count) -> list:
    """A count, which is a word where there is none."""
    return [count] if count else []


def _is_told(letter) -> bool:
    return letter.verdict != Verdict.UNASSESSED


def _silent(table: Table) -> int:
    """How many places have no table, as the note under the form says; all of them where nobody has one."""
    told = [figures(note) for note in table.notes if "chưa có bảng" in note]
    return int(told[0][0]) if told else 0


def _owed(row: dict):
    """What is owed for one work; a row that only says that there is none has no figure."""
    return row["owed"] if isinstance(row["owed"], int | Decimal) else 0


def _all_owed(table: Table):
    return sum(_owed(row) for row in rows_of(table))


class Forms:
    """The forms of a district on a day, and Biểu 03 and 06 as they were on the compared day."""

    def __init__(self, brief: Brief):
        then = Period(brief.period.compared, brief.period.compared, brief.period.known_at)
        self.brief, self.before = brief, Brief(brief.district, then)

    def form(self, code: str) -> Table:
        return FILLED[code](self.brief)

    def matrix(self, brief: Brief) -> list[tuple[str, list[Verdict]]]:
        """Biểu 03: each place with its verdicts."""
        found = []
        for row in rows_of(FILLED["bieu-03"](brief)):
            found.append((row["name"], [cell.verdict for cell in row.values() if isinstance(cell, Letter)]))
        return found

    def was_told(self, brief: Brief | None = None) -> bool:
        """Biểu 03 of the compared day has a letter: what is compared with nothing has not changed."""
        return any({*verdicts} - {Verdict.UNASSESSED} for _, verdicts in self.matrix(brief or self.before))

    def is_told(self) -> bool:
        """Biểu 03 of the day has a letter."""
        return self.was_told(self.brief)

    def moved(self, difference) -> list:
        return some(difference) if self.was_told() else []

    def expected(self) -> dict[str, Callable[[], Sequence]]:
        """Slot → the figures of its sentence."""
        told = {
            "du-tieu-chi": self.complete, "co-ban": self.nearly, "cong-nhan": self.recognised,
            "co-ban-rieng": lambda: self.nearly()[:1], "binh-quan-rieng": lambda: self.mean()[:1],
            "gui-bao-cao-du": self.sent, "gui-bao-cao-chua": self.sent, "ho-so-chua": self.dossiers,
            "binh-quan": self.mean, "dat-them": self.gained, "huyen": self.district, "chua-du": self.short,
            "suy-giam": lambda: self.cases("I"), "muc-moi": lambda: self.cases("II"),
            "phuc-hoi": lambda: self.cases("IV"), "gui-bao-cao": self.sent, "qua-han": self.overdue,
            "ho-so": self.dossiers, "nguon-luc": self.funding, "no-dong": self.debts, "no-dong-khong": self.debts,
            "nguy-co": self.warnings,
        }  # fmt: skip
        for code in ("I", "II", "III", "IV", "V"):
            told[f"nhom_{code.lower()}"] = lambda code=code: self.group(code)
        for at, (number, *_) in enumerate(self.dues()):
            told[f"chi-tieu_{number.replace('.', '-')}"] = lambda at=at: self.due(at)
        return told

    def complete(self) -> list:
        now, before = (
            sum(set(verdicts) <= {Verdict.MET, Verdict.NA} and Verdict.MET in verdicts for _, verdicts in found)
            for found in (self.matrix(self.brief), self.matrix(self.before))
        )
        size = len(self.brief.matrix.criteria)
        share = some(rounded(Fraction(100 * now, len(self.matrix(self.brief))), 1))
        partly = 0 < now < len(self.matrix(self.brief))
        return [*some(now), size, size, *(share if partly else []), *self.moved(now - before)]

    def cover(self, what: str) -> dict:
        return next(row for row in rows_of(self.form("tom-tat")) if str(row["what"]).startswith(what))

    def nearly(self) -> list:
        return [*some(self.cover("Số đơn vị cơ bản")["now"]), *some(self.cover("Cộng đủ")["now"])]

    def recognised(self) -> list:
        row = self.cover("Số xã có quyết định")
        partly = 0 < row["now"] < row["of"]
        return [*some(row["now"]), *([row["of"]] if partly else []), *some(row["now"] - row["before"])]

    def mean(self) -> list:
        row = rows_of(self.form("bieu-04"), RowKind.TOTAL)[1]
        return [row["count"], *self.mean_change()]

    def mean_change(self) -> list:
        """Biểu 04; where one decimal shows none, the tenth that a change of Biểu 03 did not reach."""
        shown = rows_of(self.form("bieu-04"), RowKind.TOTAL)[1]["change"]
        now, before = (self.exact_mean(brief) for brief in (self.brief, self.before))
        return some(shown) or [Decimal("0.1")] * (now != before)

    def exact_mean(self, brief: Brief) -> Fraction:
        """The exact average of Biểu 03."""
        letters = [verdicts.count(Verdict.MET) for _, verdicts in self.matrix(brief)]
        return Fraction(sum(letters), len(letters) or 1)

    def gained(self) -> list:
        numbers = [criterion.number for criterion in self.brief.matrix.criteria]
        before = dict(self.matrix(self.before))
        found = []
        for name, verdicts in self.matrix(self.brief):
            pairs = zip(numbers, verdicts, before[name], strict=True)
            found.append([n for n, now, then in pairs if now == Verdict.MET != then and then != Verdict.NA])
        gained = [row for row in found if row]
        return [sum(map(len, gained)), len(gained), *(number for row in gained for number in row)]

    def group(self, code: str) -> list:
        """Biểu 05: how many criteria all meet, then the others one by one."""
        inside, rows = False, []
        for row in self.form("bieu-05").rows:
            if row.kind == RowKind.GROUP:
                inside = plain(row.cells[0]) == code
            elif inside and row.kind == RowKind.DATA:
                rows.append([plain(cell) for cell in row.cells])
        units = len(self.brief.board.communes)
        full = [row for row in rows if row[2] == units]
        found = [full[0][0] if len(full) == 1 else len(full), units] if full else []
        for number, _, met, share, *_ in (row for row in rows if row not in full):
            found += [number, met, units, rounded(share, 1)] if met else [number]
        return found

    def dues(self) -> list[tuple[str, int]]:
        return [(due.number, at) for at, due in enumerate(self.brief.standings.dues)]

    def due(self, at: int) -> list:
        """Biểu 06, the row of the district, and what the column of gaps says of the places."""
        table, then = self.form("bieu-06"), FILLED["bieu-06"](self._as_if_then())
        now, before = total_of(table), total_of(then)
        gaps = [row[f"gap{at}"] for row in rows_of(table)]
        left_in = sum(isinstance(gap, int | Decimal) and gap > 0 for gap in gaps)
        without = sum(
            gap == "…" and row[f"verdict{at}"].verdict not in (Verdict.MET, Verdict.NA)
            for gap, row in zip(gaps, rows_of(table), strict=True)
        )
        met = now[f"verdict{at}"]
        rate = [rounded(now[f"rate{at}"], 2), now[f"part{at}"], now[f"whole{at}"]] if now[f"whole{at}"] else []
        left = [now[f"gap{at}"], left_in] if left_in else []
        return [*some(met), *self.moved(met - before[f"verdict{at}"]), *rate, *left, *some(without)]

    def _as_if_then(self) -> Brief:
        """The verdicts of the compared day under the tasks of today: Biểu 06 of a day before them would be empty."""
        brief = Brief(self.brief.district, self.brief.period)
        standings = self.brief.standings
        brief.read = replace(self.brief.read, standings=replace(standings, now=standings.before))
        return brief

    def district(self) -> list:
        """Biểu 12: met, of how many, the change, the numbers of those left."""
        numbered = [row for row in self.form("bieu-12").rows if row.kind == RowKind.GROUP]
        met, met_before = (total_of(table)["verdict"] for table in (self.form("bieu-12"), self.own_before()))
        left = [plain(row.cells[0]) for row in numbered if plain(row.cells[5]).verdict not in (Verdict.MET, Verdict.NA)]
        return [met, len(numbered), *self.moved_own(met - met_before), *left]

    def own_before(self) -> Table:
        return FILLED["bieu-12"](self.before)

    def moved_own(self, difference) -> list:
        """Biểu 12 of the compared day has a letter, or nothing is said of a change."""
        rows = [row for row in self.own_before().rows if row.kind == RowKind.GROUP]
        return some(difference) if any(_is_told(plain(row.cells[5])) for row in rows) else []

    def short(self) -> list:
        """Biểu 03: how many places lack something, then each with its count and its criteria."""
        rows, size = self.short_rows(), len(self.brief.matrix.criteria)
        return [len(rows), size, size, *(figure for row in rows for figure in row)]

    def short_rows(self) -> list[list]:
        """Place by place: met, required, then the criteria not met, nearly met, without figures."""
        size, numbers = len(self.brief.matrix.criteria), [c.number for c in self.brief.matrix.criteria]
        found = []
        for _, verdicts in self.matrix(self.brief):
            met, required = verdicts.count(Verdict.MET), size - verdicts.count(Verdict.NA)
            if met == required > 0:
                continue
            left = [
                number
                for verdict in (Verdict.NOT_MET, Verdict.NEARLY, Verdict.UNASSESSED)
                for number, has in zip(numbers, verdicts, strict=True)
                if has == verdict
            ]
            found.append([met, required, *left])
        return found

    def due_total(self) -> dict:
        """Biểu 06, the row of the district."""
        return total_of(self.form("bieu-06"))

    def cases(self, part: str, *columns: str) -> list:
        """Biểu 10: how many rows a part has, and the figures of what fell (and of other columns)."""
        inside, told = False, []
        at = {column.key: number for number, column in enumerate(self.form("bieu-10").columns)}
        for row in self.form("bieu-10").rows:
            if row.kind == RowKind.GROUP:
                inside = plain(row.cells[0]) == part
            elif inside and len(row.cells) > 2:
                told += [str(plain(row.cells[at[key]])) for key in ("what", *columns)]
        return [len(told) // (1 + len(columns)), *(figure for words in told for figure in figures(words))]

    def warnings(self) -> list:
        """Biểu 10, part III, with why each place may lose what it meets."""
        return self.cases("III", "cause")

    def sent(self) -> list:
        """Biểu 15: sent, late, missing; the name of the period goes first."""
        rows = [row for row in rows_of(self.form("bieu-15")) if row["due"]]
        words = [row["how"] for row in rows]
        late = sum(word.startswith("Chậm") for word in words)
        missing = sum("quá hạn" in word for word in words)
        period = figures(self.form("bieu-15").notes[0].split(".")[0])
        sent = sum(row["sent"] != "…" for row in rows)
        waiting = len(rows) - sent - missing
        return [*period, *some(sent), *some(late), *some(missing), *some(waiting if sent or missing else 0)]

    def overdue(self) -> list:
        row = self.cover("Số việc quá hạn")
        return [row["now"], *figures(row["note"])]

    def funding(self) -> list:
        """Biểu 08, the row of sums: all, then source by source; which places have told stands under it."""
        table = self.form("bieu-08")
        total = total_of(table)
        people = sum(total[f"result_people_{what}"] for what in ("cash", "labour", "land"))
        sources = [total[f"result_{source}"] for source in ("direct", "blended", "credit", "enterprise")]
        told = len(self.brief.board.communes) - _silent(table)
        return [total["result_total"], *(amount for amount in (*sources, people) if amount), told] if told else []

    def debts(self) -> list:
        """Biểu 09: what is owed, for how many works, in how many places; and what was owed before."""
        table, before = self.form("bieu-09"), FILLED["bieu-09"](self.before)
        owing = [row for row in rows_of(table) if _owed(row)]
        places = len({row["place"] for row in owing})
        known_before = _silent(before) < len(self.brief.board.communes)
        moved = _all_owed(table) - _all_owed(before) if known_before else 0
        if _silent(table) == len(self.brief.board.communes):
            return []
        if not owing:
            return [len(self.brief.board.communes) - _silent(table), *some(moved)]
        return [_all_owed(table), len(owing), places, *some(moved)]

    def dossiers(self) -> list:
        """The headings of Biểu 13 added up, and the dossiers of the communes."""
        headings = [str(plain(row.cells[1])) for row in self.form("bieu-13").rows if row.kind == RowKind.GROUP]
        counts = [figures(words.rpartition("(đã có ")[2]) for words in headings if "(đã có " in words]
        have, total = (sum(column) for column in zip(*counts, strict=True))
        found = [self.brief.dossiers[commune.id] for commune in self.brief.board.communes]
        begun = [read for read in found if read.dossier]
        return [have, total, *some(len(begun)), *some(sum(read.progress.is_complete for read in begun))]
