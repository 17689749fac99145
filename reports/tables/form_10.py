"""Biểu 10: what is lower than in the period before and what may follow, with cause, measure and who answered then."""

from collections.abc import Iterator, Sequence

from communes.enums import Level
from communes.models import Unit
from criteria.enums import FallKind, ValueKind, Verdict
from criteria.rules.verdicts import is_share
from criteria.status import EMPTY_CELL, IndicatorStatus, Statuses, read_criteria, read_indicators_on, read_judging
from criteria.status import Cell as Standing
from directives.enums import CaseState
from directives.tables.cases import Case, moved_cases
from directives.tables.risks import Risks, leaves_of, read_risks
from directives.tables.set_changes import SetChange, set_changes
from ntm_portal.vietnamese import counted, day
from reports.tables.base import Cell, Column, Head, Letter, Row, RowKind, Table
from reports.tables.brief import Brief
from reports.tables.fallen import criteria_on
from reports.tables.kinds import CODE, NO_FIGURE, TEXT, VERDICT
from reports.tables.matrix import has_fallen

COLUMNS = (
    Column("tt", "A", 10, CODE),
    Column("unit", "B", 28, TEXT),
    Column("what", "C", 46, TEXT),
    Column("was", "1", 18, TEXT, "right"),
    Column("was_verdict", "2", 14, VERDICT),
    Column("has", "3", 18, TEXT, "right"),
    Column("has_verdict", "4", 14, VERDICT),
    Column("kind", "D", 28, TEXT),
    Column("cause", "E", 46, TEXT),
    Column("measure", "F", 46, TEXT),
    Column("who", "G", 40, TEXT),
)
HEADS = (
    (
        Head("TT", levels=2), Head("Xã, thị trấn", levels=2), Head("Tiêu chí, chỉ tiêu", levels=2),
        Head("Kỳ trước", columns=2), Head("Kỳ này", columns=2), Head("Loại", levels=2), Head("Nguyên nhân", levels=2),
        Head("Biện pháp, thời hạn", levels=2), Head("Người chịu trách nhiệm", levels=2),
    ),
    tuple(Head(text) for text in ("Giá trị", "Đánh giá", "Giá trị", "Đánh giá")),
)  # fmt: skip
NOTHING, UNANSWERED = "-", "Chưa trả lời"
NET = "Suy giảm so với kỳ trước"
SET_CHANGED = "Do mức yêu cầu thay đổi, không tính trách nhiệm người đứng đầu"
AT_RISK, BACK = "Có nguy cơ suy giảm (còn đạt)", "Đã phục hồi trong kỳ"


class Both:
    """The cells of the form on both of its days."""

    def __init__(self, brief: Brief, places: Sequence[int], cases: Sequence[Case]):
        period = brief.period
        self.days = (period.compared, period.as_of)
        units = sorted({case.fall.unit_id for case in cases})
        cells = sorted({(case.fall.unit_id, case.fall.indicator_id) for case in cases if case.fall.indicator_id})
        indicators = sorted({pk for _, pk in cells})
        criteria = sorted({case.fall.criterion_id for case in cases if case.fall.criterion_id})
        judging = read_judging(places, indicators, period.known_at)
        asked = dict.fromkeys(self.days, indicators)
        self.indicators = read_indicators_on(units, asked, judging, period.known_at, only=cells)
        self.criteria = {
            on: read_criteria(units, criteria, on, period.known_at) if criteria else {} for on in self.days
        }

    def cell(self, case: Case, on) -> Standing:
        """The official verdict of the cell of a case on one of the days."""
        fall = case.fall
        if fall.criterion_id:
            return self.criteria[on].get((fall.unit_id, fall.criterion_id), EMPTY_CELL)
        return self.indicators[on][fall.unit_id, fall.indicator_id].cell

    def figures(self, case: Case) -> tuple:
        """Value and letter on either day."""
        cells = []
        for on in self.days:
            cell, fall = self.cell(case, on), case.fall
            shown = NO_FIGURE if fall.criterion_id else self.indicators[on][fall.unit_id, fall.indicator_id].shown
            cells += [value_of(shown, cell.verdict), Letter(cell.verdict, cell.by_self)]
        return tuple(cells)

    def unit(self, case: Case) -> str:
        """What its figures are counted in; a whole criterion has none."""
        fall = case.fall
        return "" if fall.criterion_id else unit_of(self.indicators[self.days[-1]][fall.unit_id, fall.indicator_id])

    def is_net(self, case: Case) -> bool:
        """Lower than on the compared day, by this fall: Biểu 10 compares two days like the matrix."""
        was, has = (self.cell(case, on).verdict for on in self.days)
        return has_fallen(was, has, case.fall)

    def is_net_of_target(self, case: Case) -> bool:
        """Lower than on the compared day, because more is asked."""
        was, has = (self.cell(case, on).verdict for on in self.days)
        return was == Verdict.MET != has


def unit_of(status: IndicatorStatus) -> str:
    """ "triệu đồng/người/năm"; a share carries its % itself, a word is in no unit."""
    facts = status.indicator
    return "" if facts.kind == ValueKind.YES_NO or is_share(facts) else facts.unit_of_measure


def named(name: str, *more: str) -> str:
    """The criterion or indicator, then in brackets what there is to say of it."""
    told = "; ".join(filter(None, more))
    return f"{name} ({told})" if told else name


def value_of(shown: str, verdict: Verdict) -> str:
    """A figure; where only a word was said, the letter beside it says the same."""
    return NOTHING if shown == verdict.label else shown


def table_10(brief: Brief) -> Table:
    """Four parts: net falls, risen levels, warnings, and what fell and is back."""
    units = units_of(brief)
    period = brief.period
    moved = moved_cases(units, period.compared, period.as_of, period.known_at)
    places = [unit.pk for unit in units]
    order = {pk: at for at, pk in enumerate(places)}
    cases = sorted(moved, key=lambda case: order[case.unit.pk])
    both = Both(brief, places, cases)
    fallen = [case for case in once_a_cell(cases, period) if both.is_net(case)]
    raised = [case for case in cases if case.fall.kind == FallKind.SET_CHANGED and _is_new(case, brief)]
    risks = read_risks(units, leaves_judged(brief), period.as_of, period.known_at)
    by_level = [_case_row(case, both) for case in raised if both.is_net_of_target(case)]
    new_sets = set_changes(units, period.compared, period.as_of, period.known_at)
    rows = (
        *_part("I", NET, [_case_row(case, both) for case in fallen]),
        *_part("II", SET_CHANGED, [*by_level, *map(_set_row, new_sets)]),
        *_part("III", AT_RISK, list(_risk_rows(brief, places, risks))),
        *_part("IV", BACK, [_case_row(case, both) for case in cases if case.state == CaseState.RECOVERED]),
    )
    return brief.table("bieu-10", COLUMNS, HEADS, rows, _notes(brief, risks))


def units_of(brief: Brief) -> list[Unit]:
    """The communes in the order of the tables, then the district itself; of one commune only that."""
    return [*brief.units, *[brief.district] * (brief.place is None)]


def leaves_judged(brief: Brief) -> tuple[int, ...]:
    """The indicators with figures of the sets that judge on the day, in the order of their criteria."""
    return leaves_of(criteria_on(brief.period.as_of, {Level.COMMUNE, Level.DISTRICT}))


def once_a_cell(cases: Sequence[Case], period) -> list[Case]:
    """One row a cell: where it fell twice within the period, the last fall carries the newest words."""
    found: dict[tuple, Case] = {}
    for case in sorted(cases, key=lambda case: case.fall.on):
        if case.fall.on > period.compared and case.state != CaseState.RECOVERED:
            found[case.event.key[:3]] = case
    return [case for case in cases if found.get(case.event.key[:3]) is case]


def _is_new(case: Case, brief: Brief) -> bool:
    return case.fall.on > brief.period.compared and case.state != CaseState.RECOVERED


def _part(number: str, title: str, rows: Sequence[tuple]) -> Iterator[Row]:
    """A heading and its numbered rows; one row says that there are none."""
    yield Row((number, Cell(title, span=len(COLUMNS) - 1, kind=TEXT)), RowKind.GROUP)
    if not rows:
        yield Row(("", Cell("Không có", span=len(COLUMNS) - 1, kind=TEXT)))
    for at, row in enumerate(rows, 1):
        yield Row((at, *row))


def _case_row(case: Case, both: Both) -> tuple:
    kind = f"{case.fall.kind.label}, {day(case.fall.on)}"
    if case.state == CaseState.RECOVERED:
        kind = f"{kind}; đạt lại {day(case.fall.recovered_on)}"
    return (
        case.unit.short_label,
        named(case.label, both.unit(case), *case.took),
        *both.figures(case),
        kind,
        *_words(case),
        _heads(case),
    )


def _set_row(row: SetChange) -> tuple:
    """A place that met all of the old set and not of the new one."""
    kind = f"Bộ tiêu chí mới, {day(row.on)}"
    old, new = Letter(Verdict.MET), Letter(Verdict.NOT_MET)
    figures = (row.before.printed, old, row.after.printed, new)
    return (row.unit.short_label, "Đủ tiêu chí", *figures, kind, f"QĐ {row.new} thay QĐ {row.old}", NOTHING, NOTHING)


def _words(case: Case) -> tuple[str, str]:
    """Cause and measure: the answer that stands; without one, what the figure itself says."""
    answer = case.answer
    if answer:
        return answer.cause, f"{answer.measure} Hạn {day(answer.finish_by)}, {answer.responsible}."
    told = case.after.said or NOTHING
    return told, UNANSWERED if case.is_open else NOTHING


def _heads(case: Case) -> str:
    return case.heads_words or NO_FIGURE if case.is_fault else NOTHING


def _risk_rows(brief: Brief, places: Sequence[int], risks: Risks) -> Iterator[tuple]:
    """A warning has no cause and no measure yet: the sentence says why it stands here."""
    before = _figures_before(brief, places, risks)
    for line in risks.towards:
        key = (line.unit.pk, line.status.indicator.id)
        was, now = before[key], line.status
        yield (
            line.unit.short_label,
            named(f"{line.face.number} {line.face.name}", unit_of(now)),
            value_of(was.shown, was.cell.verdict),
            Letter(was.cell.verdict, was.cell.by_self),
            value_of(now.shown, now.cell.verdict),
            Letter(now.cell.verdict, now.cell.by_self),
            "Có nguy cơ",
            line.words,
            NOTHING,
            NOTHING,
        )


def _figures_before(brief: Brief, places: Sequence[int], risks: Risks) -> Statuses:
    """The same indicators on the compared day."""
    period = brief.period
    units = sorted({line.unit.pk for line in risks.towards})
    indicators = sorted({line.status.indicator.id for line in risks.towards})
    if not units:
        return {}
    judging = read_judging(places, indicators, period.known_at)
    return read_indicators_on(units, {period.compared: indicators}, judging, period.known_at)[period.compared]


def _notes(brief: Brief, risks: Risks) -> tuple[str, ...]:
    words = (
        f"Kỳ trước: {day(brief.period.compared)}. Suy giảm: kết quả chính thức thấp hơn kỳ trước và có lần tụt trong "
        "kỳ; chỉ tiêu làm tụt tiêu chí thì ghi ở chỉ tiêu. Người chịu trách nhiệm: người đứng đầu vào ngày suy giảm."
    )
    if not risks.aged:
        return (words,)
    count = sum(len(line.numbers) for line in risks.aged)
    places = counted(len(risks.aged))
    return words, f"Ngoài ra {counted(count)} chỉ tiêu đạt ở {places} đơn vị có số liệu đã quá {risks.months} tháng."
