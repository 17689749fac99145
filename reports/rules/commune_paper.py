"""The report of one commune as a document: the same sections as the district's, as far as a commune has them."""

from collections.abc import Iterator

from reports.rules import commune_words as own_words
from reports.rules import periodic_words as words
from reports.rules.commune_facts import CommuneFacts
from reports.rules.papers import Grid
from reports.rules.periodic_facts import Said
from reports.rules.periodic_outline import Outline
from reports.rules.periodic_paper import ROMAN, Block, Line, Part, Section, Wording, numbered
from reports.rules.periodic_tables import coming_grid


def commune_sections(facts: CommuneFacts, outline: Outline, wording: Wording) -> tuple[Section, ...]:
    """Every section, numbered in turn; what its people write stands where the district's office writes the same."""

    def own(*slots: str) -> tuple[Line, ...]:
        return wording.own(outline, *slots)

    found = [
        ("Công tác lãnh đạo, chỉ đạo", [Block("", wording.lines(_led(facts)), None, own("viet-chi-dao"))]),
        (
            "Kết quả thực hiện",
            [*_results(facts, wording), Block("", (), None, own("viet-ket-qua", "viet-uoc", "viet-thi-dua"))],
        ),
        (
            "Tồn tại, hạn chế và nguyên nhân",
            [
                Block("1. Tồn tại, hạn chế", wording.lines(_shortcomings(facts)), None, own("viet-han-che")),
                Block("2. Nguyên nhân", (), None, own("viet-nguyen-nhan"), waits=True),
            ],
        ),
        ("Nhiệm vụ, giải pháp kỳ tới", [_coming(facts, wording, own("viet-nhiem-vu", "viet-muc-tieu"))]),
        ("Đề xuất, kiến nghị", [Block("", (), None, own("viet-de-xuat"), waits=True)]),
    ]
    return tuple(Section(number, title, tuple(blocks)) for number, (title, blocks) in zip(ROMAN, found, strict=False))


def _led(facts: CommuneFacts) -> Iterator[Said]:
    return own_words.visited(facts.heading, facts.led, facts.place, facts.label)


def _results(facts: CommuneFacts, wording: Wording) -> list[Block]:
    """1. Kết quả chung and what follows, numbered as far as there is something to say."""
    found: list[Part] = [("Kết quả chung", wording.lines(own_words.standing(facts)), None)]
    if facts.groups and facts.met.is_told:
        found.append(("Theo nhóm tiêu chí", wording.lines(own_words.groups(facts.groups)), None))
    if facts.dues:
        found.append((facts.dues_title, wording.lines(own_words.dues(facts.dues)), None))
    if facts.money:
        title = "Huy động nguồn lực, nợ đọng xây dựng cơ bản"
        found.append((title, wording.lines(own_words.money(facts.heading, facts.money)), None))
    return numbered(found)


def _shortcomings(facts: CommuneFacts) -> Iterator[Said]:
    if facts.met.is_told:
        yield from own_words.failing(facts.failing)
    if facts.falls:
        yield from words.falls(facts.heading, facts.falls, at_risk=facts.at_risk, was_told=facts.met.was_told)
    if facts.sent:
        yield own_words.sent(facts.sent)
    if facts.overdue:
        yield words.overdue(facts.overdue)


def _coming(facts: CommuneFacts, wording: Wording, more: tuple[Line, ...]) -> Block:
    lines, grid = [own_words.plans(facts.plans)], None
    if facts.coming:
        lines.append(words.coming(facts.heading, facts.coming))
        grid: Grid | None = coming_grid(facts.coming) if facts.coming.tasks else None
    return Block("", wording.lines(iter(lines)), grid, more)
