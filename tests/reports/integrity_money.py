"""The faults of what communes raised and owe."""

from tests.criteria import money
from tests.criteria.money import debts, funding, line, work
from tests.reports.integrity_plans import FAULTS, fault

__all__ = ["FAULTS"]


@fault("money.elsewhere")
def money_elsewhere(cast):
    wrong = money.sheet(cast.xuan_chau, by=cast.chau)
    money.sheet(cast.xuan_tan, by=cast.tan, corrects=wrong, reason="Thử")


@fault("money.day")
def money_day(cast):
    money.sheet(cast.xuan_tan, by=cast.tan, at="2017-09-24")
    early = cast.xuan_chau.valid_from.replace(year=cast.xuan_chau.valid_from.year - 1)
    money.sheet(cast.xuan_chau, debts(early), by=cast.chau, at="2017-09-24")
    return 2


@fault("money.lines")
def money_lines(cast):
    money.sheet(cast.xuan_tan, by=cast.tan, line_count=2)
    money.sheet(cast.xuan_chau, funding(), by=cast.chau, line_count=1)
    return 2


@fault("funding.fell")
def funding_fell(cast):
    money.sheet(cast.xuan_tan, funding("2016-12-31"), by=cast.tan)
    money.sheet(cast.xuan_tan, funding("2017-06-30"), by=cast.tan)
    money.sheet(cast.xuan_tan, funding("2017-09-18", line(commune=149.5)), by=cast.tan)
    money.sheet(cast.xuan_tan, funding("2017-09-25", line(commune=151)), by=cast.tan)


@fault("debt.over_investment")
def debt_over_investment(cast):
    money.sheet(cast.xuan_tan, debts("2017-09-25", work(done=1001, paid=1001)), by=cast.tan)


@fault("debt.grown")
def debt_grown(cast):
    for unit, by in ((cast.xuan_tan, cast.tan), (cast.xuan_chau, cast.chau)):
        money.sheet(unit, debts("2017-06-30", work(done=700)), by=by)
    money.sheet(cast.xuan_tan, debts(), by=cast.tan)
    money.sheet(cast.xuan_chau, debts("2017-09-25", work(), work("Trạm y tế")), by=cast.chau)
