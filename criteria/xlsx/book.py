"""What a workbook says about itself: its sheets, its words, and which of its numbers are days or percentages."""

import re
from dataclasses import dataclass, field

from criteria.xlsx.limits import LONGEST_TEXT, MOST_SHEETS, MOST_WORDS, FileFault, TooMuch
from criteria.xlsx.parts import MACROS, Elements, Package, resolved

# Formats that Excel knows by number only.
BUILT_IN_DAYS = frozenset((*range(14, 23), *range(27, 37), 45, 46, 47, *range(50, 59)))
BUILT_IN_PERCENT = frozenset((9, 10))
NOT_A_LETTER_OF_DAYS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
PLAIN, IS_DAY, IS_PERCENT = "", "day", "percent"


@dataclass(frozen=True, slots=True)
class SheetName:
    """A sheet of the workbook: its name, its part, whether it is hidden."""

    name: str
    part: str
    hidden: bool


@dataclass
class Book:
    """The workbook before its sheets are read."""

    sheets: list[SheetName] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    looks: list[str] = field(default_factory=list)
    from_1904: bool = False


class Relations(Elements):
    """Which part each name of a relation stands for."""

    def __init__(self):
        super().__init__()
        self.targets: dict[str, tuple[str, str]] = {}

    def begin(self, name, attrs):
        if name == "Relationship":
            kind = attrs.get("Type", "").rpartition("/")[2]
            self.targets[attrs.get("Id", "")] = (kind, attrs.get("Target", ""))


class Contents(Elements):
    """The list of sheets."""

    def __init__(self):
        super().__init__()
        self.sheets: list[tuple[str, str, bool]] = []
        self.from_1904 = False

    def begin(self, name, attrs):
        if name == "sheet":
            relation = next((attrs[key] for key in attrs if key.rpartition(":")[2] == "id"), "")
            self.sheets.append((attrs.get("name", ""), relation, attrs.get("state", "visible") != "visible"))
        elif name == "workbookPr":
            self.from_1904 = attrs.get("date1904") in ("1", "true")


class SharedWords(Elements):
    """The texts that cells point at; of rich text the runs, without the reading aids of Asian scripts."""

    def __init__(self):
        super().__init__()
        self.found: list[str] = []
        self.parts: list[str] = []
        self.inside = self.aside = False
        self.length = 0

    def begin(self, name, attrs):
        if name == "si":
            self.parts, self.length = [], 0
        self.inside = name == "t" and not self.aside
        self.aside = self.aside or name == "rPh"

    def words(self, text):
        if self.inside and self.length <= LONGEST_TEXT:
            self.length += len(text)
            self.parts.append(text)

    def end(self, name):
        self.inside = False
        if name == "rPh":
            self.aside = False
        elif name == "si":
            self.found.append("".join(self.parts)[:LONGEST_TEXT])
            if len(self.found) > MOST_WORDS:
                raise TooMuch("chữ")


class Looks(Elements):
    """How each style of cell shows a number."""

    def __init__(self):
        super().__init__()
        self.formats: dict[str, str] = {}
        self.looks: list[str] = []
        self.in_cells = False

    def begin(self, name, attrs):
        if name == "numFmt":
            self.formats[attrs.get("numFmtId", "")] = attrs.get("formatCode", "")[:200]
        elif name == "cellXfs":
            self.in_cells = True
        elif name == "xf" and self.in_cells:
            self.looks.append(self.look_of(attrs.get("numFmtId", "0")))

    def end(self, name):
        if name == "cellXfs":
            self.in_cells = False

    def look_of(self, number: str) -> str:
        """Whether the format shows a day, a percentage, or the number itself."""
        written = self.formats.get(number)
        if written is None:
            known = int(number) if number.isdecimal() and len(number) < 6 else 0
            return IS_DAY if known in BUILT_IN_DAYS else IS_PERCENT if known in BUILT_IN_PERCENT else PLAIN
        letters = NOT_A_LETTER_OF_DAYS.sub("", written.partition(";")[0])
        if re.search(r"[dmyh]", letters, re.IGNORECASE) and "General" not in letters:
            return IS_DAY
        return IS_PERCENT if "%" in letters else PLAIN


def read_book(package: Package) -> Book:
    """The sheets in their order, the shared words, the looks of cells."""
    top = relations(package, "_rels/.rels", "")
    main = next((part for kind, part in top.values() if kind == "officeDocument"), "xl/workbook.xml")
    folder, _, name = main.rpartition("/")
    near = relations(package, f"{folder}/_rels/{name}.rels", folder)
    if any("vbaProject" in kind for kind, _ in near.values()):
        raise FileFault(MACROS)
    contents = Contents()
    package.hear(main, contents)
    book = Book(from_1904=contents.from_1904)
    for title, relation, hidden in contents.sheets:
        kind, part = near.get(relation, ("", ""))
        if kind == "worksheet":
            book.sheets.append(SheetName(title, part, hidden))
    if len(book.sheets) > MOST_SHEETS:
        raise TooMuch("trang tính")
    by_kind = dict(near.values())
    book.words = heard(package, by_kind.get("sharedStrings", ""), SharedWords()).found
    book.looks = heard(package, by_kind.get("styles", ""), Looks()).looks
    return book


def relations(package: Package, name: str, folder: str) -> dict[str, tuple[str, str]]:
    """What a part points at inside the file, by the names of the relations."""
    found = heard(package, name, Relations()).targets
    return {key: (kind, resolved(folder, target)) for key, (kind, target) in found.items()}


def heard(package: Package, name: str, elements: Elements) -> Elements:
    """A listener that has heard a part, if the file has it."""
    if package.has(name):
        package.hear(name, elements)
    return elements
