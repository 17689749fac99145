"""Báo cáo định kỳ as a document: sections in the order offices expect, sentences that say where they come from."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reports.enums import Passage, ReportKind
from reports.rules import periodic_words as words
from reports.rules.money_words import money
from reports.rules.papers import Grid, Letterhead, PaperRules
from reports.rules.patterns import fill
from reports.rules.periodic_facts import PeriodicFacts, Said
from reports.rules.periodic_outline import GO_ON, NARRATIVES, Outline
from reports.rules.periodic_tables import bands_grid, coming_grid, district_grid, dues_grid, heads_grid

ROMAN = ("I", "II", "III", "IV", "V", "VI")
# Room for the pen where a section has nothing else.
ROOM = "." * 118


@dataclass(frozen=True, slots=True)
class Written:
    """What the office put into a slot; `basis`: the sentence of the portal it was written over."""

    text: str
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph or text of the report; `auto`: what the portal says itself, nothing for texts of the office."""

    slot: str
    name: str
    auto: str
    written: Written | None = None

    @property
    def is_own(self) -> bool:
        """A text that only the office writes."""
        return self.slot in NARRATIVES

    @property
    def is_edited(self) -> bool:
        """A sentence of the portal that the office has put otherwise."""
        return self.written is not None and not self.is_own

    @property
    def is_stale(self) -> bool:
        """Edited, and the figures have changed since."""
        return self.is_edited and self.written.basis != self.auto

    @property
    def text(self) -> str:
        """What stands in the report; empty where the office has not written yet."""
        return self.written.text if self.written else self.auto

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Line by line."""
        return tuple(part for part in self.text.split("\n") if part)

    @property
    def goes_on(self) -> bool:
        """It stands in the paragraph of the sentence before; not where the office wrote several paragraphs."""
        return self.slot in GO_ON and len(self.paragraphs) == 1


@dataclass(frozen=True, slots=True)
class Block:
    """A numbered part of a section, or one without a heading: lines, then a table, then what the office adds."""

    heading: str
    lines: tuple[Line, ...]
    grid: Grid | None = None
    more: tuple[Line, ...] = ()
    waits: bool = False  # room for the pen while nobody has written
    runs_in: bool = False  # its heading begins the line of its first words

    @property
    def is_empty(self) -> bool:
        """Nothing of it would be printed."""
        return self.grid is None and not any(line.text for line in (*self.lines, *self.more))

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The sentences before the table as they are set."""
        found: list[str] = []
        for line in self.lines:
            if found and line.goes_on:
                found[-1] = f"{found[-1]} {line.text}"
            else:
                found += line.paragraphs
        return tuple(found)

    @property
    def every_line(self) -> tuple[Line, ...]:
        return (*self.lines, *self.more)

    @property
    def texts(self) -> tuple[str, ...]:
        """The paragraphs without a table, those of the portal first."""
        return (*self.paragraphs, *(text for line in self.more for text in line.paragraphs))


Part = tuple[str, tuple[Line, ...], Grid | None]


@dataclass(frozen=True, slots=True)
class Section:
    """One of the Roman numbers."""

    number: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def heading(self) -> str:
        """ "II. KẾT QUẢ THỰC HIỆN"."""
        return f"{self.number}. {self.title.upper()}"

    @property
    def printed(self) -> tuple[Block, ...]:
        """The blocks with something in them, and room for the pen where words of the office are awaited."""
        return tuple(_with_room(block, self.heading) for block in self.blocks if block.waits or not block.is_empty)

    @property
    def room(self) -> str:
        """Room for the pen beside the heading where nothing else stands below it."""
        room = room_after(self.heading)
        return room if [block.texts for block in self.printed] == [(room,)] else ""


def _with_room(block: Block, heading: str) -> Block:
    """Its room for the pen stands beside its heading: a line of its own would waste one."""
    if not block.is_empty:
        return block
    return Block(block.heading, (Line("", "", room_after(block.heading or heading)),), runs_in=bool(block.heading))


def room_after(heading: str) -> str:
    """The dots that fill the line behind a heading; a letter of it is as wide as three."""
    return ROOM[3 * len(heading) :]


@dataclass(frozen=True, slots=True)
class PeriodicPaper:
    """The whole report; number, day and name of the signer stay blank for the clerk."""

    rules: PaperRules
    head: Letterhead
    to: tuple[str, ...]
    place_line: str
    title: str
    summary: str
    opening: Line
    sections: tuple[Section, ...]
    annexes: tuple[str, ...]
    closing: Line
    on: dt.date
    file: str
    kind: ReportKind
    sample: bool = False
    category: str = field(default="Báo cáo")
    issued_number: str = ""  # once it is issued
    signed_by: str = ""

    @property
    def about(self) -> str:
        """The title in the properties of the file."""
        return f"Báo cáo {self.summary[:1].lower()}{self.summary[1:]}"

    @property
    def subject(self) -> str:
        """Beside it."""
        return f"Kính gửi: {'; '.join(self.to)}"

    @property
    def under_number(self) -> str:
        """Nothing stands below the number of a document that has a title."""
        return ""

    @property
    def number(self) -> str:
        """The clerk writes the number; the portal never invents one."""
        if self.issued_number:
            return f"Số{':' * (not self.rules.is_party)} {self.issued_number}"
        return self.rules.number.format(code=self.head.number_code)

    @property
    def signature(self) -> tuple[str, ...]:
        """The authority line, where somebody signs for another, and the post."""
        return tuple(line for line in (self.head.authority, self.head.signer) if line)

    @property
    def annex_line(self) -> str:
        """ "Kèm theo: Biểu 03, Biểu 06."."""
        return f"Kèm theo báo cáo: {', '.join(self.annexes)}."

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every sentence and text in order."""
        inner = (line for section in self.sections for block in section.blocks for line in block.every_line)
        return (self.opening, *inner, self.closing)


@dataclass(frozen=True, slots=True)
class Wording:
    """Patterns in force by code, their names, and what the office wrote by slot."""

    patterns: Mapping[str, str]
    names: Mapping[str, str]
    written: Mapping[str, Written]

    def line(self, said: Said) -> Line:
        """A sentence with its figures, or as the office put it."""
        auto = fill(self.patterns[said.pattern], said.values)
        return Line(said.slot, self._name(said), auto, self.written.get(said.slot))

    def _name(self, said: Said) -> str:
        """What the sentence is about; where a pattern is used more than once, which of its uses it is."""
        use = said.slot.partition("_")[2].replace("-", ".").upper()
        return f"{self.names[said.pattern]} {use}".strip()

    def lines(self, every: Iterator[Said]) -> tuple[Line, ...]:
        return tuple(self.line(said) for said in every)

    def own(self, outline: Outline, *slots: str) -> tuple[Line, ...]:
        """The texts of the office that this kind of report has here."""
        asked = (slot for slot in slots if slot in outline.texts)
        return tuple(Line(slot, NARRATIVES[slot], "", self.written.get(slot)) for slot in asked)


def sections_of(facts: PeriodicFacts, outline: Outline, wording: Wording) -> tuple[Section, ...]:
    """Every section, numbered in turn; the part about heads stands only in the kinds that have it."""
    found = [
        ("Công tác lãnh đạo, chỉ đạo", _led(facts, outline, wording)),
        ("Kết quả thực hiện", _results(facts, outline, wording)),
        ("Tồn tại, hạn chế và nguyên nhân", _shortcomings(facts, outline, wording)),
    ]
    if Passage.HEADS in outline.passages:
        found.append(("Trách nhiệm người đứng đầu", _heads(facts, outline, wording)))
    found.append(("Nhiệm vụ, giải pháp kỳ tới", _coming(facts, outline, wording)))
    found.append(("Đề xuất, kiến nghị", [Block("", (), None, wording.own(outline, "viet-de-xuat"), waits=True)]))
    return tuple(Section(number, title, tuple(blocks)) for number, (title, blocks) in zip(ROMAN, found, strict=False))


def _led(facts: PeriodicFacts, outline: Outline, wording: Wording) -> list[Block]:
    lines = wording.lines(words.led(facts.heading, facts.led, facts.general.places)) if facts.led else ()
    return [Block("", lines, None, wording.own(outline, "viet-chi-dao"))]


def _results(facts: PeriodicFacts, outline: Outline, wording: Wording) -> list[Block]:
    """1. Kết quả chung and what follows, numbered as far as there is something to say."""
    among = facts.general.places
    found: list[Part] = [_general(facts, outline, wording)]
    if facts.groups and facts.general.is_told:
        found.append(("Theo nhóm tiêu chí", wording.lines(words.groups(facts.groups, among)), None))
    if facts.dues:
        grid = dues_grid(facts.dues) if Passage.DUES_TABLE in outline.passages else None
        found.append((facts.dues_title, wording.lines(words.dues(facts.heading, facts.dues, facts.general)), grid))
    if facts.district:
        found.append(_district(facts, wording))
    if facts.money:
        title = "Huy động nguồn lực, nợ đọng xây dựng cơ bản"
        found.append((title, wording.lines(money(facts.heading, facts.money, among)), None))
    return [*numbered(found), Block("", (), None, wording.own(outline, "viet-ket-qua", "viet-uoc", "viet-thi-dua"))]


def numbered(parts: Sequence[Part]) -> list[Block]:
    """Each part with its number and heading; a part alone divides nothing and has neither."""
    if len(parts) == 1:
        return [Block("", *parts[0][1:])]
    return [Block(f"{at}. {title}", lines, grid) for at, (title, lines, grid) in enumerate(parts, 1)]


def _district(facts: PeriodicFacts, wording: Wording) -> Part:
    lines = [words.district(facts.heading, facts.district)]
    if facts.district.dossiers:
        lines.append(words.dossiers(facts.district.dossiers, facts.general.places))
    title = "Tiêu chí huyện nông thôn mới và hồ sơ" if len(lines) > 1 else "Tiêu chí huyện nông thôn mới"
    return title, wording.lines(iter(lines)), district_grid(facts.district)


def _general(facts: PeriodicFacts, outline: Outline, wording: Wording) -> Part:
    lines = list(words.general(facts.heading, facts.general, at_length=Passage.STANDING in outline.passages))
    if facts.same_day and facts.general.is_told:
        lines.append(words.same_day(facts.general, facts.same_day))
    has_bands = Passage.BANDS in outline.passages and facts.general.is_told
    if has_bands:
        lines.append(words.said("phan-nhom"))
    return "Kết quả chung", wording.lines(iter(lines)), bands_grid(facts.general) if has_bands else None


def _shortcomings(facts: PeriodicFacts, outline: Outline, wording: Wording) -> list[Block]:
    lines = wording.lines(_shortcoming_words(facts, outline))
    others, causes = wording.own(outline, "viet-han-che"), wording.own(outline, "viet-nguyen-nhan")
    if outline.is_short:
        return [Block("", lines, None, others), Block("Nguyên nhân", (), None, causes, waits=True, runs_in=True)]
    return [
        Block("1. Tồn tại, hạn chế", lines, None, others),
        Block("2. Nguyên nhân", (), None, causes, waits=True),
    ]


def _shortcoming_words(facts: PeriodicFacts, outline: Outline) -> Iterator[Said]:
    general, risks = facts.general, Passage.RISKS in outline.passages
    if Passage.INCOMPLETE in outline.passages and general.is_told:
        yield words.incomplete(general)
    if facts.falls:
        yield from words.falls(facts.heading, facts.falls, at_risk=risks, was_told=general.was_told)
    if facts.sending:
        yield words.sending(facts.sending, facts.general.places)
    if facts.overdue:
        yield words.overdue(facts.overdue)


def _heads(facts: PeriodicFacts, outline: Outline, wording: Wording) -> list[Block]:
    lines, grid = (), None
    if facts.heads:
        lines = wording.lines(words.heads(facts.heading, facts.heads, facts.general.places))
        grid = heads_grid(facts.heads) if facts.heads.behind else None
    return [Block("", lines, grid, wording.own(outline, "viet-trach-nhiem"))]


def _coming(facts: PeriodicFacts, outline: Outline, wording: Wording) -> list[Block]:
    lines, grid = (), None
    if facts.coming:
        lines = (wording.line(words.coming(facts.heading, facts.coming)),)
        grid = coming_grid(facts.coming) if facts.coming.tasks else None
    return [Block("", lines, grid, wording.own(outline, "viet-nhiem-vu", "viet-muc-tieu"))]
