"""The sheet "Biểu đồ": charts that Excel draws itself from the figures of the forms, with the table of these figures.

Bars are told apart by pattern and number, lines by their dashes; dots lie above or below the level asked of them. All
of it can be read in black and white.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from openpyxl import Workbook
from openpyxl.chart import BarChart, LineChart, Reference, Series
from openpyxl.chart.data_source import NumFmt
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.layout import Layout, ManualLayout
from openpyxl.chart.marker import Marker
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText, Text
from openpyxl.chart.title import Title
from openpyxl.descriptors import Typed
from openpyxl.drawing.fill import ColorChoice, PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import CharacterProperties, Paragraph, ParagraphProperties, RegularTextRun
from openpyxl.drawing.text import Font as TypeFace
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.xml.functions import tostring

from reports.tables.base import BOTTOM, LEFT, PAPERS, RIGHT, SAMPLE_MARK, TOP, Table
from reports.tables.plots import Plot
from reports.xlsx.body import padded, plain
from reports.xlsx.formulas import Formula, References
from reports.xlsx.measure import POINTS_PER_MM, lines_needed, row_height
from reports.xlsx.naming import Filled
from reports.xlsx.paging import SLACK, set_chart_page
from reports.xlsx.pen import Pen
from reports.xlsx.styles import FONT, HEAD_GREY, Look, Styles
from reports.xlsx.writer import KeptChart

SHEET = "Biểu đồ"
TITLE, ABOUT = Look(14, bold=True, wrapped=False), Look(12, italic=True, wrapped=False)
CAPTION = Look(12, "left", bold=True, wrapped=False)
HEAD = Look(11, bold=True, framed="thin", fill=HEAD_GREY)
WIDTHS = (34, 20, 20, 20, 24)  # of its columns, in characters: as wide as an upright page
MM_PER_CHARACTER = 7 * 25.4 / 96
CHART_CM, CHART_ROWS, ROW_POINTS = (22.8, 8.4), 17, 15
LETTERHEAD_ROWS = 3
# An upright page holds so much of the sheet, which is made smaller until its columns have room.
WIDE_MM, HIGH_MM = PAPERS["A4"][0] - LEFT - RIGHT, PAPERS["A4"][1] - TOP - BOTTOM
PAGE_POINTS = HIGH_MM * POINTS_PER_MM * max(1, sum(WIDTHS) * MM_PER_CHARACTER / WIDE_MM) * SLACK
BLACK, GREY, LIGHT, WHITE = "303030", "999999", "E2E2E2", "FFFFFF"
# Darker asks for action, and each number stays legible on its bar; the last is what nothing is known of.
FILLS = (("", LIGHT), ("ltUpDiag", BLACK), ("", GREY), ("pct10", BLACK))
DASHES = ("solid", "sysDash", "dash", "dot")
MOST_NUMBERED = 40  # dots; the numbers of more of them would cover each other
STEPS_NAMED = 5  # parts that a scale of a known whole is divided into, about


class Labels(DataLabelList):
    """Numbers of bars with a format of their own, which the library cannot say is not that of the cells."""

    numFmt = Typed(expected_type=NumFmt, allow_none=True)  # noqa: N815 - the name of the file format
    __elements__ = DataLabelList.__elements__


# What the library works out for a class from its own lines alone.
Labels.__nested__ = tuple(name for name in DataLabelList.__nested__ if name != "numFmt")


def draw_charts(book: Workbook, forms: Sequence[Filled], styles: Styles) -> None:
    """One sheet for the charts of all forms, then their figures: on the next page where one has no room for both."""
    plots = [(form, plot) for form in forms for plot in form.table.plots]
    if not plots:
        return
    sheet = book.create_sheet(SHEET)
    for at, width in enumerate(WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(at)] = width
    pen = Pen(sheet, styles)
    _letterhead(pen, forms[0].table)
    for at, (_, plot) in enumerate(plots):
        anchor = pen.row
        for _ in range(CHART_ROWS):
            pen.end(ROW_POINTS)
        drawn = _drawing(replace(plot, points=()), len(plot.points), heads_of(plots, at))
        sheet.add_chart(KeptChart(drawn, CHART_CM), f"A{anchor}")
    below = pen.row - 1
    for form, plot in plots:
        _figures(pen, form, plot)
    if sum(pen.heights) > PAGE_POINTS:
        sheet.row_breaks.append(Break(id=below))
    set_chart_page(sheet, forms[0].table, f"A1:{get_column_letter(len(WIDTHS))}{pen.row - 1}")


def heads_of(plots: Sequence[tuple[Filled, Plot]], at: int) -> int:
    """The row of the heads of one plot's figures: they follow below all charts, in the order of the plots."""
    above = sum(len(plot.points) + 3 for _, plot in plots[:at])
    return LETTERHEAD_ROWS + len(plots) * CHART_ROWS + above + 2


def _letterhead(pen: Pen, table: Table) -> None:
    """Whose figures, as of when; three rows, whatever they say."""
    pen.put(1, "BIỂU ĐỒ", TITLE, columns=len(WIDTHS))
    pen.end(row_height(1, TITLE.size))
    pen.put(1, table.about, ABOUT, columns=len(WIDTHS))
    pen.end(row_height(1, ABOUT.size))
    pen.put(1, SAMPLE_MARK * table.sample, ABOUT, columns=len(WIDTHS))
    pen.end(row_height(1, ABOUT.size))


def _figures(pen: Pen, form: Filled, plot: Plot) -> None:
    """What the bars show, as formulas over the cells of the form."""
    references, sheet = References(form.table, form.first), f"'{form.sheet.title}'!"
    label, figure = (
        pen.styles[Look(11, "left", framed="thin")],
        pen.styles[Look(11, "right", framed="thin", format=padded(plot.kind.excel))],
    )
    pen.put(1, f"{plot.title} ({form.sheet.title})", CAPTION)
    pen.end(row_height(1, CAPTION.size))
    for at, text in enumerate((plot.about, *plot.series), 1):
        pen.put(at, text, HEAD)
    pen.end(row_height(max(map(_lines_of_head, (plot.about, *plot.series), WIDTHS)), HEAD.size))
    for point in plot.points:
        pen.say(1, point.label, label)
        for at, value in enumerate(point.values, 2):
            if isinstance(value, str):
                formula = references.formula(value, pen.row, at, sheet)
                pen.reckon(at, Formula(formula, references.difference(value)), figure)
            else:
                pen.count(at, plain(value), figure)
        pen.end(row_height(1, 11))
    pen.end(ROW_POINTS)


def _lines_of_head(text: str, characters: int) -> int:
    return lines_needed(text, characters * MM_PER_CHARACTER, HEAD.size, bold=True)


@lru_cache(maxsize=64)
def _drawing(plot: Plot, points: int, heads: int) -> bytes:
    """Upright bars in their own pattern or lines in their own dashes, with their numbers, as the file holds them.

    A drawing names the cells of its figures and none of the figures, so it is kept: what follows a new figure is the
    cells. The `points` of the plot are only counted.
    """
    chart = _bars(plot) if not (plot.line or plot.dots) else _lines()
    for at, name in enumerate(plot.series):
        series = Series(_column(at + 2, heads, points), title=name)
        _dress(series, plot, at, points)
        chart.series.append(series)
    chart.set_categories(_column(1, heads, points))
    _frame(chart, plot)
    return tostring(chart._write())


def _column(at: int, heads: int, points: int) -> Reference:
    """The cells of one column below the heads of a plot's figures."""
    letter = get_column_letter(at)
    return Reference(range_string=f"'{SHEET}'!${letter}${heads + 1}:${letter}${heads + points}")


def _dress(series: Series, plot: Plot, at: int, points: int) -> None:
    """How the series of that place looks, and whether it is numbered."""
    if plot.dots and at:
        _drawn(series, DASHES[at], dotted=False)
        return
    if plot.line or plot.dots:
        _drawn(series, DASHES[at], lined=plot.line)
    else:
        series.graphicalProperties = _filled(*FILLS[at])
    if not plot.dots or points <= MOST_NUMBERED:
        series.dLbls = _numbers(plot)


def _bars(plot: Plot) -> BarChart:
    chart = BarChart()
    chart.type, chart.style = "col", 1
    chart.grouping, chart.overlap = ("stacked", 100) if plot.stacked else ("clustered", 0)
    chart.gapWidth = 40 if plot.stacked else 80
    return chart


def _lines() -> LineChart:
    """A day without a figure leaves a gap: nothing known is no nought."""
    chart = LineChart()
    chart.style, chart.display_blanks = 1, "gap"
    return chart


def _drawn(series: Series, dash: str, *, lined: bool = True, dotted: bool = True) -> None:
    """A dark line with a dot for each figure, or one without the other."""
    series.smooth = False
    line = LineProperties(solidFill=BLACK, w=19050, prstDash=dash) if lined else LineProperties(noFill=True)
    series.graphicalProperties = GraphicalProperties(ln=line)
    if not dotted:
        series.marker = Marker(symbol="none")
        return
    dot = GraphicalProperties(solidFill=BLACK, ln=LineProperties(solidFill=BLACK))
    series.marker = Marker(symbol="circle", size=6, spPr=dot)


def _frame(chart: BarChart | LineChart, plot: Plot) -> None:
    """Title above, words of the series below, both axes in the type of the forms; from nought, to all where known.

    Dots lie as far apart as there is room, and their places are named below them.
    """
    chart.title = Title(tx=Text(rich=_said(plot.title, 1200, bold=True)), overlay=False)
    chart.y_axis.majorGridlines = None
    if plot.dots:
        chart.y_axis.number_format = "General"
    else:
        chart.x_axis.title = Title(tx=Text(rich=_said(plot.about, 1000)), overlay=False)
        chart.y_axis.scaling.min, chart.y_axis.number_format = 0, "0"
    if plot.of:
        chart.y_axis.scaling.max, chart.y_axis.majorUnit = plot.of, -(-plot.of // STEPS_NAMED)
    chart.legend.position = "b"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.x_axis.txPr = chart.y_axis.txPr = chart.legend.txPr = _said("", 1000)
    if len(plot.series) == 1:
        chart.legend = None  # the title says what it is
    high = 0.5 if plot.dots else 0.56  # names of places stand aslant
    inner = ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge", x=0.05, y=0.18, w=0.93, h=high)
    chart.layout = Layout(inner)


def _said(text: str, size: int, *, bold: bool = False) -> RichText:
    """Words of a chart in Times New Roman; without words only their type."""
    face = CharacterProperties(latin=TypeFace(typeface=FONT), sz=size, b=bold)
    run = [RegularTextRun(rPr=face, t=text)] if text else []
    return RichText(p=[Paragraph(pPr=ParagraphProperties(defRPr=face), r=run, endParaRPr=None if text else face)])


def _filled(pattern: str, colour: str) -> GraphicalProperties:
    """A solid tint or a hatch, always with an outline."""
    made = GraphicalProperties(solidFill=None if pattern else colour, ln=LineProperties(solidFill=BLACK, w=6350))
    if pattern:
        hatch = PatternFillProperties(prst=pattern)
        hatch.foreground, hatch.background = ColorChoice(srgbClr=colour), ColorChoice(srgbClr=WHITE)
        made.pattFill = hatch
    return made


def _numbers(plot: Plot) -> Labels:
    """The number of each bar, none for nought; of each dot of a line, above it."""
    off = dict.fromkeys(("showSerName", "showCatName", "showLegendKey", "showPercent", "showBubbleSize"), False)
    labels = Labels(showVal=True, txPr=_said("", 900), **off)
    written = plot.kind.excel.split(";")[0]
    labels.numFmt = NumFmt(written if plot.line or plot.dots else f"{written};;", sourceLinked=False)
    if plot.line or plot.dots:
        labels.position = "t"
    if plot.dots:
        labels.spPr = GraphicalProperties(solidFill=WHITE)  # the level runs behind the numbers
    return labels
