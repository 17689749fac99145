"""A typed sheet: from the words in its boxes to figures that may be recorded, with what is wrong at each row."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from criteria.actions.sheets import Checked
from criteria.enums import Stage, ValueKind, Verdict
from criteria.models import Finding
from criteria.rules.admission import FigureRow
from criteria.rules.cautions import Caution
from criteria.tables.sheet import Line
from ntm_portal.vietnamese import DayFault, NumberFault, nfc, parse_day, parse_number

VERDICTS = {"dat": Verdict.MET, "chua": Verdict.NOT_MET, "co-ban": Verdict.NEARLY, "khong-xet": Verdict.NA}
LONGEST = {"reason": 500, "source": 300, "note": 500}
YEARS = range(2009, 2101)
# What the boxes of a row are called in the page: "15.1-tu" is the numerator of indicator 15.1.
BOXES = {
    "numerator": "tu",
    "denominator": "mau",
    "value": "kq",
    "verdict": "dg",
    "reason": "ly_do",
    "finish_by": "han",
    "year": "nam",
    "day": "ngay",
    "source": "nguon",
    "note": "ghi",
}
KEEP_THEIRS, USE_MINE = "ho", "toi"


@dataclass(frozen=True, slots=True)
class Typed:
    """The words in the boxes of one row, kept as they were typed so that nothing is lost."""

    numerator: str = ""
    denominator: str = ""
    value: str = ""
    verdict: str = ""
    reason: str = ""
    finish_by: str = ""
    year: str = ""
    day: str = ""
    source: str = ""
    note: str = ""

    @property
    def says_something(self) -> bool:
        """A figure or a verdict was typed, not only words about one."""
        return bool(self.numerator or self.denominator or self.value or self.verdict)


@dataclass(slots=True)
class Row:
    """One row of a typed sheet: what was typed, what it means, what is wrong with it.

    `seen` is the newest finding the writer saw; `clash` someone else's newer one, which the page
    has shown since, and `choice` what the writer wants done about it.
    """

    line: Line
    typed: Typed
    seen: int | None = None
    clash: int | None = None
    choice: str = ""
    figure: FigureRow | None = None
    faults: dict[str, list[str]] = field(default_factory=dict)
    other: Finding | None = None
    cautions: list[Caution] = field(default_factory=list)
    computed: str = ""

    @property
    def is_right(self) -> bool:
        """Nothing stands against storing the row."""
        return not self.faults and self.other is None

    def refuse(self, message: str, box: str = "") -> None:
        """Keep the row off the books and say why, at the box or at the whole row."""
        self.faults.setdefault(box, []).append(message)

    def take(self, checked: Checked) -> None:
        """Note what the check of the whole sheet said about this row."""
        for sentence in checked.faults:
            if sentence not in self.messages:
                self.refuse(sentence)
        self.other, self.computed = checked.other, checked.shown
        self.cautions = checked.cautions if self.is_right else []

    @property
    def warnings(self) -> list[str]:
        """What is odd about the row, each in its sentence."""
        return [caution.text for caution in self.cautions]

    @property
    def messages(self) -> list[str]:
        """Everything that is wrong with the row, in the order of its boxes."""
        return [message for box in (*BOXES, "") for message in self.faults.get(box, [])]


@dataclass(slots=True)
class Common:
    """What stands above the table and holds for every row that does not say otherwise."""

    stage: Stage
    day: str = ""
    source: str = ""
    assessed_on: dt.date | None = None
    faults: dict[str, str] = field(default_factory=dict)


def read_common(data: Mapping[str, str], stage: Stage) -> Common:
    """The date and the source typed once for the whole sheet."""
    common = Common(stage=stage, day=clean(data.get("ngay", "")), source=clean(data.get("nguon", "")))
    try:
        common.assessed_on = parse_day(common.day)
    except DayFault as fault:
        common.faults["day"] = str(fault)
    if len(common.source) > LONGEST["source"]:
        common.faults["source"] = f"Dài quá {LONGEST['source']} ký tự."
    return common


def read_rows(
    data: Mapping[str, str], lines: Iterable[Line], common: Common, rendered: Mapping[int, Typed]
) -> list[Row]:
    """The rows that differ from what was rendered; a row left alone is not read at all."""
    rows = [_row(data, line) for line in lines if line.entered]
    changed = [row for row in rows if row.typed != rendered.get(row.line.indicator.id, Typed())]
    kept = [row for row in changed if row.choice != KEEP_THEIRS]
    for row in kept:
        row.figure = read_figure(row, common)
    return kept


def read_seen(data: Mapping[str, str], lines: Iterable[Line]) -> list[int]:
    """The findings that the rows were drawn from."""
    found = [read_id(data.get(f"{line.label.number}-thay", "")) for line in lines]
    return [pk for pk in found if pk is not None]


def clean(text: str) -> str:
    """What was typed, in one spelling, without the odd sign that no keyboard has."""
    return nfc(text.replace("\x00", "").strip())


def _row(data: Mapping[str, str], line: Line) -> Row:
    number = line.indicator.number
    typed = Typed(**{name: clean(data.get(f"{number}-{box}", "")) for name, box in BOXES.items()})
    return Row(
        line,
        typed,
        seen=read_id(data.get(f"{number}-thay", "")),
        clash=read_id(data.get(f"{number}-lech", "")),
        choice=data.get(f"{number}-chon", ""),
    )


def read_id(text: str) -> int | None:
    """A key or a count as a page of ours wrote it; None for whatever else arrives, however long."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def read_figure(row: Row, common: Common) -> FigureRow | None:
    """What the row means; None once anything in it was refused."""
    typed, indicator = row.typed, row.line.indicator
    if not typed.says_something:
        row.refuse("Chưa có số liệu: nhập số, hoặc chọn mức đánh giá.")
    _check_lengths(row)
    read = {
        "assessed_on": _assessed_on(row, common),
        "finish_by": _day(row, "finish_by") if typed.finish_by else None,
        "figure_year": _year(row),
        "declared": _declared(row),
        **_numbers(row),
    }
    if row.faults:
        return None
    _check_choice(row)
    return FigureRow(
        indicator_id=indicator.id,
        stage=common.stage,
        reason=typed.reason,
        source_document=typed.source or common.source,
        note=typed.note,
        seen_finding_id=row.clash if row.clash and row.is_right else row.seen,
        **read,
    )


def _assessed_on(row: Row, common: Common) -> dt.date | None:
    if row.typed.day:
        return _day(row, "day")
    if common.assessed_on is None:
        row.refuse("Sửa ngày số liệu chung ở đầu phiếu, hoặc gõ ngày ở dòng này.", "day")
    return common.assessed_on


def _numbers(row: Row) -> dict[str, Decimal | None]:
    indicator = row.line.indicator
    if indicator.keeps_ratio and bool(row.typed.numerator) != bool(row.typed.denominator):
        missing = "denominator" if row.typed.numerator else "numerator"
        row.refuse("Thiếu mẫu số." if row.typed.numerator else "Thiếu tử số.", missing)
    counts = indicator.kind == ValueKind.COUNT and indicator.whole
    return {
        "numerator": _number(row, "numerator", indicator.whole),
        "denominator": _number(row, "denominator", indicator.whole),
        "value": _number(row, "value", counts),
    }


def _number(row: Row, box: str, whole: bool) -> Decimal | None:
    text = getattr(row.typed, box)
    if not text:
        return None
    try:
        return parse_number(text, whole=whole)
    except NumberFault as fault:
        row.refuse(f"{BOX_WORDS[box]}: {fault}", box)
        return None


def _day(row: Row, box: str) -> dt.date | None:
    try:
        return parse_day(getattr(row.typed, box))
    except DayFault as fault:
        row.refuse(f"{BOX_WORDS[box]}: {fault}", box)
        return None


def _year(row: Row) -> int | None:
    text = row.typed.year
    if not text:
        return None
    if text not in {str(year) for year in YEARS}:
        row.refuse(f"Năm của số liệu: gõ một năm từ {YEARS.start} đến {YEARS.stop - 1}.", "year")
        return None
    return int(text)


def _declared(row: Row) -> Verdict | None:
    if not row.typed.verdict:
        return None
    if row.typed.verdict not in VERDICTS:
        row.refuse("Chọn một trong các mức đánh giá của dòng này.", "verdict")
    return VERDICTS.get(row.typed.verdict)


def _check_lengths(row: Row) -> None:
    for box, longest in LONGEST.items():
        if len(getattr(row.typed, box)) > longest:
            row.refuse(f"{BOX_WORDS[box]}: dài quá {longest} ký tự.", box)


def _check_choice(row: Row) -> None:
    """After someone else's newer figure was shown, the writer says which one holds, and why."""
    if row.clash is None:
        return
    if row.choice != USE_MINE:
        row.refuse("Chọn giữ số của họ hay dùng số của mình.")
    elif not row.typed.reason:
        row.refuse("Nêu lý do dùng số của mình thay cho số vừa được ghi.", "reason")


BOX_WORDS = {
    "numerator": "Tử số",
    "denominator": "Mẫu số",
    "value": "Kết quả",
    "day": "Ngày số liệu",
    "finish_by": "Hạn hoàn thành",
    "reason": "Lý do",
    "source": "Nguồn, minh chứng",
    "note": "Ghi chú",
}
