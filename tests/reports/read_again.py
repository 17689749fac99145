"""A Word report read again as a reader does: every paragraph and table, every figure matched to what tells it."""

import re
from collections.abc import Sequence

from criteria.enums import Verdict
from ntm_portal.vietnamese import change, number
from reports.rules.periodic_paper import PeriodicPaper
from reports.tables.base import RowKind
from reports.tables.kinds import NO_FIGURE
from tests.reports.form_figures import Forms, figures, plain, rows_of, total_of
from tests.reports.word_files import opened
from tests.reports.work_figures import COUNTED, Work

# What is written with digits and is no figure: names of periods, numbers of sections and of forms.
NO_FIGURES = (
    re.compile(r"^(?:[IVX]+|\d)\. "),
    re.compile(r"\b(?:tháng \d+/\d{4}|quý [IV]+/\d{4}|[69] tháng(?: đầu)? năm \d{4}|năm \d{4})"),
    re.compile(r"Biểu \d\d"),
    re.compile(r"…|\.{3,}"),
)


def unnamed(text: str, names: Sequence[str] = ()) -> list:
    """The figures left in a text once names, days, periods and numbers of sections are taken out."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    for pattern in NO_FIGURES:
        text = pattern.sub(" ", text)
    return figures(text)


class Reader:
    """Holds one Word file against the forms; what no form or record tells fails."""

    def __init__(self, paper: PeriodicPaper, content: bytes, forms: Forms, documents: Sequence[str]):
        self.paper, self.forms = paper, forms
        self.work = Work(forms, paper.kind)
        self.names = [paper.rules.source, *documents]
        drawn = opened(content)
        self.paragraphs = [paragraph.text for paragraph in drawn.paragraphs if paragraph.text.strip()]
        self.tables = [table for table in drawn.tables if table.style.name == "Table Grid"]
        self.frames = [table for table in drawn.tables if table.style.name != "Table Grid"]

    def check(self) -> int:
        """Every word of the file; how many figures were matched."""
        expected = self.forms.expected() | self.work.expected()
        matched, left = 0, list(self.paragraphs)
        for text in self.set_paragraphs():
            left.remove(text)
        for line in self.paper.lines:
            for text in line.paragraphs:
                found = self.said(line.slot, text)
                wanted = [*expected[line.slot]()] if line.slot in expected else []
                assert found == wanted, (line.slot, text, wanted)
                matched += len(found)
        for text in (*left, *self.framed()):
            assert not unnamed(text, self.names), text
        return matched + sum(map(self.check_table, self.tables))

    def set_paragraphs(self) -> list[str]:
        """The paragraphs the sentences stand in; none of them may lose or gain a word."""
        found = [*self.paper.opening.paragraphs, *self.paper.closing.paragraphs]
        for block in (block for section in self.paper.sections for block in section.blocks):
            told = [text for line in block.lines for text in line.paragraphs]
            assert " ".join(block.paragraphs) == " ".join(told)
            found += [*block.paragraphs, *(text for line in block.more for text in line.paragraphs)]
        return found

    def said(self, slot: str, text: str) -> list:
        """The figures of a sentence; the number and the level of an indicator stand in its name."""
        if slot.startswith("chi-tieu"):
            text = text.partition("): ")[2]
        period = ("gui-bao-cao",)  # Biểu 15 names its period itself
        return figures(text) if slot in period else unnamed(text, self.names)

    def framed(self) -> list[str]:
        """Head and foot of the document: bodies, number, day, copies, signer."""
        return [cell.text for table in self.frames for row in table.rows for cell in row.cells]

    # --- Tables -----------------------------------------------------------------------------

    def check_table(self, table) -> int:
        """One table of the text, row by row; how many figures it has."""
        heads, *rows = [[cell.text for cell in row.cells] for row in table.rows]
        assert not [head for head in heads if unnamed(head)], heads
        checks = {"Nhóm": self.bands, "Yêu cầu": self.dues, "Tiêu chí": self.criteria, "Bí thư Đảng ủy": self.heads,
                  "Nhiệm vụ": self.coming}  # fmt: skip
        checks[heads[1]](heads, rows)
        return sum(len(figures(text)) for row in rows for text in row)

    def bands(self, _, rows) -> None:
        told = self.forms.was_told()
        assert rows == [
            [str(row["tt"]), row["band"], count(row["count"]), number(row["share"], 1),
             *([count(row["before"]), change(row["change"])] if told else ["…", "…"])]
            for row in rows_of(self.forms.form("bieu-04"))
        ]  # fmt: skip

    def dues(self, _, rows) -> None:
        table = self.forms.form("bieu-06")
        total, named = total_of(table), [head.text for head in table.heads[0] if head.columns == 5]
        wanted = []
        for (_, at), head in zip(self.forms.dues(), named, strict=True):
            name, _, required = head.replace("\u00a0", " ").rpartition(" (")
            rate = number(total[f"rate{at}"], 2) if total[f"whole{at}"] else NO_FIGURE
            sums = [count(total[f"{key}{at}"]) if total[f"whole{at}"] else NO_FIGURE for key in ("part", "whole")]
            figures_of = [count(total[f"verdict{at}"]), *sums]
            wanted.append([name.replace(". ", " ", 1), required.rstrip(")"), *figures_of, rate, total[f"gap{at}"]])
        assert [row[:6] for row in rows] == [row[:6] for row in wanted]
        assert [figures(row[6]) for row in rows] == [[row[6]] if row[6] else [] for row in wanted]

    def criteria(self, heads, rows) -> None:
        found = [[plain(cell) for cell in row.cells] for row in self.forms.form("bieu-12").rows
                 if row.kind == RowKind.GROUP]  # fmt: skip
        columns = {
            "TT": [str(row[0]) for row in found], "Tiêu chí": [row[1] for row in found],
            "Đánh giá": [Verdict(row[5].verdict).label for row in found], "Hồ sơ": [row[6] for row in found],
            "Thời hạn": [row[8] if row[8] == "-" else shown_day(row[8]) for row in found],
        }  # fmt: skip
        assert rows == [list(row) for row in zip(*(columns.pop(head) for head in heads), strict=True)]
        assert not [cell for cells in columns.values() for cell in cells if cell not in ("…", "-")]

    def heads(self, heads, rows) -> None:
        pages = self.work.pages()
        kinds = [short for kind, short in COUNTED.items() if any(page.counts[kind] for page in pages)]
        assert heads[3:] == kinds
        named = [[row[0].removeprefix("TT. ").upper(), *row[1:]] for row in rows]
        wanted = [[row[0].removeprefix("XÃ ").removeprefix("TT. "), *row[1:]] for row in self.work.heads_rows()]
        assert named == wanted

    def coming(self, _, rows) -> None:
        assert self.work.coming_of(rows) == self.work.coming()
        assert [row[0] for row in rows] == [str(at) for at in range(1, len(rows) + 1)]


def count(figure) -> str:
    return number(figure) if figure else "-"


def shown_day(on) -> str:
    """A day as a document writes it."""
    return f"{on.day:02}/{on.month:02}/{on.year}" if on.month < 3 else f"{on.day:02}/{on.month}/{on.year}"
