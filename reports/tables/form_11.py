"""Biểu 11: improvement plans, of all communes for the office, of one commune to be filled in Excel and loaded back."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from accounts.models import User
from communes.models import Unit
from directives.enums import PlanState
from directives.rules.plan_file import HIDDEN, CarriedPlans, CarriedStep
from directives.tables.plan_lists import Wanting
from directives.tables.plan_reading import PlanLine, StepRead
from directives.tables.plan_subject import standing_words
from ntm_portal.vietnamese import counted, day
from reports.tables.base import COVERED, Carrying, Cell, Column, Head, Row, RowKind, Table
from reports.tables.brief import Brief
from reports.tables.kinds import CODE, COUNT, DAY, TEXT, Kind, amount
from reports.tables.paper import commune_forms, issuer_of, place_line_of, title_of

MILLION = 1_000_000
COLUMNS = (
    Column("tt", "A", 8, CODE),
    Column("subject", "B", 36, TEXT),
    Column("standing", "C", 50, TEXT),
    Column("goal", "D", 40, TEXT),
    Column("measure", "E", 60, TEXT),
    Column("cost", "1", 18, amount(1)),
    Column("source", "F", 28, TEXT),
    Column("starts_on", "2", 20, DAY),
    Column("due_on", "3", 20, DAY),
    Column("who", "G", 30, TEXT),
    Column("with", "H", 28, TEXT),
    Column("percent", "4", 14, COUNT),
    Column("note", "I", 30, TEXT),
)
HEADS = (
    (
        Head("TT", levels=2), Head("Tiêu chí, chỉ tiêu", levels=2), Head("Thực trạng", levels=2),
        Head("Mục tiêu", levels=2), Head("Giải pháp", levels=2), Head("Kinh phí, nguồn", columns=2),
        Head("Thời gian", columns=2), Head("Người phụ trách", levels=2), Head("Cơ quan phối hợp", levels=2),
        Head("Tiến độ (%)", levels=2), Head("Ghi chú", levels=2),
    ),
    (Head("Kinh phí"), Head("Nguồn"), Head("Bắt đầu"), Head("Hoàn thành")),
)  # fmt: skip
HOW_TO = (
    "Nạp lại: mỗi dòng một giải pháp, cột B bắt đầu bằng số chỉ tiêu, hoặc số tiêu chí khi lập cho cả tiêu chí. "
    "Thêm giải pháp thì thêm dòng, ghi số đó ở cột B, để trống cột A. Kế hoạch đã duyệt chỉ nhận tiến độ và ghi chú."
)
MARKED = {PlanState.DRAFT: " (bản nháp)", PlanState.RETURNED: " (huyện trả lại)", PlanState.APPROVED: " (đã duyệt)"}


def table_11(brief: Brief) -> Table:
    """The open plans of all communes on the day, with those that lack one under the table."""
    rows, unit_id = [], None
    for line in brief.read.plans:
        if line.plan.unit_id != unit_id:
            unit_id = line.plan.unit_id
            rows.append(Row(("", Cell(line.plan.place, span=len(COLUMNS) - 1)), RowKind.GROUP))
        rows += _plan_rows(line)
    rows = rows or [Row(("", Cell("Đến ngày này chưa có kế hoạch nào.", span=len(COLUMNS) - 1)))]
    return brief.table("bieu-11", COLUMNS, HEADS, (*rows, *_total(brief.read.plans)), _notes(brief))


def _notes(brief: Brief) -> tuple[str, ...]:
    if not brief.read.plans:
        return ()
    late = sum(line.standing.is_late for line in brief.read.plans)
    told = f"Ghi chú: {counted(len(brief.read.plans))} kế hoạch chưa kết thúc, {counted(late)} kế hoạch quá hạn."
    return (told, "Tiến độ 100% mà chưa có ngày xong là chưa có tài liệu chứng minh.")


def _plan_rows(line: PlanLine) -> list[Row]:
    """One row a measure; what the plan says of itself reaches down over them."""
    plan, down = line.plan, max(len(line.plan.steps), 1)
    whole = f" ({line.covers_words})" if line.covers_words else ""
    subject = f"{plan.subject_number} {plan.subject_name}{whole}{MARKED.get(plan.state, '')}"
    goal = f"{plan.goal}. Đạt trước {day(plan.reach_by)}"
    front = (Cell(plan.standing_words, down=down), Cell(goal, down=down))
    if not plan.steps:
        return [Row(("", subject, *front, *[""] * 9))]
    rows = []
    for at, step in enumerate(plan.steps):
        named = subject if not at else plan.subject_number
        middle = front if not at else (COVERED, COVERED)
        rows.append(Row((str(step.position), named, *middle, *_step_cells(step)), joined=at < down - 1))
    return rows


def _step_cells(step: StepRead) -> tuple:
    return (
        step.measure, _money(step.cost), step.source, step.facts.starts_on, step.facts.due_on, step.who, step.with_whom,
        Cell(step.facts.percent, kind=PERCENT), step.note,
    )  # fmt: skip


# Nothing done yet is a nought that was said, not a figure that is missing.
PERCENT = Kind("tiến độ", "right", "0", str)


def _money(cost: int | None) -> Cell | str:
    """Triệu đồng, with as many decimals as there are."""
    if cost is None:
        return ""
    exact = (Decimal(cost) / MILLION).normalize()
    places = max(-exact.as_tuple().exponent, 0)
    return Cell(int(exact) if not places else exact, kind=amount(places))


def _total(lines: Sequence[PlanLine]) -> tuple[Row, ...]:
    costs = [step.cost for line in lines for step in line.plan.steps if step.cost is not None]
    if not costs:
        return ()
    total = _money(sum(costs))
    return (Row(("", Cell("Tổng số", span=4), Cell(total.value, "SUM([:])", total.kind), *[""] * 7), RowKind.TOTAL),)


def commune_11(unit: Unit, lines: Sequence[PlanLine], wanting: Sequence[Wanting], as_of: dt.date) -> Table:
    """The open plans of a commune, then an empty line for each cell that lacks one; loaded back by its hidden sheet."""
    form = commune_forms()["bieu-11"]
    rows = [row for line in lines for row in _plan_rows(line)]
    blanks = tuple(
        Row(("", f"{cell.indicator.number} {cell.indicator.short_name}", standing_words(cell.status), *[""] * 10))
        for cell in wanting
    )
    notes = ("Ghi chú: dòng chưa có giải pháp là ô chưa đạt chưa có kế hoạch.",) if wanting else ()
    return Table(
        form=form, title=title_of(form, unit), issuer=issuer_of(form, unit),
        about=f"(Tình hình đến ngày {day(as_of)})", place_line=place_line_of(unit, as_of, form), columns=COLUMNS,
        heads=HEADS,
        rows=(*rows, *blanks, *_total(lines)), notes=notes, sample=User.objects.sample().exists(),
        carrying=_carried(unit, lines, as_of),
    )  # fmt: skip


def _carried(unit: Unit, lines: Sequence[PlanLine], as_of: dt.date) -> Carrying:
    """What names the plans and their measures when the file comes back."""
    steps = tuple(
        CarriedStep(line.plan.subject_number, str(step.position), step.id) for line in lines for step in line.plan.steps
    )
    versions = tuple((line.plan.subject_number, line.plan.version) for line in lines)
    return Carrying(HIDDEN, tuple(map(tuple, CarriedPlans(unit.code, as_of, versions, steps).rows())), HOW_TO)
