"""The leaders' brief read again: numbers, tables and what needs a decision, each matched with the forms."""

from tests.reports.form_figures import Forms, figures, some
from tests.reports.read_again import unnamed
from tests.reports.told_changes import Changes
from tests.reports.word_files import opened

MOST = 6


class BriefPage(Changes):
    """One page; every paragraph and every table of it."""

    def __init__(self, content: bytes, forms: Forms):
        super().__init__(forms)
        drawn = opened(content)
        self.paragraphs = [paragraph.text for paragraph in drawn.paragraphs if paragraph.text.strip()]
        self.tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in drawn.tables]

    def check(self) -> int:
        """Nothing is left that no form tells; how many figures were matched."""
        head, numbers, *grids = self.tables
        told = {"Số đơn vị đạt": self.due_rows, "Tiêu chí đạt": self.short_rows, "Loại": self.case_rows}
        found, wanted = [[figures(text) for text in numbers[0]]], [self.four()]
        for heads, *rows in grids:
            found.append([figures(" ".join(row)) for row in rows])
            wanted.append(next(rows_told() for head, rows_told in told.items() if head in heads))
        asks = [*self.asks()]
        if len(asks) > MOST:
            asks = [*asks[: MOST - 1], [len(asks) - MOST + 1]]
        listed = self.paragraphs[len(self.paragraphs) - len(asks) :]
        found.append([figures(text.partition(". ")[2]) for text in listed])
        wanted.append(asks)
        assert found == wanted
        left = [text for text in self.paragraphs if text not in listed]
        assert not [text for text in (*left, *(text for row in head for text in row)) if unnamed(text)]
        return sum(len(row) for rows in found for row in rows)

    def four(self) -> list[list]:
        """The numbers on top, as the cover of the workbook has them; those of nobody are not counted."""
        forms, told = self.forms, self.forms.is_told()
        row, mean, own = self.complete(), self.forms.cover("Bình quân"), self.forms.cover("Số tiêu chí huyện")
        late = self.forms.cover("Số việc quá hạn")
        return [
            [self.size, self.size, *([row["now"], row["of"]] if told else []), *forms.moved(row["change"])],
            [*([mean["now"]] if told else []), *(forms.mean_change() if forms.was_told() else [])],
            [own["now"], own["of"], *forms.moved_own(own["change"])],
            [late["now"], *figures(late["note"])],
        ]

    def due_rows(self) -> list[list]:
        """Biểu 06: number and level of each indicator, who meets it, the rate, what is left."""
        table = self.form("bieu-06")
        total, named = self.forms.due_total(), [head.text for head in table.heads[0] if head.columns == 5]
        rows = []
        for (_, at), head in zip(self.forms.dues(), named, strict=True):
            rate = [round(total[f"rate{at}"], 2)] if total[f"whole{at}"] else []
            parts = [figure for key in ("verdict", "part", "whole") for figure in some(total[f"{key}{at}"])]
            rows.append([*figures(head), *parts, *rate, *(self.gap(at)[:1])])
        return rows

    def short_rows(self) -> list[list]:
        """Biểu 03: the places that lack most first; what is left out is counted."""
        told = self.forms.short()[3:]
        rows = sorted(self.forms.short_rows(), key=lambda row: len(row[2:]), reverse=True)
        assert len(told) == sum(map(len, rows))
        return rows if len(rows) <= MOST else [*rows[: MOST - 1], [len(rows) - MOST + 1]]

    def case_rows(self) -> list[list]:
        """Biểu 10, parts I and III."""
        fallen = [figures(row["what"]) for row in self.cases("I")]
        risks = [figures(f"{row['what']} {row['cause']}") for row in self.cases("III")]
        rows = [*fallen, *risks]
        return rows if len(rows) <= MOST else [*rows[: MOST - 1], [len(rows) - MOST + 1]]
