"""Uploading a file, explaining its columns, saying what holds for all its lines, and taking an import back."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django import forms

from accounts.models import User
from accounts.permissions import is_office, stages_open_to
from communes.models import Appointment, Unit
from criteria.enums import Part, Stage
from criteria.forms.rulebook import RulebookForm, Words
from criteria.forms.sheet import LONGEST
from criteria.models import ImportBatch, Indicator
from criteria.rules.imports.layout import Column, Frame, Reading
from criteria.rules.imports.places import Matcher, key_of
from ntm_portal.vietnamese import DayFault, day, nfc, parse_day

OF_ALL_LINES = (Part.DAY, Part.SOURCE, Part.NOTE)
NO_FIGURES = "Chọn ít nhất một cột là tử số, mẫu số, kết quả hoặc đánh giá của một chỉ tiêu."


class UploadForm(RulebookForm):
    """Chọn tệp: one file; what is wrong with it is said at its field."""

    tep = forms.FileField(
        label="Tệp Excel (.xlsx) hoặc .csv",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={"required": "Chọn một tệp.", "empty": "Tệp rỗng.", "invalid": "Chọn một tệp."},
    )


class UndoForm(RulebookForm):
    """Rút cả lần nhập: one reason for all its figures."""

    reason = Words(label="Lý do rút", max_length=LONGEST["reason"], error_messages={"required": "Nêu lý do."})


@dataclass(slots=True)
class ColumnChoice:
    """One column of somebody else's table with what was said of it."""

    column: Column
    number: str = ""
    part: str = ""
    fault: str = ""


@dataclass(slots=True)
class NameChoice:
    """A name that is no commune's, with the nearest ones and what was chosen."""

    words: str
    key: str
    nearest: tuple
    chosen: str | None = None


@dataclass
class ColumnsForm:
    """Khai cột: which column names the communes, what the others hold, whom the unknown names mean."""

    frame: Frame
    indicators: Mapping[str, Indicator]
    matcher: Matcher
    names: Sequence[str]
    reading: Reading
    data: Mapping[str, str] | None = None
    faults: list[str] = field(default_factory=list)

    def __post_init__(self):
        self.place_column = self.frame.place_column
        said = self.reading.columns
        self.columns = [ColumnChoice(column, *said.get(column.at, ("", ""))) for column in self.frame.columns]
        unknown = [words for words in self.names if not self.matcher.match(words).place]
        unknown = [words for words in unknown if not self.matcher.match(words).is_total or self.is_skipped(words)]
        self.unknown = [
            NameChoice(words, key_of(words), self.matcher.match(words).nearest, self.reading.aliases.get(key_of(words)))
            for words in dict.fromkeys(unknown)
        ]
        if self.data is not None:
            self.read()

    def is_skipped(self, words: str) -> bool:
        """Somebody said before that the lines of this name are left out."""
        return self.reading.aliases.get(key_of(words)) == ""

    def read(self) -> None:
        """What was chosen, with what is wrong at each column."""
        for choice in self.columns:
            name = f"c{choice.column.at}"
            choice.number, choice.part = self.data.get(f"{name}-chi_tieu", ""), self.data.get(f"{name}-phan", "")
        for at, choice in enumerate(self.unknown):
            choice.chosen = self.data.get(f"ten-{at}") or None
        self.check()

    def check(self) -> None:
        """Every part once, figures with their indicator, and at least one figure."""
        taken = set()
        for choice in self.columns:
            choice.fault = self.fault_of(choice, taken)
            taken.add((choice.number, choice.part))
        if any(choice.fault for choice in self.columns):
            self.faults.append("Có cột khai chưa đúng, xem chữ đỏ ở từng cột.")
        elif not any(choice.part and choice.part not in OF_ALL_LINES for choice in self.columns):
            self.faults.append(NO_FIGURES)

    def fault_of(self, choice: ColumnChoice, taken: set) -> str:
        """What is wrong with one column."""
        if not choice.part:
            return "Chọn cột này là tử số, mẫu số hay kết quả." if choice.number else ""
        if choice.part not in Part.values or (choice.number and choice.number not in self.indicators):
            return "Chọn một giá trị trong danh sách."
        if not choice.number and choice.part not in OF_ALL_LINES:
            return "Chọn chỉ tiêu của cột này."
        if (choice.number, choice.part) in taken:
            return "Đã có cột khác được khai như vậy."
        return "Cột này là tên xã, thị trấn." if choice.column.at == self.place_column else ""

    def said(self) -> Reading:
        """The reading to be remembered; names chosen earlier stay."""
        columns = {choice.column.at: (choice.number, Part(choice.part)) for choice in self.columns if choice.part}
        aliases = dict(self.reading.aliases)
        for choice in self.unknown:
            aliases.pop(choice.key, None)
            if choice.chosen is not None:
                aliases[choice.key] = "" if choice.chosen == "bo" else choice.chosen
        return Reading(self.place_column, columns, aliases)


@dataclass
class TermsForm:
    """What holds for every line of a file: stage, day, source, and whose word the office types."""

    batch: ImportBatch
    by: User
    units: Sequence[Unit]
    today: dt.date
    data: Mapping[str, str] | None = None
    faults: dict[str, str] = field(default_factory=dict)

    def __post_init__(self):
        self.stage = Stage(self.batch.stage)
        self.day = day(self.batch.assessed_on) if self.batch.assessed_on else ""
        self.source = self.batch.source_document
        self.chosen = self.batch.on_behalf_of
        self.assessed_on = self.batch.assessed_on
        if self.data is not None:
            self.read()

    @property
    def stages(self) -> list[Stage]:
        """The stages to choose from: a form has its own, and whole lists are never typed for many communes."""
        if self.batch.is_form or not self.units:
            return [self.stage]
        allowed = stages_open_to(self.by, self.units[0])
        return [Stage(stage) for stage in allowed if stage != Stage.SELF or not is_office(self.by)]

    def holders(self) -> list[Appointment]:
        """Whose word the office may type: the people in office in the commune of the form."""
        if not (self.stage == Stage.SELF and is_office(self.by) and len(self.units) == 1):
            return []
        rows = Appointment.objects.on(self.today).filter(unit=self.units[0], sample__in={False, self.by.sample})
        return list(rows.select_related("officer", "unit").by_post())

    def read(self) -> None:
        """The boxes at the top of the preview; a fault keeps what was typed."""
        asked = self.data.get("muc", self.stage)
        self.stage = Stage(asked) if asked in self.stages else self.stage
        self.day = nfc(self.data.get("ngay", "").strip())[:40]
        self.source = nfc(" ".join(self.data.get("nguon", "").replace("\x00", "").split()))
        self.assessed_on = self.read_day()
        if len(self.source) > LONGEST["source"]:
            self.faults["source"] = f"Dài quá {LONGEST['source']} ký tự."
        if "thay" in self.data:
            self.chosen = {str(holder.pk): holder for holder in self.holders()}.get(self.data["thay"])

    def read_day(self) -> dt.date | None:
        if not self.day:
            return None
        try:
            typed = parse_day(self.day)
        except DayFault as fault:
            self.faults["day"] = str(fault)
            return None
        if typed > self.today:
            self.faults["day"] = f"Ngày này chưa đến, hôm nay là {day(self.today)}."
        return typed

    @property
    def is_new(self) -> bool:
        """Whether something differs from what the lines were read with."""
        now = (self.batch.stage, self.batch.assessed_on, self.batch.source_document, self.batch.on_behalf_of)
        return now != (self.stage, self.assessed_on, self.source, self.chosen)
