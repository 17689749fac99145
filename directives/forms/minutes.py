"""The panes of the minutes: what each asks for, what stands there, and what somebody has just typed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from directives.actions.minutes import FREE, MINUTES, Other, WordsRefused
from directives.models.inspection import SEEN
from directives.tables.checklist import CheckedLine, Photo

GENERAL = (
    ("visited_on", "Ngày kiểm tra", 0, "theo mẫu 20/9/2017"),
    ("began_at", "Từ lúc", 0, "theo mẫu 8:30"),
    ("ended_at", "Đến lúc", 0, ""),
    ("place", "Nơi kiểm tra", 0, ""),
    ("team", "Thành phần của đoàn", 4, "mỗi dòng một người: họ tên, chức vụ"),
    ("unit_side", "Thành phần của đơn vị", 4, "mỗi dòng một người: họ tên, chức vụ"),
)
NOTE = (
    ("seen", "Kết quả xem xét", 3, ""),
    ("shortcoming", "Tồn tại, hạn chế", 2, ""),
    ("cause", "Nguyên nhân", 2, ""),
    ("proposal", "Đề nghị", 2, ""),
)
CONCLUSIONS = (("conclusions", "Kết luận", 6, "câu đầu tiên được in ở các danh sách"),)


@dataclass(frozen=True, slots=True)
class Box:
    """One field of a pane: its label, its words, and what stands against them."""

    slot: str
    name: str
    label: str
    rows: int
    help: str
    text: str
    seen: str
    fault: str = ""
    other: Other | None = None
    choices: tuple[tuple[str, str], ...] = ()

    @property
    def id(self) -> str:
        """How label and sentences find it in the page."""
        return f"o-{self.slot}-{self.name}"


@dataclass(frozen=True, slots=True)
class Pane:
    """One form of the page: the minutes in general, one point of the checklist, or the conclusions."""

    key: str
    slot: str
    title: str
    boxes: tuple[Box, ...]
    line: CheckedLine | None = None
    takes_photos: bool = False

    @property
    def photos(self) -> tuple[Photo, ...]:
        """What was photographed here."""
        return self.line.photos if self.line else ()


@dataclass(frozen=True, slots=True)
class Typed:
    """What was sent with a pane that was refused; nothing for the others."""

    words: Mapping[str, str]
    refused: WordsRefused | None

    def box(self, slot: str, field: tuple[str, str, int, str], stored: str, choices=()) -> Box:
        """One field, with the typed words where its own pane was refused."""
        name, label, rows, helped = field
        if self.refused is None or self.words.get("slot") != slot or name not in self.words:
            return Box(slot, name, label, rows, helped, stored, stored, choices=choices)
        fault, other = self.refused.faults.get(name, ""), self.refused.stale.get(name)
        # Whoever saves again has read the other's words: they are what he types over.
        return Box(slot, name, label, rows, helped, self.words[name], stored, fault, other, choices)


def panes_of(
    minutes: Mapping[str, str], lines: Sequence[CheckedLine], words: Mapping[str, str], refused: WordsRefused | None
) -> list[Pane]:
    """Every pane, in the order in which a visit goes."""
    typed = Typed(words, refused)
    general = tuple(typed.box(MINUTES, field, minutes[field[0]]) for field in GENERAL)
    end = tuple(typed.box(MINUTES, field, minutes[field[0]]) for field in CONCLUSIONS)
    return [
        Pane("chung", MINUTES, "Thông tin chung", general),
        *(note_pane(line, typed) for line in lines),
        *new_pane(words, refused, typed),
        Pane("ket-luan", MINUTES, "Kết luận", end),
    ]


def note_pane(line: CheckedLine, typed: Typed) -> Pane:
    """One point of the checklist, or something noted besides."""
    boxes = line.boxes
    return Pane(line.slot, line.slot, line.label, note_boxes(line.slot, boxes, typed), line, takes_photos=True)


def note_boxes(slot: str, stored: Mapping[str, str], typed: Typed) -> tuple[Box, ...]:
    """The fields of a note; what is noted besides the checklist says first what it is about."""
    subject = (("subject", "Về việc", 0, ""),) if slot.startswith(FREE) else ()
    boxes = [typed.box(slot, field, stored.get(field[0], "")) for field in (*subject, *NOTE)]
    verdict = typed.box(
        slot, ("verdict", "Đoàn đánh giá", 0, ""), stored.get("verdict", ""), (("", "chưa đánh giá"), *SEEN)
    )
    return (*boxes, verdict)


def new_pane(words: Mapping[str, str], refused: WordsRefused | None, typed: Typed) -> list[Pane]:
    """A new note that was refused, drawn again with what was typed."""
    slot = words.get("slot", "") if refused else ""
    if not slot.startswith(FREE):
        return []
    return [Pane(slot, slot, "Nội dung khác", note_boxes(slot, {}, typed), takes_photos=True)]


def empty_note(slot: str) -> Pane:
    """The pane for something besides the checklist."""
    return Pane(slot, slot, "Nội dung khác", note_boxes(slot, {}, Typed({}, None)), takes_photos=True)
