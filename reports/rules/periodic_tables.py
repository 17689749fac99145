"""The tables inside a periodic report: the rows of the forms that belong into the text."""

from collections.abc import Sequence

from ntm_portal.vietnamese import change, counted, day, number
from reports.rules.papers import Grid
from reports.rules.periodic_facts import DistrictFacts, DueFacts, General, HeadFacts, NextFacts
from reports.rules.phrases import MOST_TOLD

NONE, UNKNOWN = "-", "…"
WIDTH = 165  # mm


def bands_grid(facts: General) -> Grid:
    """Phân nhóm, as Biểu 04 without the names."""
    heads = (("TT", 12), ("Nhóm", 55), ("Số đơn vị", 25), ("Tỷ lệ (%)", 25), ("Kỳ trước", 24), ("Tăng, giảm", 24))
    rows = [
        (str(at), row.label, _count(row.count), number(row.share, 1),
         *((_count(row.before), change(row.count - row.before)) if facts.was_told else (UNKNOWN, UNKNOWN)))
        for at, row in enumerate(facts.bands, 1)
    ]  # fmt: skip
    return Grid(heads, tuple(rows), frozenset({0, 2, 3, 4, 5}), whole=True)


def dues_grid(facts: Sequence[DueFacts]) -> Grid:
    """The indicators with one day: the total row of Biểu 06, one row each."""
    heads = (
        ("Chỉ tiêu", 45), ("Yêu cầu", 19), ("Số đơn vị đạt", 19), ("Tử số", 21), ("Mẫu số", 21), ("Tỷ lệ (%)", 18),
        ("Còn phải thực hiện", 22),
    )  # fmt: skip
    rows = [
        (f"{due.number} {due.name}", due.required, _count(len(due.met)),
         *((_count(due.part), _count(due.whole), number(due.rate, 2)) if due.whole else [UNKNOWN] * 3), _left(due))
        for due in facts
    ]  # fmt: skip
    return Grid(heads, tuple(rows), frozenset(range(1, 7)), whole=True)


def _left(due: DueFacts) -> str:
    """ "25 hộ"; no figure while no place tells what it still has to do."""
    if not due.left_in and not due.met:
        return UNKNOWN
    return f"{_count(due.left)} {due.counted * bool(due.left)}".strip()


def district_grid(facts: DistrictFacts) -> Grid:
    """The district's criteria with verdict and day, from Biểu 12; no column stands there empty."""
    columns = [
        ("TT", 12, [str(line.number) for line in facts.lines]),
        ("Tiêu chí", 70, [line.name for line in facts.lines]),
        ("Đánh giá", 30, [line.verdict[:1].upper() + line.verdict[1:] for line in facts.lines]),
    ]
    if any(line.papers for line in facts.lines):
        columns.append(("Hồ sơ", 25, [line.papers or UNKNOWN for line in facts.lines]))
    if any(line.due_on for line in facts.lines):
        columns.append(("Thời hạn", 28, [day(line.due_on) if line.due_on else NONE for line in facts.lines]))
    spare = WIDTH - sum(width for _, width, _ in columns)
    heads = tuple((head, width + spare * (head == "Tiêu chí")) for head, width, _ in columns)
    rows = zip(*(cells for *_, cells in columns), strict=True)
    return Grid(heads, tuple(rows), frozenset({0, *range(2, len(columns))}))


def heads_grid(facts: HeadFacts) -> Grid:
    """The places whose heads have something against them, and how much of which kind."""
    width = 70 // len(facts.kinds)
    heads = (("Xã, thị trấn", 29), ("Bí thư Đảng ủy", 33), ("Chủ tịch UBND", 33))
    heads += tuple((kind, width) for kind in facts.kinds)
    rows = [
        (line.place.name, line.secretary, line.chair, *(_count(count) for count in line.counts))
        for line in facts.behind[:MOST_TOLD]
    ]  # fmt: skip
    if left := len(facts.behind) - len(rows):
        rows.append((f"và {counted(left)} đơn vị khác", *[""] * (2 + len(facts.kinds))))
    return Grid(heads, tuple(rows), frozenset(range(3, 3 + len(facts.kinds))))


def coming_grid(facts: NextFacts) -> Grid:
    """What comes due, the nearest first."""
    heads = (("TT", 9), ("Nhiệm vụ", 62), ("Người thực hiện", 71), ("Hạn", 23))
    rows = [(str(at), task.what, task.who, day(task.due_on)) for at, task in enumerate(facts.tasks, 1)]
    return Grid(heads, tuple(rows), frozenset({0, 3}))


def _count(count) -> str:
    return number(count) if count else NONE
