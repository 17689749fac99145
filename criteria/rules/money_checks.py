"""What cannot be true of a table of money, and what is odd about it but may be."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping

from criteria.enums import Check, Money, Weight
from criteria.rules.cautions import Caution
from criteria.rules.money import MOST, NONE, PLACES, SOURCES, Amounts, DebtFacts, FundingFacts, SheetFacts, exponent_of
from ntm_portal.vietnamese import day, fold, number

TOO_LONG = f"Nhiều nhất {number(MOST)} triệu đồng. Kiểm tra lại: số tính bằng triệu đồng."
TOO_FINE = f"Triệu đồng lấy nhiều nhất {PLACES} số lẻ."
TWICE = "Công trình này đã có ở dòng khác: gộp thành một dòng, hoặc ghi tên để phân biệt."


def box(row: int | str, part: str) -> str:
    """How one cell of a table is called wherever it is typed: row and column."""
    return f"{row}.{part}"


def sheet_faults(typed: SheetFacts, today: dt.date, first_day: dt.date, last_day: dt.date) -> dict[str, list[str]]:
    """Why a table cannot be true: box → sentences; lines are counted from 0, contents called by their code."""
    found: dict[str, list[str]] = defaultdict(list)
    if typed.on > today:
        found["counted_on"].append(f"Ngày số liệu không được sau hôm nay ({day(today)}).")
    if not first_day <= typed.on <= last_day:
        found["counted_on"].append(f"Đơn vị có từ ngày {day(first_day)} đến hết ngày {day(last_day)}.")
    told = _debt_faults(typed) if typed.kind == Money.DEBT else _funding_faults(typed)
    for name, sentence in told:
        found[name].append(sentence)
    return dict(found)


def amount_fault(figure) -> str:
    """Why a number cannot be an amount of money, or nothing."""
    if figure < 0:
        return "Số liệu không được âm."
    if figure > MOST:
        return TOO_LONG
    return TOO_FINE if -exponent_of(figure) > PLACES else ""


def _funding_faults(typed: SheetFacts) -> Iterator[tuple[str, str]]:
    for line in typed.lines:
        for side in ("result", "plan"):
            amounts: Amounts = getattr(line, side)
            for name in SOURCES:
                if fault := amount_fault(getattr(amounts, name)):
                    yield box(line.content, f"{side}.{name}"), fault
        if line.volume is not None and (fault := amount_fault(line.volume)):
            yield box(line.content, "volume"), fault.replace("Triệu đồng lấy", "Khối lượng lấy")


def _debt_faults(typed: SheetFacts) -> Iterator[tuple[str, str]]:
    named: set[str] = set()
    for row, line in enumerate(typed.lines):
        if fold(line.work) in named:
            yield box(row, "work"), TWICE
        named.add(fold(line.work))
        yield from ((box(row, part), fault) for part, fault in _of_work(line))


def _of_work(line: DebtFacts) -> Iterator[tuple[str, str]]:
    if not line.work:
        yield "work", "Ghi tên công trình."
    if line.investment == NONE:
        yield "investment", "Ghi tổng mức đầu tư đã duyệt."
    for part in ("investment", "done", "paid"):
        if fault := amount_fault(getattr(line, part)):
            yield part, fault
    if line.paid > line.done:
        yield "paid", f"Đã thanh toán nhiều hơn giá trị hoàn thành ({number(line.done)})."


def sheet_cautions(
    typed: SheetFacts, before: SheetFacts | None, contents: Mapping[str, str] | None = None
) -> list[Caution]:
    """Everything odd about a table: of itself, and beside the one that was in force before; `contents` names codes."""
    told = _debt_cautions(typed, before) if typed.kind == Money.DEBT else _funding_cautions(typed, before, contents)
    return sorted((Caution(Check.MONEY, weight, text, "") for weight, text in told), key=lambda one: -one.weight)


def standing_still(typed: SheetFacts, before: SheetFacts | None) -> list[Caution]:
    """A table of many communes that was filled in ahead: of a commune nobody typed anything for, it says the old."""
    if before is None or before.lines != typed.lines:
        return []
    text = f"Mọi dòng như bảng ngày {day(before.on)}. Nếu chưa có số mới thì bỏ các dòng của đơn vị khỏi bảng."
    return [Caution(Check.MONEY, Weight.MEDIUM, text, "")]


def _funding_cautions(typed: SheetFacts, before: SheetFacts | None, contents: Mapping[str, str] | None) -> Iterator:
    """Within a year what was raised only grows."""
    for line in typed.lines:
        if line.volume and not line.result:
            yield Weight.LOW, f"{_called(line.content, contents)}: có khối lượng mà chưa có vốn."
    if before is None or before.on.year != typed.on.year:
        return
    now = {line.content: line for line in typed.lines}
    for old in before.lines:
        new = now.get(old.content, FundingFacts(old.content))
        if new.result.total < old.result.total:
            yield (
                Weight.HIGH,
                f"{_called(old.content, contents)}: lũy kế từ đầu năm {number(new.result.total)} triệu đồng, ít hơn "
                f"{number(old.result.total)} đã ghi ngày {day(before.on)}.",
            )


def _called(code: str, contents: Mapping[str, str] | None) -> str:
    return (contents or {}).get(code, code)


def _debt_cautions(typed: SheetFacts, before: SheetFacts | None) -> Iterator:
    for line in typed.lines:
        yield from _about_work(line)
    if before is None:
        return
    known = {fold(line.work): line for line in before.lines}
    listed = {fold(line.work) for line in typed.lines}
    for line in typed.lines:
        if (old := known.get(fold(line.work))) and line.paid < old.paid:
            yield (
                Weight.HIGH,
                f"{line.work}: đã thanh toán {number(line.paid)} triệu đồng, ít hơn {number(old.paid)} đã ghi ngày "
                f"{day(before.on)}.",
            )
    for old in before.indebted:
        if fold(old.work) not in listed:
            yield (
                Weight.MEDIUM,
                f"{old.work}: còn nợ {number(old.owed)} triệu đồng ngày {day(before.on)}, không có trong bảng này. Nếu "
                "đã trả hết thì giữ dòng, ghi đã thanh toán bằng giá trị hoàn thành.",
            )
    if typed.owed > before.owed and listed <= set(known):
        yield (
            Weight.MEDIUM,
            f"Nợ tăng từ {number(before.owed)} (ngày {day(before.on)}) lên {number(typed.owed)} triệu đồng mà không có "
            "công trình mới.",
        )


def _about_work(line: DebtFacts) -> Iterator:
    if line.done > line.investment:
        yield (
            Weight.MEDIUM,
            f"{line.work}: giá trị hoàn thành {number(line.done)} triệu đồng, nhiều hơn tổng mức đầu tư "
            f"{number(line.investment)}.",
        )
    if line.owed and not (line.pay_when or line.pay_from):
        yield Weight.LOW, f"{line.work}: còn nợ {number(line.owed)} triệu đồng, chưa ghi kế hoạch trả."
