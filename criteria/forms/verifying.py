"""Trả lại: why, which cells, by when."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from criteria.actions.verifying import Picked, picked_of
from ntm_portal.vietnamese import DayFault, nfc, parse_day

LONGEST_REASON = 500


@dataclass
class ReturnForm:
    """What was typed into the form of a return, and what is wrong with it."""

    cells: Sequence[Picked]
    reason: str = ""
    answer_by: str = ""
    day: dt.date | None = None
    faults: dict[str, str] = field(default_factory=dict)


def picked_cells(words: Sequence[str]) -> list[Picked]:
    """The ticked boxes of a page; what is no tick of ours is left out."""
    return list(dict.fromkeys(cell for word in words if (cell := picked_of(word))))


def read_return(data: Mapping[str, str], cells: Sequence[Picked]) -> ReturnForm:
    """The typed return, each fault at its field."""
    form = ReturnForm(cells, nfc(data.get("ly_do", "").strip()), data.get("han", "").strip())
    if not form.reason:
        form.faults["reason"] = "Trả lại phải nêu lý do."
    elif len(form.reason) > LONGEST_REASON:
        form.faults["reason"] = f"Dài quá {LONGEST_REASON} ký tự."
    if not cells:
        form.faults["cells"] = "Chọn ít nhất một ô để trả lại."
    if form.answer_by:
        try:
            form.day = parse_day(form.answer_by)
        except DayFault as fault:
            form.faults["answer_by"] = str(fault)
    return form
