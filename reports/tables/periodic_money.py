"""Money in a periodic report: the same tables that Biểu 08 and Biểu 09 are filled from."""

from criteria.rules.money import NONE
from reports.rules.periodic_facts import MoneyFacts
from reports.tables.brief import Brief

SOURCES = (
    ("vốn trực tiếp", "direct"), ("lồng ghép", "blended"), ("tín dụng", "credit"), ("doanh nghiệp", "enterprise"),
    ("dân góp", "people"),
)  # fmt: skip


def money_of(brief: Brief) -> MoneyFacts:
    """What the communes told of resources and debts, as known then."""
    communes, now, before = brief.board.communes, brief.money.now, brief.money.then
    raised = now.raised
    indebted = {pk for pk, sheet in now.debts.items() if sheet.owed}
    return MoneyFacts(
        funding_of=[commune for commune in communes if commune.id in now.funds],
        raised=[(words, getattr(raised, source)) for words, source in SOURCES],
        debts_of=[commune for commune in communes if commune.id in now.debts],
        indebted=[commune for commune in communes if commune.id in indebted],
        works=sum(len(sheet.indebted) for sheet in now.debts.values()),
        owed=sum((sheet.owed for sheet in now.debts.values()), NONE),
        owed_before=sum((sheet.owed for sheet in before.debts.values()), NONE) if before.debts else None,
    )
