"""Kiểm tra, giám sát: which step follows which, what minutes need before they are signed, where a request stands."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from directives.enums import DeadlineState, InspectionAct, InspectionState, MemberSide, RequestAct, RequestState
from directives.rules.deadlines import SOON_DAYS, Deadline, countdown, words
from ntm_portal.vietnamese import counted, day

S, R = InspectionState, RequestState
WRITABLE = (S.PLANNED, S.HELD, S.DRAFTED)
BINDING = (S.SIGNED, S.CLOSED)
# Who holds the visit shows the other side the minutes when they are ready to be signed, not before.
SHOWN_TO_UNIT = (S.DRAFTED, S.SIGNED, S.CLOSED)
HEADLINE = 160

# Each act with the states it may begin in and the state it leads to; a supplement leaves the state as it is.
MOVES: Mapping[InspectionAct, tuple[tuple[InspectionState, ...], InspectionState | None]] = MappingProxyType(
    {
        InspectionAct.BEGIN: ((S.PLANNED,), S.HELD),
        InspectionAct.DRAFT: ((S.HELD,), S.DRAFTED),
        InspectionAct.SIGN: ((S.DRAFTED,), S.SIGNED),
        InspectionAct.SUPPLEMENT: (BINDING, None),
        InspectionAct.CLOSE: ((S.SIGNED,), S.CLOSED),
        InspectionAct.CANCEL: ((S.PLANNED,), S.CANCELLED),
        InspectionAct.MOVE: ((S.PLANNED,), S.PLANNED),
    }
)
REQUEST_MOVES: Mapping[RequestAct, tuple[tuple[RequestState, ...], RequestState]] = MappingProxyType(
    {
        RequestAct.ANSWER: ((R.OPEN, R.ANSWERED), R.ANSWERED),
        RequestAct.FINISH: ((R.OPEN, R.ANSWERED), R.DONE),
        RequestAct.RETURN: ((R.DONE,), R.OPEN),
        RequestAct.ACCEPT: ((R.DONE,), R.ACCEPTED),
    }
)


@dataclass(frozen=True, slots=True)
class Minutes:
    """What decides whether minutes can be signed."""

    visited_on: dt.date | None
    place: str
    conclusions: str
    sides: frozenset[MemberSide]
    notes: int


def move_fault(act: InspectionAct, state: InspectionState) -> str:
    """Why a step cannot be taken from a state; empty where it can."""
    begins, _ = MOVES[act]
    return "" if state in begins else f"Đợt kiểm tra đang ở bước “{InspectionState(state).label}”: tải lại trang."


def request_fault(act: RequestAct, state: RequestState, *, binding: bool) -> str:
    """Why nothing can be done with a request now: it binds from the signature on, and ends with the acceptance."""
    if not binding:
        return "Kiến nghị có hiệu lực khi biên bản được ký."
    begins, _ = REQUEST_MOVES[act]
    return "" if state in begins else f"Kiến nghị đang ở bước “{RequestState(state).label}”: tải lại trang."


def minutes_faults(minutes: Minutes) -> list[str]:
    """What is still missing before both sides can be asked to sign."""
    lacking = [
        (minutes.visited_on is None, "Ghi ngày kiểm tra."),
        (not minutes.place, "Ghi nơi kiểm tra."),
        (MemberSide.TEAM not in minutes.sides, "Ghi thành phần của đoàn."),
        (MemberSide.UNIT not in minutes.sides, "Ghi thành phần của đơn vị được kiểm tra."),
        (not minutes.notes, "Ghi ít nhất một nội dung đã xem."),
        (not minutes.conclusions, "Ghi kết luận."),
    ]
    return [sentence for is_lacking, sentence in lacking if is_lacking]


def visit_fault(visited_on: dt.date | None, today: dt.date) -> str:
    """A visit is written down on its day or afterwards."""
    return "Ngày kiểm tra chưa đến." if visited_on and visited_on > today else ""


def moving_fault(to_on: dt.date, planned_on: dt.date, today: dt.date) -> str:
    """A visit is moved to another day that has not gone by."""
    if to_on == planned_on:
        return f"Đợt kiểm tra đang lên lịch đúng ngày {day(planned_on)}. Chọn ngày khác."
    return "Ngày mới đã qua." if to_on < today else ""


def signing_fault(signed_on: dt.date, visited_on: dt.date, today: dt.date) -> str:
    """Minutes are signed on the day of the visit or later, and not in the future."""
    if signed_on < visited_on:
        return f"Ngày ký phải từ ngày kiểm tra ({day(visited_on)}) trở đi."
    return "Ngày ký chưa đến." if signed_on > today else ""


def due_fault(due_on: dt.date, visited_on: dt.date | None) -> str:
    """A request leaves time from the day of the visit on."""
    if visited_on and due_on < visited_on:
        return f"Thời hạn phải từ ngày kiểm tra ({day(visited_on)}) trở đi."
    return ""


def closing_fault(left: int) -> str:
    """An inspection ends when all that was asked for is accepted."""
    return f"Còn {counted(left)} kiến nghị chưa được chấp nhận." if left else ""


def headline(conclusions: str) -> str:
    """The main conclusion for a list: the first sentence, or as many whole words as fit."""
    first = next((line.strip() for line in conclusions.splitlines() if line.strip()), "")
    sentence = first.split(". ")[0].rstrip(".")
    if len(sentence) <= HEADLINE:
        return sentence
    return f"{sentence[:HEADLINE].rsplit(' ', 1)[0]} …"


def request_clock(due_on: dt.date, as_of: dt.date, *, done_on: dt.date | None, accepted: bool) -> Deadline:
    """Where a request stands on a day: done counts from the report that was accepted, the due day is in time."""
    if accepted and done_on:
        return Deadline(DeadlineState.DONE if done_on <= due_on else DeadlineState.DONE_LATE, met_on=done_on)
    left = countdown(as_of, due_on)
    return Deadline(left.state, left.days, waits_verification=done_on is not None)


def clock_words(clock: Deadline) -> str:
    """ "Còn 3 ngày", "Quá hạn 3 ngày, chờ chấp nhận"."""
    return words(clock, "chờ chấp nhận")


def clock_tag(clock: Deadline) -> str:
    """How the pill looks: done, late, soon, or plain."""
    if clock.is_met:
        return "done"
    if clock.state == DeadlineState.OVERDUE:
        return "late"
    return "soon" if clock.state == DeadlineState.DUE_TODAY or clock.days <= SOON_DAYS else "plain"


def pill_of(clock: Deadline) -> tuple[str, str]:
    """How the pill looks and what it says."""
    return clock_tag(clock), clock_words(clock)


def open_words(states: Sequence[RequestState]) -> str:
    """ "1 xong, 1 chưa xong" as the directive's page counts requests."""
    done = sum(state == R.ACCEPTED for state in states)
    left = len(states) - done
    if not states:
        return "không có"
    if not done:
        return f"{left} chưa xong"
    return f"{done} xong, {left} chưa xong" if left else f"{done} xong"
