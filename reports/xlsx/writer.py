"""The rows of a sheet as text: what openpyxl would write, cell for cell, without an object and a call for each part.

Everything around the rows (views, widths, rules, links, print set-up) is still openpyxl's own.
"""

from collections.abc import Iterator
from io import BytesIO
from xml.sax.saxutils import escape

from openpyxl.cell.cell import Cell as ExcelCell
from openpyxl.chart._chart import ChartBase
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import Element, SubElement

from reports.tables.base import Letter
from reports.tables.kinds import Figure
from reports.xlsx.formulas import Formula

# A reader of XML takes a bare one for the end of a line.
RETURN = {"\r": "&#13;"}


class BookWriter(ExcelWriter):
    """Writes a workbook whose sheets never lie in files of their own on the way."""

    def write_worksheet(self, ws: Worksheet) -> None:
        """One sheet, into the archive."""
        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        writer = SheetWriter(ws, BytesIO())
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], writer.out.getbuffer())
        self.manifest.append(ws)

    def _write_charts(self) -> None:
        for chart in self._charts:
            self._archive.writestr(chart.path[1:], chart.drawn)
            self.manifest.append(chart)


class KeptChart(ChartBase):
    """A chart that is drawn already, to be placed on a sheet."""

    def __init__(self, drawn: bytes, centimetres: tuple[float, float]):
        self.drawn = drawn
        self.width, self.height = centimetres


class SheetWriter(WorksheetWriter):
    """Writes one sheet to memory, its columns, rows and merged cells by hand."""

    def write_cols(self) -> None:
        """The widths of the columns, from the left; our sheets keep a number for each."""
        columns = Element("cols")
        for at, width in enumerate(self.ws.column_dimensions.values(), 1):
            SubElement(columns, "col", width=f"{width:g}", customWidth="1", min=str(at), max=str(at))
        if len(columns):
            self.xf.send(columns)

    def write_rows(self) -> None:
        """All rows in one piece, past the writer of elements: it has nothing left to check in them."""
        elements = self.xf.send(True)
        with elements.element("sheetData"):
            elements.flush()
            self.out.write("".join(self.row_texts()).encode())
        self.xf.send(None)

    def row_texts(self) -> Iterator[str]:
        """Each row with its height and the cells that have a value or a look."""
        dimensions, looks = self.ws.row_dimensions, Looks(self.ws)
        for row, cells in self.rows():
            height = "".join(f' {name}="{value}"' for name, value in dict(dimensions.get(row, {})).items())
            yield f'<row r="{row}"{height}>{"".join(self.cell_text(cell, looks.number(cell)) for cell in cells)}</row>'

    def cell_text(self, cell: ExcelCell, look: int) -> str:
        """One cell by its kind: words stand in the cell itself, so that no table of words has to be kept."""
        value, kind = cell._value, cell.data_type
        if cell._hyperlink:
            self.ws._hyperlinks.append(cell._hyperlink)
        head = f'<c r="{get_column_letter(cell.column)}{cell.row}" s="{look}"'
        if value is None or value == "":
            return f"{head}/>" if look else ""
        if kind == "s":
            return f'{head} t="inlineStr"><is><t{spaced(value)}>{escape(value, RETURN)}</t></is></c>'
        if kind == "f":
            return f"{head}{reckoned(value)}</c>"
        return f"{head}><v>{number(to_excel(value) if kind == 'd' else value)}</v></c>"

    def write_merged_cells(self) -> None:
        """Blocks of cells from the top down."""
        blocks = sorted(
            map(str, self.ws.merged_cells.ranges), key=lambda block: coordinate_to_tuple(block.split(":")[0])
        )
        if blocks:
            merged = Element("mergeCells", count=str(len(blocks)))
            for block in blocks:
                SubElement(merged, "mergeCell", ref=block)
            self.xf.send(merged)


class Looks:
    """The numbers of the looks in a workbook; cells share the object of their look, so each is looked up once."""

    def __init__(self, sheet: Worksheet):
        self.known: dict[int, int] = {}
        self.styles = sheet.parent._cell_styles

    def number(self, cell: ExcelCell) -> int:
        """The number of the look of a cell; 0 is that of a cell nobody touched."""
        look = cell._style
        if look is None:
            return 0
        found = self.known.get(id(look))
        if found is None:
            found = self.known[id(look)] = self.styles.add(look)
        return found


def reckoned(formula: Formula) -> str:
    """A formula and what it gives; words stand beside it as words."""
    written, gives = f"<f>{escape(formula[1:])}</f>", formula.gives
    if gives is None or isinstance(gives, (str, Letter)):
        return f' t="str">{written}<v>{escape(str(gives or ""))}</v>'
    return f">{written}<v>{number(gives)}</v>"


def number(value: Figure | float) -> str:
    """A number in as few digits as name it; openpyxl's sixteen make 85.40000000000001 of 85,4."""
    return str(value) if isinstance(value, int) else repr(float(value))


def spaced(text: str) -> str:
    """Spaces at the ends of words are kept only where the file says so."""
    return ' xml:space="preserve"' if text != text.strip() else ""
