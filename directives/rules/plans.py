"""How an improvement plan and its measures stand on a day. Days are local days; the due day itself is in time."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from criteria.enums import Verdict
from directives.enums import PlanState, StepState
from directives.rules.deadlines import SOON_DAYS
from directives.rules.plan_states import OPEN_STATES, RUNNING_STATES
from ntm_portal.vietnamese import day

# A plan belongs to a cell that is not met yet; where nothing is known, first a figure is needed.
WANTING = (Verdict.NOT_MET, Verdict.NEARLY)
SETTLED = (Verdict.MET, Verdict.NA)
FINISHED_STEPS = (StepState.DONE, StepState.DONE_LATE)


@dataclass(frozen=True, slots=True)
class StepFacts:
    """One measure on a day: its dates, how far it is, and the day it was done."""

    starts_on: dt.date
    due_on: dt.date
    percent: int = 0
    done_on: dt.date | None = None


@dataclass(frozen=True, slots=True)
class StepStanding:
    """The state of a measure, and the days left to its day or gone by since."""

    state: StepState
    days: int = 0
    done_on: dt.date | None = None

    @property
    def is_finished(self) -> bool:
        """Done, in time or not."""
        return self.state in FINISHED_STEPS

    @property
    def is_late(self) -> bool:
        """Past its day and not done."""
        return self.state == StepState.OVERDUE

    @property
    def words(self) -> str:
        """ "Quá hạn 3 ngày", "Còn 5 ngày", "Xong 14/9/2017"."""
        match self.state:
            case StepState.OVERDUE:
                return f"Quá hạn {self.days} ngày"
            case StepState.DUE_SOON:
                return f"Còn {self.days} ngày" if self.days else "Hạn hôm nay"
            case StepState.DONE | StepState.DONE_LATE:
                return f"{self.state.label} {day(self.done_on)}"
            case _:
                return self.state.label


def step_standing(step: StepFacts, as_of: dt.date) -> StepStanding:
    """Chưa đến, đang làm, sắp đến hạn, quá hạn N ngày, xong, xong muộn."""
    if step.done_on is not None and step.done_on <= as_of:
        late = step.done_on > step.due_on
        return StepStanding(StepState.DONE_LATE if late else StepState.DONE, done_on=step.done_on)
    left = (step.due_on - as_of).days
    if left < 0:
        return StepStanding(StepState.OVERDUE, -left)
    if as_of < step.starts_on:
        return StepStanding(StepState.NOT_YET, left)
    return StepStanding(StepState.DUE_SOON if left <= SOON_DAYS else StepState.RUNNING, left)


def plan_percent(steps: Sequence[StepFacts]) -> Fraction:
    """How far a plan is: the plain mean of its measures, exact; nothing planned is nothing done."""
    return Fraction(sum(step.percent for step in steps), len(steps)) if steps else Fraction(0)


@dataclass(frozen=True, slots=True)
class PlanStanding:
    """A plan on a day: its state, whether its cell is met by now, and what of it is late."""

    state: PlanState
    is_reached: bool
    percent: Fraction
    late_steps: int
    late_days: int
    next_on: dt.date | None

    @property
    def is_open(self) -> bool:
        """Neither ended nor cancelled."""
        return self.state in OPEN_STATES

    @property
    def is_late(self) -> bool:
        """Something of it should have been finished by now."""
        return self.late_days > 0

    @property
    def words(self) -> str:
        """ "Đạt mục tiêu", "Quá hạn 3 ngày", or the state it is in."""
        if self.is_open and self.is_reached:
            return "Đạt mục tiêu"
        return f"Quá hạn {self.late_days} ngày" if self.is_late else self.state.label


def plan_standing(
    state: PlanState,
    reach_by: dt.date,
    steps: Sequence[StepFacts],
    verdict: Verdict,
    as_of: dt.date,
    next_review_on: dt.date | None = None,
) -> PlanStanding:
    """Where a plan stands; that its goal is reached follows from the verdict of its cell, never from a word."""
    is_open, is_reached = state in OPEN_STATES, verdict in SETTLED
    found = [step_standing(step, as_of) for step in steps] if state in RUNNING_STATES else []
    late = [standing.days for standing in found if standing.is_late]
    days = [*late, (as_of - reach_by).days]
    return PlanStanding(
        state=state,
        is_reached=is_reached,
        percent=plan_percent(steps),
        late_steps=0 if is_reached else len(late),
        late_days=max(0, *days) if is_open and not is_reached else 0,
        next_on=next_day(steps, reach_by, next_review_on, as_of) if is_open and not is_reached else None,
    )


def next_day(
    steps: Sequence[StepFacts], reach_by: dt.date, next_review_on: dt.date | None, as_of: dt.date
) -> dt.date | None:
    """The nearest day on which something of the plan is due: a measure, a review, or the goal itself."""
    due = [step.due_on for step in steps if step.done_on is None or step.done_on > as_of]
    days = [*due, reach_by, *([next_review_on] if next_review_on else [])]
    return min((one for one in days if one >= as_of), default=None)


Cell = tuple[int, int]


def lacking(verdicts: Mapping[Cell, Verdict], planned: Collection[Cell]) -> list[Cell]:
    """The cells (place, indicator or criterion) that are not met and for which nobody has planned anything."""
    return [cell for cell, verdict in verdicts.items() if verdict in WANTING and cell not in planned]


def shifted(days: Iterable[dt.date], start: dt.date) -> list[dt.date]:
    """The days of another plan moved so that the first of them is a new start."""
    found = list(days)
    moved = start - min(found) if found else dt.timedelta(0)
    return [one + moved for one in found]


# The first syllable of the acts that plans are made of: "vận động", "rà soát", "xây dựng".
ACTS = """
bàn báo bắc bố bổ bồi cải cam cắm cân cấp chỉ chỉnh chăm chấm chống chuẩn chuyển công củng cứng cử cung di dọn
duy duyệt đào đánh đặt đầu đề đẩy điều đo đôn đón đóng đối đổi đưa gắn gặp ghi gia giải giám giao giúp giữ góp
hỗ hoàn họp huy hướng in kẻ khám khảo khắc khơi khuyến kiểm kiện ký làm lắp lập lát lấy mở mua nạo nâng niêm
nhắc phân phát phối phổ phục quét quy quyên rà rải sắp sơ sửa tách tặng tập tăng thả thăm thẩm thanh thành theo
thi thống thu thực tiêm tìm tiếp tổ tổng trả trao trình triển trồng truy tu tuyên tuyển ứng vay vận vệ viết xác
xây xếp xét xin xóa xử yêu
"""
VERBS = frozenset(ACTS.split())


def begins_with_a_verb(measure: str) -> bool:
    """Whether a measure begins with a word that names an act; only said as a hint, never refused."""
    words = measure.casefold().split()
    return bool(words) and words[0] in VERBS


@dataclass(frozen=True, slots=True)
class StepLine:
    """One measure as somebody wants it written; `pk` names the one it replaces, None a new one."""

    pk: int | None
    measure: str
    starts_on: dt.date
    due_on: dt.date
    holder_id: int | None = None
    responsible: str = ""
    department_id: int | None = None
    coordinating: str = ""
    cost: int | None = None
    source: str = ""
    expected_value: object = None
    is_priority: bool = False


def line_faults(line: StepLine) -> dict[str, str]:
    """What is wrong with one measure, by its box."""
    faults = {}
    if not line.measure.strip():
        faults["measure"] = "Ghi giải pháp."
    if line.due_on < line.starts_on:
        faults["due_on"] = "Ngày hoàn thành phải từ ngày bắt đầu trở đi."
    return faults


def progress_faults(
    *, reported_on: dt.date, last_on: dt.date | None, today: dt.date, next_review_on: dt.date | None
) -> dict[str, str]:
    """Progress is told of a day that has come, after what was told before, and reviewed later."""
    faults = {}
    if reported_on > today:
        faults["reported_on"] = f"Ngày này chưa đến, hôm nay là {day(today)}."
    elif last_on and reported_on < last_on:
        faults["reported_on"] = f"Lần ghi trước là tình hình ngày {day(last_on)}: ghi từ ngày đó trở đi."
    if next_review_on and next_review_on <= reported_on:
        faults["next_review_on"] = "Ngày rà soát tiếp theo phải sau ngày của lần ghi này."
    return faults


def done_faults(*, has_proof: bool, is_priority: bool, is_author: bool, is_done: bool) -> list[str]:
    """A measure is called done once, with proof; an urgent one by somebody other than its author."""
    if is_done:
        return ["Giải pháp này đã xong."]
    if not has_proof:
        return ["Chưa có tài liệu chứng minh. Đính kèm tài liệu rồi xác nhận xong."]
    if is_priority and is_author:
        return ["Giải pháp ưu tiên do chính tài khoản này viết: người khác của xã hoặc văn phòng xác nhận xong."]
    return []
