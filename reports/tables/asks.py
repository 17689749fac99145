"""Cần cho ý kiến: what a leader may have to decide, and only what the figures say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from criteria.enums import Verdict
from criteria.status import Fall, Window
from directives.enums import AppliesTo, CaseStep
from directives.tables.inspections import LateRequests
from ntm_portal.vietnamese import counted, day, day_month, name_list, percent
from reports.tables.board import Board, CriterionFacts, names_of
from reports.tables.due import DONE, DueBlock, Standings
from reports.tables.matrix import Line, Matrix, newest_falls
from reports.tables.overdue import Overdue

MOST_NAMED = 3
LARGE_SHARE = Fraction(1, 2)
# What became of a fall: its key → the last step taken about it.
Said = Mapping[tuple, CaseStep]
SILENT: Said = MappingProxyType({})
SAID_WORDS = {
    CaseStep.ANSWER: "đã trả lời, chờ xem xét",
    CaseStep.RETURN: "trả lời bị trả lại",
    CaseStep.FOLLOW: "đang thực hiện biện pháp",
    CaseStep.ACCEPT: "đã chấp nhận giải trình",
}
UNSAID = "chưa báo cáo nguyên nhân"


@dataclass(frozen=True, slots=True)
class Ask:
    """One item: whom it concerns, what the matter is, and the page that shows it."""

    subject: str
    words: str
    href: str
    link: str


def asks(
    board: Board,
    standings: Standings,
    full: Matrix,
    blocks: Sequence[DueBlock],
    late: Sequence[Overdue],
    said: Said = SILENT,
    requests: LateRequests | None = None,
) -> tuple[Ask, ...]:
    """In the order in which they press: lost, overdue, largest gaps, missing figures, the district itself."""
    return (
        *_regressions(board, full, said),
        *_overdue(late),
        *_requests(requests),
        *_largest_gaps(blocks),
        *_missing(full),
        *_district(board, standings),
    )


def _regressions(board: Board, full: Matrix, said: Said) -> Iterator[Ask]:
    for line in full.lines:
        window = board.window(line.commune.id)
        falls = newest_falls(window) if line.fallen else {}
        for criterion in (full.criteria[at] for at in line.fallen):
            fall = falls[criterion.id]
            yield Ask(
                line.commune.name,
                f"tụt tiêu chí {criterion.number} từ {day_month(fall.on)}, {_said_of(fall, window, said)}.",
                f"suy-giam/?xa={line.commune.slug}&tc={criterion.number}",
                "Xem trường hợp",
            )


def _said_of(fall: Fall, window: Window, said: Said) -> str:
    """What the place has said: the case stands at the indicator that took the criterion down, or at the criterion."""
    cause = window.causes.get(fall.finding_id)
    keys = [(fall.unit_id, None, fall.criterion_id, fall.on)]
    if cause:
        keys.insert(0, (fall.unit_id, cause.indicator_id, None, fall.on))
    step = next((said[key] for key in keys if key in said), None)
    return SAID_WORDS.get(step, UNSAID)


def _overdue(late: Sequence[Overdue]) -> Iterator[Ask]:
    """The longest overdue by name, the others as a count."""
    if not late:
        return
    first, *rest = late
    also = f"; {counted(len(rest))} việc khác cũng quá hạn" if rest else ""
    yield Ask(
        first.commune.name if first.commune else "Huyện",
        f"{first.what}, hạn {day(first.due_on)}, đã quá {first.days} ngày{also}.",
        "?loc=qua-han#ma-tran" if rest else place_of(first),
        "Xem bảng" if rest else "Xem chỉ tiêu",
    )


def _requests(late: LateRequests | None) -> Iterator[Ask]:
    """What an inspection asked for and is overdue: the longest by name, the others as a count."""
    if late:
        also = f"; {counted(late.count - 1)} kiến nghị khác cũng quá hạn" if late.count > 1 else ""
        words = f"kiến nghị kiểm tra quá hạn {late.days} ngày (hạn {day(late.due_on)}): {late.words}{also}."
        href, link = ("kien-nghi/?loc=qua-han", "Xem kiến nghị") if also else (late.href.lstrip("/"), "Xem biên bản")
        yield Ask(late.place, words, href, link)


def place_of(item: Overdue) -> str:
    """The page on which something overdue can be seen."""
    return f"xa/{item.commune.slug}/" if item.commune else "huyen/"


def _largest_gaps(blocks: Sequence[DueBlock]) -> Iterator[Ask]:
    """Of the indicator least done: the two communes that hold more than half of it, where more than two are short."""
    least = min((block for block in blocks if block.total), key=lambda block: block.done or 0, default=None)
    short = [line for line in least.lines if line.amount] if least else []
    if len(short) <= 2:
        return
    share = Fraction(sum(line.amount for line in short[:2])) / Fraction(least.total)
    if share > LARGE_SHARE:
        yield Ask(
            names_of([line.commune for line in short[:2]]),
            f"chiếm {percent(100 * share, 0)} phần còn thiếu của chỉ tiêu {least.due.number} {least.due.name}.",
            least.href,
            "Xem các xã",
        )


def _missing(full: Matrix) -> Iterator[Ask]:
    """Communes without figures for some criteria: by name while they are few."""
    short = [line for line in full.lines if line.tally.unassessed]
    if len(short) > MOST_NAMED:
        count = sum(line.tally.unassessed for line in short)
        yield Ask(
            f"{counted(len(short))} đơn vị", f"chưa đủ số liệu ở {counted(count)} ô tiêu chí.", "#ma-tran", "Xem bảng"
        )
        return
    for line in short:
        yield Ask(
            line.commune.name,
            f"chưa đủ số liệu tiêu chí {_numbers(line, full)}.",
            f"xa/{line.commune.slug}/",
            "Xem xã",
        )


def _numbers(line: Line, full: Matrix) -> str:
    pairs = zip(full.criteria, line.squares, strict=True)
    return name_list(str(c.number) for c, square in pairs if square.verdict == Verdict.UNASSESSED)


def _district(board: Board, standings: Standings) -> Iterator[Ask]:
    """The district's own criteria that are asked for and not met, with their day."""
    due = {task.criterion_id: task.due_on for task in standings.tasks if task.applies_to == AppliesTo.DISTRICT}
    open_ones = [
        criterion
        for criterion in board.district_book.criteria
        if criterion.id in due
        and board.district_cell(criterion.id).verdict not in DONE
        and due[criterion.id] >= board.period.as_of
    ]
    if open_ones:
        nearest = day(min(due[criterion.id] for criterion in open_ones))
        yield Ask("Huyện", f"{_standing_of(board, open_ones)}, hạn {nearest}.", "huyen/", "Xem huyện")


def _standing_of(board: Board, criteria: Sequence[CriterionFacts]) -> str:
    """ "chưa đạt tiêu chí 5, 7; chưa đủ số liệu tiêu chí 2": no data is not a failure."""
    told = {True: "chưa đủ số liệu", False: "chưa đạt"}
    found = {words: [] for words in reversed(told.values())}
    for criterion in criteria:
        found[told[board.district_cell(criterion.id).verdict == Verdict.UNASSESSED]].append(str(criterion.number))
    return "; ".join(f"{words} tiêu chí {name_list(numbers)}" for words, numbers in found.items() if numbers)
