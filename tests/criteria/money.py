"""Tables of money for tests: what is typed, and rows as the database keeps them."""

from decimal import Decimal

from criteria.enums import Money
from criteria.models import DebtLine, FundingContent, FundingLine, MoneySheet
from criteria.rules.money import SOURCES, Amounts, DebtFacts, FundingFacts, SheetFacts
from tests import build


def amounts(**given) -> Amounts:
    """Money by source, whole numbers or texts."""
    return Amounts(**{name: Decimal(str(figure)) for name, figure in given.items()})


def line(content="giao-thong", volume=2, plan=None, note="", **result) -> FundingFacts:
    """One content: 100 of the commune and 50 given by people unless told otherwise."""
    told = amounts(**(result or {"commune": 100, "people_cash": 50}))
    return FundingFacts(content, Decimal(str(volume)), told, plan or Amounts(), note)


def funding(day="2017-09-25", *lines, source="Báo cáo tháng 9") -> SheetFacts:
    """A table of resources with one line unless told otherwise."""
    return SheetFacts(Money.FUNDING, build.date(day), lines or (line(plan=amounts(commune=40)),), source)


def work(name="Đường trục xóm 3", investment=1000, done=800, paid=500, when="quý IV/2017", **given) -> DebtFacts:
    """A work that owes 300."""
    money = (Decimal(str(figure)) for figure in (investment, done, paid))
    return DebtFacts(name, "Số 12/QĐ-UBND", *money, when, "ngân sách xã", **given)


def debts(day="2017-09-25", *works, source="Báo cáo tháng 9", none=False) -> SheetFacts:
    """A table of debts with one work unless told otherwise; `none` says that nothing is owed."""
    return SheetFacts(Money.DEBT, build.date(day), () if none else works or (work(),), source)


def sheet(unit, told=None, by=None, **given) -> MoneySheet:
    """A bare table with its lines, without an audit line."""
    told = told or debts()
    rows = debt_rows(told) if told.kind == Money.DEBT else funding_rows(told)
    plain = {
        "kind": told.kind, "counted_on": told.on, "source_document": told.source, "entered_by": by or build.user(),
        "recorded_at": build.moment(given.pop("at", told.on)), "line_count": len(rows),
    }  # fmt: skip
    found = MoneySheet.objects.create(unit=unit, **plain | given)
    for row in rows:
        row.sheet, row.sample = found, found.sample
        row.save()
    return found


def debt_rows(told: SheetFacts) -> list[DebtLine]:
    return [
        DebtLine(
            position=at, work=one.work, decision=one.decision, investment=one.investment, done=one.done, paid=one.paid,
            pay_when=one.pay_when, pay_from=one.pay_from, note=one.note,
        )
        for at, one in enumerate(told.lines, 1)
    ]  # fmt: skip


def funding_rows(told: SheetFacts) -> list[FundingLine]:
    rows = []
    for one in told.lines:
        content = FundingContent.objects.get(code=one.content)
        for is_plan, side in ((False, one.result), (True, one.plan)):
            if side or not is_plan:
                own = {} if is_plan else {"volume": one.volume, "note": one.note}
                money = {name: getattr(side, name) for name in SOURCES}
                rows.append(FundingLine(content=content, is_plan=is_plan, **own, **money))
    return rows
