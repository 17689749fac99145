"""Money in a periodic report: the same tables that Biểu 08 and Biểu 09 are filled from."""

from criteria.enums import Money
from criteria.models.money import standing_on
from criteria.rules.money import NONE, sum_of
from reports.rules.periodic_facts import MoneyFacts
from reports.tables.brief import Brief

SOURCES = (
    ("vốn trực tiếp", "direct"), ("lồng ghép", "blended"), ("tín dụng", "credit"), ("doanh nghiệp", "enterprise"),
    ("dân góp", "people"),
)  # fmt: skip


def money_of(brief: Brief) -> MoneyFacts:
    """What the communes told of resources and debts, as known then. Four queries."""
    period, communes = brief.period, brief.board.communes
    ids, now, before = [commune.id for commune in communes], period.as_of, period.compared
    funds = standing_on(Money.FUNDING, ids, [now], period.known_at)[now]
    debts = standing_on(Money.DEBT, ids, [before, now], period.known_at)
    raised = sum_of(sheet.raised for sheet in funds.values())
    indebted = {pk for pk, sheet in debts[now].items() if sheet.owed}
    return MoneyFacts(
        funding_of=[commune for commune in communes if commune.id in funds],
        raised=[(words, getattr(raised, source)) for words, source in SOURCES],
        debts_of=[commune for commune in communes if commune.id in debts[now]],
        indebted=[commune for commune in communes if commune.id in indebted],
        works=sum(len(sheet.indebted) for sheet in debts[now].values()),
        owed=sum((sheet.owed for sheet in debts[now].values()), NONE),
        owed_before=sum((sheet.owed for sheet in debts[before].values()), NONE) if debts[before] else None,
    )
