""" "Xác nhận không đổi" as a script sends it: which figures were seen, the day and the source."""

import datetime as dt

from criteria.actions.cells import confirm_unchanged
from criteria.actions.findings import RowFaults
from criteria.forms.cell import Sent, Unreadable, cell_words
from criteria.forms.grid_cell import REFUSED, SAVED, STALE, Answer, Desk
from criteria.permissions import indicators_editable_by
from criteria.status import current_set
from criteria.tables.office import lines_of
from criteria.tables.sheet import Line
from ntm_portal.vietnamese import DayFault, counted, day, parse_day


def confirm(desk: Desk, sent: Sent, seen: object, at: dt.datetime) -> Answer:
    """Record every figure that was seen as true on a later day; or say what is missing."""
    lines = known_lines(desk)
    wanted = _wanted(seen, lines)
    holder, missing = desk.represented(sent.on_behalf_of)
    assessed_on, faults = _day(sent.typed.day)
    if not sent.typed.source:
        faults.append("Ghi nguồn, minh chứng của việc xác nhận ở đầu lưới.")
    if faults or missing or not wanted:
        return Answer(REFUSED, faults + missing or ["Chưa có số liệu để xác nhận."])
    try:
        done = confirm_unchanged(
            unit=desk.unit, stage=desk.stage, seen=wanted, assessed_on=assessed_on, source=sent.typed.source,
            by=desk.by, at=at, today=desk.today, on_behalf_of=holder,
        )  # fmt: skip
    except RowFaults as refused:
        return Answer(STALE if refused.stale else REFUSED, _words(refused), details=_cells(desk))
    left = f" {counted(done.left)} chỉ tiêu đã có số liệu từ ngày đó trở đi, giữ nguyên." if done.left else ""
    told = f"Đã xác nhận {counted(len(done.findings))} chỉ tiêu không đổi vào ngày {day(assessed_on)}.{left}"
    return Answer(SAVED, [told], details=_cells(desk))


def known_lines(desk: Desk) -> dict[str, Line]:
    """Number → the cell, for every indicator the user may enter."""
    indicators = indicators_editable_by(desk.by).filter(
        criterion__criteria_set=current_set(desk.unit.level, desk.today)
    )
    return {number: line for (_, number), line in lines_of([desk.unit], indicators, desk.stage, desk.today).items()}


def _wanted(seen: object, lines: dict[str, Line]) -> dict[int, int]:
    """Indicator id → the finding seen, of the cells that this person may fill in."""
    if not isinstance(seen, dict) or not all(isinstance(pk, int) for pk in seen.values()):
        raise Unreadable
    return {lines[number].indicator.id: pk for number, pk in seen.items() if number in lines}


def _day(text: str) -> tuple[dt.date | None, list[str]]:
    try:
        return parse_day(text), []
    except DayFault as fault:
        return None, [f"Ngày số liệu: {fault}"]


def _words(refused: RowFaults) -> list[str]:
    if refused.stale:
        return ["Có chỉ tiêu vừa được người khác ghi. Chưa xác nhận chỉ tiêu nào: xem lại số mới rồi xác nhận."]
    return sorted({sentence for sentences in refused.rows.values() for sentence in sentences})


def _cells(desk: Desk) -> dict[str, object]:
    """How the cells stand now."""
    return {"cells": {number: cell_words(line, desk.today) for number, line in known_lines(desk).items()}}
