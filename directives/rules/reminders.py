"""Nhắc việc: on which day somebody is reminded of what, and in which words. Days are local days.

Seven days before the due day, one day before it, the day after it, then once a week until the work is done. A day on
which nobody ran the reminders is made up for: the latest step that has been reached is said, the earlier ones are not.
"""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from ntm_portal.vietnamese import counted, day

EARLY, EVE, AFTER = "T-7", "T-1", "T+1"
DAYS_EARLY = 7
MONDAY = 0


@dataclass(frozen=True, slots=True)
class Due:
    """One thing somebody has to do by a day; `key` names it for good, so that it is said once at each step.

    `of_staff`: work of those who type and prepare; the head hears of it when it stays undone.
    """

    key: str
    title: str
    detail: str
    url: str
    due_on: dt.date
    of_staff: bool = False

    def overdue(self, today: dt.date) -> int:
        """Days since the due day; 0 or less while there is time."""
        return (today - self.due_on).days


@dataclass(frozen=True, slots=True)
class Reminded:
    """A thing at the step it is said at today."""

    due: Due
    step: str


def step_on(due_on: dt.date, today: dt.date) -> str:
    """The latest step reached: "T-7", "T-1", "T+1", then the week ("2017-T39"); empty while it is too early."""
    left = (due_on - today).days
    if left > DAYS_EARLY:
        return ""
    if left > 1:
        return EARLY
    if left >= 0:
        return EVE
    monday = today - dt.timedelta(days=today.weekday() - MONDAY)
    if (monday - due_on).days <= 1:
        return AFTER
    year, week, _ = monday.isocalendar()
    return f"{year}-T{week:02d}"


def is_told(due: Due, today: dt.date, *, is_head: bool, head_after_days: int, staff_works: bool) -> bool:
    """Whether this person hears of it: the head of work of staff only when it is late, or when nobody else is there."""
    if not (is_head and due.of_staff and staff_works):
        return True
    return due.overdue(today) >= head_after_days


def reminded(dues: Sequence[Due], said: Collection[tuple[str, str]], today: dt.date) -> list[Reminded]:
    """What is said today, the longest overdue first; `said` holds (key, step) of what this person was told before."""
    found = {}
    for due in dues:
        step = step_on(due.due_on, today)
        if step and (due.key, step) not in said:
            found.setdefault(due.key, Reminded(due, step))
    return sorted(found.values(), key=lambda one: (one.due.due_on, one.due.key))


def subject_of(items: Sequence[Reminded], today: dt.date) -> str:
    """ "Nhắc việc ngày 25/9/2017: 02 việc quá hạn, 03 việc sắp đến hạn"."""
    late = sum(item.due.overdue(today) > 0 for item in items)
    parts = [(late, "việc quá hạn"), (len(items) - late, "việc sắp đến hạn")]
    return f"Nhắc việc ngày {day(today)}: " + ", ".join(f"{counted(count)} {words}" for count, words in parts if count)


def line_of(due: Due, today: dt.date) -> str:
    """ "Hạn 30/9/2017 (còn 5 ngày): …"."""
    return f"Hạn {day(due.due_on)} ({left_words(due.due_on, today)}): {due.title}"


def left_words(due_on: dt.date, today: dt.date) -> str:
    """ "còn 5 ngày", "hôm nay", "quá 3 ngày"."""
    left = (due_on - today).days
    if left == 0:
        return "hôm nay"
    return f"còn {left} ngày" if left > 0 else f"quá {-left} ngày"


def letter_of(items: Sequence[Reminded], today: dt.date, name: str, address: str) -> str:
    """The message as plain text, each thing with its day, what is to be done and where."""
    blocks = [f"Kính gửi: {name}", subject_of(items, today) + "."]
    for number, item in enumerate(items, 1):
        due = item.due
        lines = [f"{number}. {line_of(due, today)}", f"   {due.detail}", f"   {address}{due.url}"]
        blocks.append("\n".join(line for line in lines if line.strip()))
    blocks.append("Thư do cổng thông tin nông thôn mới tự gửi, không phải trả lời. Việc đã xong thì không nhắc nữa.")
    return "\n\n".join(blocks) + "\n"
