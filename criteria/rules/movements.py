"""Check 4 of DOMAIN 10: poor households at the end = start - escaped + fallen back + new, and what else says so."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from communes.rules.forerunners import Voices
from criteria.enums import Check, Poverty, Total, Weight
from criteria.rules.cautions import Caution, Told
from criteria.rules.facts import FindingFacts, Flow, IndicatorFacts, MovementFacts
from criteria.rules.verdicts import has_ratio
from ntm_portal.vietnamese import day, number

# No commune has as many households; a longer number is a slip of the finger.
MOST = 1_000_000
# The boxes of one kind as the form names them, each with the word of its column.
PARTS = {
    "start": "Đầu năm",
    "escaped": "Thoát",
    "refallen": "Tái",
    "new": "Phát sinh",
    "end": "Cuối kỳ",
    "minority": "DTTS",
}
# What is counted from the start of the year on.
ADDING_UP = ("escaped", "refallen", "new")
PREFIXES = {Poverty.POOR: "poor", Poverty.NEAR: "near"}


def box(kind: Poverty, part: str) -> str:
    """How a number of one kind is called wherever it is typed or stored: "poor_escaped"."""
    return f"{PREFIXES[kind]}_{part}"


def movement_faults(
    typed: MovementFacts, today: dt.date, first_day: dt.date, last_day: dt.date
) -> dict[str, list[str]]:
    """Why a movement cannot be true: box → sentences."""
    found: dict[str, list[str]] = defaultdict(list)
    for name, sentence in (*_day_faults(typed, today, first_day, last_day), *_number_faults(typed)):
        found[name].append(sentence)
    return dict(found)


def _day_faults(typed: MovementFacts, today: dt.date, first_day: dt.date, last_day: dt.date) -> Iterator:
    on = typed.counted_on
    if on > today:
        yield "counted_on", f"Ngày rà soát không được sau hôm nay ({day(today)})."
    if on.year != typed.year:
        yield "counted_on", f"Ngày rà soát phải trong năm {typed.year}. Biến động của năm khác ghi ở trang của năm đó."
    if not first_day <= on <= last_day:
        yield "counted_on", f"Đơn vị có từ ngày {day(first_day)} đến hết ngày {day(last_day)}."


def _number_faults(typed: MovementFacts) -> Iterator:
    if not 0 < typed.households <= MOST:
        yield "households", f"Tổng số hộ phải từ 1 đến {number(MOST)}."
        return
    for kind in Poverty:
        flow = typed.flow(kind)
        for part, word in PARTS.items():
            if getattr(flow, part) > typed.households:
                yield box(kind, part), f"{word} nhiều hơn tổng số hộ ({number(typed.households)})."
        if flow.escaped > flow.start:
            yield box(kind, "escaped"), f"Thoát nhiều hơn số hộ đầu năm ({number(flow.start)})."
        if flow.minority > flow.end:
            yield box(kind, "minority"), f"DTTS nhiều hơn số hộ cuối kỳ ({number(flow.end)})."
    if typed.poor.end + typed.near.end > typed.households:
        yield box(Poverty.NEAR, "end"), "Hộ nghèo và hộ cận nghèo cuối kỳ cộng lại nhiều hơn tổng số hộ."


def beside(movements: Sequence[MovementFacts], figure: FindingFacts) -> MovementFacts | None:
    """The movement a figure is compared with: the newest of its month, else the newest of its year."""
    of_year = [movement for movement in movements if movement.year == figure.figure_year]
    of_month = [movement for movement in of_year if same_month(movement, figure)]
    return (of_month or of_year or [None])[-1]


def same_month(movement: MovementFacts, figure: FindingFacts) -> bool:
    """Both speak of one month, the shortest period: households move from month to month."""
    return (movement.counted_on.year, movement.counted_on.month) == (figure.assessed_on.year, figure.assessed_on.month)


def movement_cautions(
    movements: Sequence[MovementFacts], indicator: IndicatorFacts, figure: FindingFacts
) -> list[Caution]:
    """What the movement of its year says against a figure of poor households."""
    movement = beside(movements, figure) if indicator.poverty else None
    if movement is None:
        return []
    found = [*_sums(movement, indicator.poverty, indicator.number)]
    return found + against_figure(movement, indicator, figure)


def against_figure(movement: MovementFacts, indicator: IndicatorFacts, figure: FindingFacts) -> list[Caution]:
    """Where a movement and a figure of the same year name different numbers."""
    if not has_ratio(figure):
        return []
    found, end = [], movement.flow(indicator.poverty).end
    if same_month(movement, figure) and end != figure.numerator:
        sides = (_of_figure(indicator, figure, figure.numerator), _of_movement(movement, end))
        text = (
            f"{indicator.poverty.label.capitalize()} của chỉ tiêu {indicator.number} là {sides[0].figure} "
            f"({_rests_on(sides[0])}), biến động hộ nghèo ghi cuối kỳ {sides[1].figure} ({_rests_on(sides[1])})."
        )
        found.append(Caution(Check.MOVEMENT, Weight.HIGH, text, indicator.number, sides))
    if indicator.total == Total.HOUSEHOLDS and movement.households != figure.denominator:
        sides = (_of_figure(indicator, figure, figure.denominator), _of_movement(movement, movement.households))
        text = (
            f"Số liệu vênh, {indicator.total.label}: {sides[0].figure} ở chỉ tiêu {indicator.number} "
            f"({_rests_on(sides[0])}), {sides[1].figure} ở biến động hộ nghèo ({_rests_on(sides[1])})."
        )
        found.append(Caution(Check.TOTALS, Weight.MEDIUM, text, indicator.number, sides))
    return found


def own_cautions(
    movement: MovementFacts,
    others: Sequence[MovementFacts],
    spoken: Iterable[tuple[IndicatorFacts, FindingFacts]],
) -> list[Caution]:
    """Everything odd about one movement: its own sums, what the place counted before, the figures of the same year.

    `others` are the movements of the place in the order of their days; the movement itself may be among them.
    """
    found = [caution for kind in Poverty for caution in _sums(movement, kind, "")]
    if earlier := counted_before(movement, others):
        found += [caution for kind in Poverty for caution in _goes_on(movement, earlier, kind)]
    if year_before := last_of_year(others, movement.year - 1):
        found += [caution for kind in Poverty for caution in _joins(movement, year_before, kind)]
    for indicator, figure in spoken:
        if indicator.poverty and figure.figure_year == movement.year:
            found += against_figure(movement, indicator, figure)
    return found


def _sums(movement: MovementFacts, kind: Poverty, numbered: str) -> Iterator[Caution]:
    flow: Flow = movement.flow(kind)
    if flow.adds_up:
        return
    told = f"Biến động {kind.label} năm {movement.year} (ngày {day(movement.counted_on)})"
    text = (
        f"{told}: cuối kỳ ghi {number(flow.end)}, mà đầu năm {number(flow.start)} - thoát {number(flow.escaped)} + "
        f"tái {number(flow.refallen)} + phát sinh {number(flow.new)} = {number(flow.worked_out)}."
    )
    sides = (_of_movement(movement, flow.end), _of_movement(movement, flow.worked_out, "tính ra"))
    yield Caution(Check.MOVEMENT, Weight.HIGH, text, numbered, sides)


def total_of(flows: Iterable[Flow]) -> Flow:
    """The sum of several places."""
    found = list(flows)
    return Flow(*(sum(getattr(flow, part) for flow in found) for part in PARTS))


def counted_together(voices: Voices) -> MovementFacts | None:
    """The count that stands for a place: its own, or the sum of those of the communes that were merged into it."""
    parts, own = voices.parts, voices.own
    if not parts or not (voices.names or voices.silent):
        return own
    poor, near = (total_of(part.flow(kind) for part in parts) for kind in Poverty)
    return MovementFacts(
        parts[0].year, min(part.counted_on for part in parts), sum(part.households for part in parts), poor, near,
        id=own.id if own else None, lent_by=voices.names, unsaid=voices.silent,
    )  # fmt: skip


def last_of_year(movements: Sequence[MovementFacts], year: int) -> MovementFacts | None:
    """The newest movement of a year, of movements in the order of their days."""
    return next((movement for movement in reversed(movements) if movement.year == year), None)


def counted_before(movement: MovementFacts, others: Sequence[MovementFacts]) -> MovementFacts | None:
    """The count of the same year before this one."""
    return last_of_year([other for other in others if other.counted_on < movement.counted_on], movement.year)


def _goes_on(movement: MovementFacts, earlier: MovementFacts, kind: Poverty) -> Iterator[Caution]:
    """Within a year the start stays as it was, and what escaped, fell back or is new only adds up."""
    now, before = movement.flow(kind), earlier.flow(kind)
    for part, word in PARTS.items():
        is_said, was_said = getattr(now, part), getattr(before, part)
        if part == "start" and is_said != was_said:
            rule = "đầu năm chỉ có một số"
        elif part in ADDING_UP and is_said < was_said:
            rule = "cộng dồn từ đầu năm nên không giảm"
        else:
            continue
        text = (
            f"{kind.label.capitalize()} năm {movement.year}, {word.lower()}: ghi {number(is_said)}, lần rà soát ngày "
            f"{day(earlier.counted_on)} ghi {number(was_said)}; {rule}."
        )
        sides = (_of_movement(movement, is_said, word.lower()), _of_movement(earlier, was_said, "lần trước"))
        yield Caution(Check.MOVEMENT, Weight.MEDIUM, text, "", sides)


def _joins(movement: MovementFacts, year_before: MovementFacts, kind: Poverty) -> Iterator[Caution]:
    """A year begins with what the year before ended with; only asked where that year was counted to its end."""
    starts, ended = movement.flow(kind).start, year_before.flow(kind).end
    if year_before.counted_on.month < 12 or starts == ended:
        return
    text = (
        f"{kind.label.capitalize()} đầu năm {movement.year} ghi {number(starts)}, cuối năm {year_before.year} ghi "
        f"{number(ended)}."
    )
    sides = (_of_movement(movement, starts, "đầu năm"), _of_movement(year_before, ended, "cuối năm trước"))
    yield Caution(Check.MOVEMENT, Weight.MEDIUM, text, "", sides)


def _of_figure(indicator: IndicatorFacts, figure: FindingFacts, said) -> Told:
    label = f"chỉ tiêu {indicator.number}"
    return Told(label, number(said), figure.source, figure.assessed_on, indicator.number)


def _of_movement(movement: MovementFacts, said: int, label: str = "biến động hộ nghèo") -> Told:
    return Told(label, number(said), movement.source, movement.counted_on, movement_of=movement.year)


def _rests_on(side: Told) -> str:
    return f"{side.source or 'chưa ghi nguồn'}, {day(side.on)}"
