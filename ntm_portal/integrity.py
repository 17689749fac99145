"""What every check of the data is made of: a name, how bad it is, what it means, what to do, and one query.

Each app lists its own checks in `tables/integrity`; reports/tables/integrity.py runs them all
(docs/decisions/0021-integrity.md).
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

from django.db import connection
from django.db.models import Count, QuerySet, TextChoices, Window

from ntm_portal import triggers
from ntm_portal.models import Revision

# So many rows at fault are named; the rest is counted.
NAMED = 5


class Severity(TextChoices):
    """How bad it is when a check finds something."""

    ERROR = "ERROR", "lỗi"
    WARNING = "WARNING", "cảnh báo"
    NOTE = "NOTE", "lưu ý"


@dataclass(frozen=True, slots=True)
class When:
    """The day and the moment the checks are run for."""

    today: dt.date
    now: dt.datetime


@dataclass(frozen=True, slots=True)
class Offender:
    """One row at fault: its words, and the page where it is looked at or put right."""

    words: str
    path: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """How rows at fault are told: the columns to read, and what becomes of them."""

    columns: tuple[str, ...]
    told: Callable[..., Offender]

    def read(self, rows: QuerySet) -> tuple[int, list[Offender]]:
        """How many rows there are, and the first of them in words. One query."""
        counted = rows.order_by(self.columns[0]).annotate(in_all=Window(Count("*")))
        found = list(counted.values_list("in_all", *self.columns)[:NAMED])
        return (found[0][0] if found else 0), [self.told(*row) for _, *row in found]


@dataclass(frozen=True, slots=True)
class Result:
    """What a check found, and how long it took."""

    check: "Check"
    count: int
    first: list[Offender]
    seconds: float

    @property
    def more(self) -> int:
        """Rows at fault that are not named."""
        return self.count - len(self.first)


@dataclass(frozen=True, slots=True)
class Check:
    """One named check: how bad it is, what is wrong, what that means to the office, what to do about it.

    `rows` gives the rows at fault: a query set that `shown` tells in words, or the words themselves.
    """

    code: str
    severity: Severity
    title: str
    means: str
    remedy: str
    shown: Shown | None
    rows: Callable[[When], QuerySet | Sequence[Offender]]

    def run(self, when: When) -> Result:
        """Ask the database once."""
        began = perf_counter()
        rows = self.rows(when)
        count, first = self.shown.read(rows) if self.shown else (len(rows), list(rows[:NAMED]))
        return Result(self, count, first, perf_counter() - began)


def check(
    code: str, severity: Severity, title: str, *, means: str, remedy: str, shown: Shown | None = None
) -> Callable[[Callable], Check]:
    """Make a check of the query below it."""
    return lambda rows: Check(code, severity, title, means, remedy, shown, rows)


# --- The database itself --------------------------------------------------------------------

LISTED_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}


@check(
    "trigger.missing",
    Severity.ERROR,
    "Thiếu trigger bảo vệ dữ liệu",
    means="Số liệu có thể bị sửa hoặc xóa mà không để lại dấu vết.",
    remedy="Chạy: manage.py migrate (cài lại trigger), rồi xem các mục lỗi khác ở trang này.",
)
def trigger_missing(when: When) -> list[Offender]:
    """Declared triggers that the database does not hold, or that were switched off."""
    with connection.cursor() as cursor:
        cursor.execute(LISTED_TRIGGERS[connection.vendor])
        present = {name for (name,) in cursor.fetchall()}
    wanted = {trigger.name for trigger in triggers.all_triggers() if getattr(trigger, connection.vendor)()}
    return [Offender(name) for name in sorted(wanted - present)]


@check(
    "revision.missing",
    Severity.ERROR,
    "Thiếu dấu phiên bản của danh mục",
    means="Trang đang mở có thể giữ danh mục cũ sau khi có người sửa.",
    remedy="Mở một đơn vị bất kỳ ở trang Quản trị và lưu lại, rồi khởi động lại cổng.",
)
def revision_missing(when: When) -> list[Offender]:
    """No token names the state of what rarely changes, though units were loaded long ago."""
    return [] if Revision.objects.exists() else [Offender("Bảng ntm_portal_revision không có dòng nào")]


CHECKS = (trigger_missing, revision_missing)
