"""What a report says of money: raised since the start of the year, owed for works; right for none, one and all."""

from collections.abc import Iterator, Sequence

from ntm_portal.vietnamese import counted, name_list, number
from reports.rules.periodic_facts import Heading, MoneyFacts, Said
from reports.rules.periodic_words import AWAITED, said
from reports.rules.phrases import Named, incomparable, moved, named, so_many

MONEY = "triệu đồng"


def money(heading: Heading, facts: MoneyFacts, among: Sequence[Named]) -> Iterator[Said]:
    """Two sentences: resources, then debts."""
    yield _raised(facts, among)
    yield _owed(heading, facts, among)


def _raised(facts: MoneyFacts, among: Sequence[Named]) -> Said:
    if not facts.funding_of:
        return said("nguon-luc-chua", so_xa=so_many((), among, AWAITED))
    sources = [f"{words} {number(amount)}" for words, amount in facts.raised if amount]
    total = sum(amount for _, amount in facts.raised)
    return said(
        "nguon-luc", tong=f"{number(total)} {MONEY}", co_cau=f"({name_list(sources)})" if sources else "",
        so_xa=so_many(facts.funding_of, among), ten=named(facts.funding_of, among),
    )  # fmt: skip


def _owed(heading: Heading, facts: MoneyFacts, among: Sequence[Named]) -> Said:
    if not facts.debts_of:
        return said("no-dong-chua", so_xa=so_many((), among, AWAITED))
    change = grown(heading, facts)
    if not facts.owed:
        return said("no-dong-khong", so_xa=so_many(facts.debts_of, among), tang_giam=change)
    return said(
        "no-dong", tong=f"{number(facts.owed)} {MONEY}", so_cong_trinh=f"{counted(facts.works)} công trình",
        so_xa=so_many(facts.indebted, among), ten=named(facts.indebted, among), tang_giam=change,
    )  # fmt: skip


def grown(heading: Heading, facts: MoneyFacts) -> str:
    """By how much the debt changed; where nobody had told of it before, that it cannot be said."""
    if facts.owed_before is None:
        return incomparable(heading.compared)
    return moved(facts.owed - facts.owed_before, MONEY, heading.compared)
