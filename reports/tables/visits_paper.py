"""Kiểm tra, giám sát and Kiến nghị as Excel: the list of the page, all its pages in one."""

from collections.abc import Iterator, Sequence

from directives.tables.checklist import RequestLine
from directives.tables.inspections import VisitLine
from directives.tables.visit_list import KINDS, SHOWS, STATES, VisitList
from ntm_portal.vietnamese import counted, lower_first, name_list
from reports.tables.base import Cell
from reports.tables.kinds import COUNT, DAY, NO_FIGURE
from reports.tables.list_paper import OPENS, Listed, Part, Told

NOTHING = "-"


def _day_words(line: VisitLine) -> str:
    """ "dự kiến; dời từ 25/9/2017", for a visit that has not taken place."""
    planned = "dự kiến" * (not line.inspection.visited_on)
    return "; ".join(filter(None, (planned, line.inspection.moved_words)))


def _team(line: VisitLine) -> str:
    return ", ".join(filter(None, (line.inspection.team_name, line.kind_words)))


VISIT_COLUMNS = (
    Told("Ngày", 24, lambda line: line.inspection.day, DAY),
    Told("Dự kiến, dời", 26, _day_words),
    Told("Đơn vị", 30, lambda line: line.inspection.unit.short_label),
    Told("Đoàn", 46, _team),
    Told("Kết luận chính", 78, lambda line: line.inspection.headline or NO_FIGURE),
    Told("Trạng thái", 28, lambda line: line.inspection.get_state_display()),
    Told("Xong", 15, lambda line: len(line.states) - line.left, COUNT, "Kiến nghị"),
    Told("Chưa xong", 15, lambda line: line.left, COUNT, "Kiến nghị"),
    Told("Hạn gần nhất", 32, lambda line: line.pill[1] if line.pill else NOTHING),
)


def visits_listed(read: VisitList) -> Listed:
    """Every visit of the list; below it which places were visited, as beside the list of the page."""
    notes = (*(_coverage(read) if read.sees_others else ()), OPENS.format("đợt kiểm tra"))
    part = Part(read.lines, opens=lambda line: line.inspection.href)
    return Listed("kiem-tra", VISIT_COLUMNS, [part], tuple(_asked(read)), notes, pinned=4)


def _asked(read: VisitList) -> Iterator[str]:
    """What the filter asks for, in the words of its boxes."""
    asked = read.asked
    if asked.place:
        yield f"đơn vị {read.lines[0].inspection.unit.short_label}"
    if asked.kind:
        yield f"loại {lower_first(KINDS[asked.kind].label)}"
    if asked.state:
        yield f"trạng thái {lower_first(STATES[asked.state].label)}"
    if asked.late:
        yield "có kiến nghị quá hạn"


def _coverage(read: VisitList) -> Iterator[str]:
    """What the page says of all places, whatever the filter asks for."""
    coverage = read.coverage
    yield f"Từ {read.since_words}: đã kiểm tra {coverage.visited}/{coverage.units} đơn vị."
    if coverage.left:
        yield f"Chưa kiểm tra: {name_list(unit.short_label for unit in coverage.left)}."
    if coverage.months:
        told = "; ".join(f"{month.words} {counted(month.count)} đợt: {month.places}" for month in coverage.months)
        yield f"Theo tháng: {told}."


def _visited(line: RequestLine) -> Cell:
    inspection = line.request.inspection
    return Cell(inspection.unit.short_label, link=inspection.href)


PLACE_COLUMN = Told("Đơn vị", 30, _visited)
REQUEST_COLUMNS = (
    Told("Nội dung", 92, lambda line: line.request.text),
    Told("Người thực hiện", 42, lambda line: line.request.asked),
    Told("Thời hạn", 24, lambda line: line.request.due_on, DAY),
    Told("Tình trạng", 44, lambda line: line.pill[1]),
    Told("Trả lời gần nhất", 78, lambda line: line.last or NOTHING),
)


def requests_listed(lines: Sequence[RequestLine], show: str, *, sees_others: bool) -> Listed:
    """Every request of the list; whoever reads about one place needs no column of places."""
    columns = (*[PLACE_COLUMN] * sees_others, *REQUEST_COLUMNS)
    part = Part(lines, opens=lambda line: f"/kien-nghi/{line.request.pk}/")
    return Listed(
        "kien-nghi", columns, [part], (f"kiến nghị: {lower_first(SHOWS[show])}",), (OPENS.format("kiến nghị"),)
    )
