"""Suy giảm as Excel: the cases in the parts of the page, then its warnings and its reference levels."""

from collections.abc import Callable, Iterator

from directives.tables.alarms import Alarms
from directives.tables.case_facts import Figure
from directives.tables.cases import Case
from directives.tables.risks import AgedLine, Risks
from directives.tables.set_changes import SetChange
from ntm_portal.vietnamese import day, lower_first
from reports.tables import fallen
from reports.tables.base import Cell, Letter
from reports.tables.fallen import KINDS, STATES, FallenPage
from reports.tables.kinds import COUNT, DAY, NO_FIGURE, TEXT, VERDICT, share
from reports.tables.list_paper import OPENS, Listed, Part, Sight, Told
from reports.tables.view_paper import figure_cell

NOTHING = "-"
LETTERS = (
    "Ghi chú: Đ: đạt; CB: cơ bản đạt; C: chưa đạt; …: chưa có số liệu; KX: không xét; gạch chân ở cột đánh giá: tự "
    "đánh giá, chưa thẩm tra."
)
FALLEN, BEFORE, AFTER, MEASURE, FAILING = "Suy giảm", "Trước", "Sau", "Biện pháp, hạn", "Chưa đạt"
NOBODY, UNANSWERED, NO_MEASURE = "Không có trường hợp suy giảm nào.", "chưa trả lời", "chưa có"


def fallen_listed(page: FallenPage, sight: Sight, link: Callable[[str], str], scope: str = "") -> list[Listed]:
    """The falls first; warnings and levels where there are any. `link` keeps the dates of the page; `scope` says which
    indicators the reader sees when not all."""
    asked = (f"kỳ so sánh từ {day(sight.period.compared)}", *filter(None, (scope, *_asked(page, sight))))
    parts = [_part(part, link) for part in page.parts]
    found = [Listed("suy-giam", COLUMNS, parts, asked, (LETTERS, OPENS.format("trường hợp")), NOBODY, pinned=3)]
    if page.risks:
        found.append(Listed("suy-giam-nguy-co", RISK_COLUMNS, _risk_parts(page.risks), asked, (LETTERS,), pinned=3))
    if page.alarms and page.alarms.lines:
        found.append(_alarms(page.alarms, link))
    return found


def _asked(page: FallenPage, sight: Sight) -> Iterator[str]:
    """What the filter asks for, in the words of its boxes."""
    asked = page.asked
    if asked.place:
        yield from (f"đơn vị {unit.short_label}" for unit in page.units if unit.place == asked.place)
    if asked.criterion:
        yield from (f"tiêu chí {face.number} {face.name}" for face in page.criteria if face.number == asked.criterion)
    if asked.kind:
        yield lower_first(KINDS[asked.kind].label)
    if asked.state:
        yield lower_first(STATES[asked.state][0])
    if asked.when:
        yield f"suy giảm sau {day(sight.period.compared)}"


def _figure(figure: Figure, shown: str) -> Cell:
    """A number; nothing where only a word was said, which the letter beside it repeats."""
    return figure_cell(shown, figure.number, share if figure.is_share else None)


def _cause(case: Case) -> str:
    answered = case.answer.cause if case.answer else UNANSWERED if case.is_fault else NOTHING
    return f"{answered}\nSố liệu: {case.after.said}" if case.after.said else answered


def _measure(case: Case) -> str:
    if case.answer:
        return case.answer.measure
    return NO_MEASURE if case.is_fault else NOTHING


COLUMNS = (
    Told("Đơn vị", 27, lambda case: case.unit.short_label),
    Told("Chỉ tiêu", 44, lambda case: "\n".join((case.label, *case.took))),
    Told("Giá trị", 19, lambda case: _figure(case.before, case.values[0]), COUNT, BEFORE),
    Told("Đ, C", 12, lambda case: Letter(case.fall.previous, case.after.by_self), VERDICT, BEFORE),
    Told("Giá trị", 19, lambda case: _figure(case.after, case.values[1]), COUNT, AFTER),
    Told("Đ, C", 12, lambda case: Letter(case.fall.verdict, case.after.by_self), VERDICT, AFTER),
    Told("Loại", 25, lambda case: case.fall.kind.label if case.fall.kind else "", under=FALLEN),
    Told("Ngày", 23, lambda case: case.fall.on, DAY, FALLEN),
    Told("Người đứng đầu khi đó", 42, lambda case: "\n".join(case.head_lines) or NO_FIGURE),
    Told("Nguyên nhân", 52, _cause),
    Told("Biện pháp", 46, _measure, under=MEASURE),
    Told("Hạn", 23, lambda case: case.answer.finish_by if case.answer else "", DAY, MEASURE),
    Told("Người thực hiện", 34, lambda case: case.answer.responsible if case.answer else "", under=MEASURE),
    Told("Tình trạng", 36, lambda case: case.state_words),
)


def _part(part: fallen.Part, link: Callable[[str], str]) -> Part:
    """A part of the page under its heading; a case leads to its page."""
    title = f"{part.title}: {part.note}" if part.note else part.title
    if part.cases:
        return Part(part.cases, title, opens=lambda case: link(case.href))
    return Part(part.changes, title, say=_new_set)


def _new_set(row: SetChange) -> tuple:
    """What a new set took is one sentence."""
    return row.unit.short_label, Cell(row.words, span=len(COLUMNS) - 1, kind=TEXT)


RISK_COLUMNS = (
    Told("Đơn vị", 32, lambda line: line.unit.short_label),
    Told("Chỉ tiêu", 76, lambda line: f"{line.face.number} {line.face.name}"),
    Told("Đ, C", 14, lambda line: Letter(line.status.cell.verdict, line.status.cell.by_self), VERDICT),
    Told("Vì sao có nguy cơ", 120, lambda line: f"{line.words}."),
)


def _risk_parts(risks: Risks) -> list[Part]:
    """What moves towards its level one by one, what rests on old figures one line a place."""

    def aged(line: AgedLine) -> tuple:
        words = f"số liệu đã quá {risks.months} tháng ở {len(line.numbers)} chỉ tiêu đạt"
        return line.unit.short_label, line.words, "", words

    parts = (Part(risks.towards, "Gần ngưỡng và đang xấu đi"), Part(risks.aged, "Số liệu đã cũ", say=aged))
    return [part for part in parts if part.lines]


ALARM_COLUMNS = (
    Told("Đơn vị", 34, lambda line: line.unit.short_label),
    Told("Số tiêu chí", 20, lambda line: len(line.failing), COUNT, FAILING),
    Told("Tổng số", 20, lambda line: line.asked, COUNT, FAILING),
    Told("Tiêu chí", 60, lambda line: line.numbers, under=FAILING),
    Told("Mức", 70, lambda line: line.level.words),
    Told("Công nhận", 40, lambda line: line.recognised_words),
)


def _alarms(alarms: Alarms, link: Callable[[str], str]) -> Listed:
    """The communes that would reach a level; below, by which rule, and that it does not hold yet."""
    part = Part(alarms.lines, opens=lambda line: link(line.href))
    notes = (
        f"Ghi chú: {alarms.basis}. {alarms.explained}",
        *filter(None, (alarms.of_district,)),
        OPENS.format("trang xã"),
    )
    return Listed("suy-giam-canh-bao", ALARM_COLUMNS, [part], notes=notes)
