"""Single forms of a plan: what it wants, a plan copied, a move with its words, progress and proof of a measure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from secrets import token_hex

from django import forms
from django.core.exceptions import ValidationError

from criteria.actions.evidence import Paper, checked_kind
from criteria.forms.evidence import ACCEPTED, CHOOSE_FILE
from criteria.forms.periods import DayField
from criteria.forms.rulebook import RulebookForm, Words
from criteria.rules.documents import TAKEN
from directives.actions.plans import Aim, StaleWrite
from directives.models import ImprovementPlan
from ntm_portal.vietnamese import NumberFault, day, number, parse_number

DAY_HELP = "theo mẫu 28/8/2017"
NO_DAY = {"required": "Ghi ngày."}


class NumberField(forms.CharField):
    """A figure as the office types it; "1.234" is asked about."""

    def clean(self, value: object) -> Decimal | None:
        """The exact figure, or what is wrong with it in a sentence."""
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return parse_number(typed)
        except NumberFault as fault:
            raise ValidationError(str(fault)) from fault


class Paragraph(Words):
    """A few lines of text, kept as one."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value: object) -> str:
        return " ".join(super().to_python(value).split())


class AimForm(RulebookForm):
    """Thực trạng, mục tiêu, thời hạn of a plan."""

    standing = Paragraph(label="Thực trạng", max_length=500, error_messages={"required": "Ghi thực trạng."})
    goal = Paragraph(label="Mục tiêu", max_length=500, error_messages={"required": "Ghi mục tiêu."})
    expected_value = NumberField(label="Giá trị phải đạt", max_length=30, required=False)
    reach_by = DayField(label="Đạt trước hết ngày", max_length=40, help_text=DAY_HELP, error_messages=NO_DAY)
    next_review_on = DayField(label="Ngày rà soát tiếp theo", max_length=40, required=False, help_text=DAY_HELP)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, measured_in: str = "", is_whole: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        if is_whole:
            self.fields["expected_value"].widget = forms.HiddenInput()
        help_text = f"đơn vị: {measured_in}; để trống nếu mục tiêu không bằng số" if measured_in else ""
        self.fields["expected_value"].help_text = help_text or "để trống nếu mục tiêu không bằng số"

    @property
    def aim(self) -> Aim:
        """What the action wants."""
        names = ("goal", "reach_by", "expected_value", "next_review_on")
        return Aim(**{name: self.cleaned_data[name] for name in names})

    def beside(self, stale: StaleWrite) -> list["Beside"]:
        """What both writers want where they differ; the next save rests on the version now shown."""
        self.data = self.data.copy()
        self.data["seen"] = stale.theirs.version
        self.add_error(None, stale)
        theirs = opened_with(stale.theirs)
        return [
            Beside(self.fields[name].label, words, self.data.get(name, ""))
            for name, words in theirs.items()
            if name != "seen" and words != self.data.get(name, "")
        ]


@dataclass(frozen=True, slots=True)
class Beside:
    """One box in which two writers differ."""

    label: str
    theirs: str
    mine: str


def opened_with(plan: ImprovementPlan) -> dict[str, str]:
    """The boxes of a plan as they are opened."""
    return {
        "standing": plan.standing,
        "goal": plan.goal,
        "expected_value": "" if plan.expected_value is None else number(plan.expected_value),
        "reach_by": day(plan.reach_by),
        "next_review_on": day(plan.next_review_on) if plan.next_review_on else "",
        "seen": plan.version,
    }


class CopyForm(RulebookForm):
    """Chép từ xã khác: which plan, and when its first measure begins here."""

    source = forms.ChoiceField(
        label="Kế hoạch của",
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một kế hoạch.", "invalid_choice": "Chọn một kế hoạch trong danh sách."},
    )
    starts_on = DayField(label="Bắt đầu từ ngày", max_length=40, help_text=DAY_HELP, error_messages=NO_DAY)

    def __init__(self, *args, choices: Sequence[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["source"].choices = choices


class MoveForm(RulebookForm):
    """One move of a plan with the words that go with it."""

    note = Paragraph(label="Ý kiến", max_length=500, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, needs_reason: bool, **kwargs):
        super().__init__(*args, **kwargs)
        if needs_reason:
            self.fields["note"].label = "Lý do"
            self.fields["note"].required = True
            self.fields["note"].error_messages["required"] = "Nêu lý do."


class TokenForm(RulebookForm):
    """A form that is written once, however often it is sent."""

    token = forms.CharField(widget=forms.HiddenInput, max_length=40)

    def __init__(self, *args, initial: dict, **kwargs):
        super().__init__(*args, initial=initial | {"token": token_hex(16)}, **kwargs)


class ProgressForm(TokenForm):
    """Ghi tiến độ: how far, on which day, in which words, and when it is looked at again."""

    percent = forms.IntegerField(
        label="Đã làm được (%)",
        min_value=0,
        max_value=100,
        error_messages={
            "required": "Ghi phần đã làm, từ 0 đến 100.", "invalid": "Gõ số nguyên từ 0 đến 100.",
            "min_value": "Phần đã làm từ 0 đến 100.", "max_value": "Phần đã làm từ 0 đến 100.",
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    reported_on = DayField(label="Tình hình ngày", max_length=40, help_text=DAY_HELP, error_messages=NO_DAY)
    note = Paragraph(label="Ghi chú", max_length=500, required=False)
    next_review_on = DayField(label="Rà soát tiếp theo", max_length=40, required=False, help_text=DAY_HELP)


class FinishForm(TokenForm):
    """Xác nhận xong: the day it was done."""

    finished_on = DayField(label="Xong ngày", max_length=40, help_text=DAY_HELP, error_messages=NO_DAY)
    note = Paragraph(label="Ghi chú", max_length=500, required=False)


class ReopenForm(TokenForm):
    """Mở lại: how far it really is, and why it was not done."""

    percent = forms.IntegerField(
        label="Thực tế đã làm được (%)",
        min_value=0,
        max_value=100,
        error_messages=ProgressForm.base_fields["percent"].error_messages,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    note = Paragraph(label="Lý do mở lại", max_length=500, error_messages={"required": "Nêu lý do."})


class ProofForm(RulebookForm):
    """Đính kèm tài liệu of what was done, new or one that the commune has."""

    file = forms.FileField(
        label="Tệp",
        required=False,
        allow_empty_file=True,
        error_messages={"invalid": CHOOSE_FILE, "missing": CHOOSE_FILE},
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    summary = Words(label="Trích yếu", max_length=300, required=False)
    number = Words(label="Số, ký hiệu", max_length=80, required=False, help_text="ví dụ 12/BC-UBND; ảnh thì để trống")
    issued_on = DayField(
        label="Ngày văn bản", max_length=40, required=False, help_text=f"{DAY_HELP}; ảnh thì ghi ngày chụp"
    )
    issuer = Words(label="Cơ quan ban hành", max_length=200, required=False)
    known = forms.ChoiceField(
        label="Hoặc dùng tài liệu xã đã có",
        required=False,
        error_messages={"invalid_choice": "Chọn một tài liệu trong danh sách."},
    )

    def __init__(self, *args, documents: Sequence[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = TAKEN
        self.fields["known"].choices = [("", "Không, tải tệp mới"), *documents]

    def clean_file(self):
        """The bytes decide what the file is; its name is only kept."""
        if self.cleaned_data["file"]:
            checked_kind(self.cleaned_data["file"])
        return self.cleaned_data["file"]

    def clean(self) -> dict:
        """A new file needs its words and its day; a known document has them."""
        typed = super().clean()
        if typed.get("known") or "file" in self.errors:
            return typed
        wanted = {"file": CHOOSE_FILE, "summary": "Ghi trích yếu, nội dung tài liệu.", "issued_on": "Ghi ngày văn bản."}
        for name, words in wanted.items():
            if not typed.get(name) and name not in self.errors:
                self.add_error(name, words)
        return typed

    @property
    def paper(self) -> Paper:
        """What stands on the document."""
        return Paper(**{name: self.cleaned_data[name] for name in ("issued_on", "summary", "number", "issuer")})


def usual_day(today: dt.date) -> dict[str, str]:
    """A form about today is opened with today."""
    return {"reported_on": day(today), "finished_on": day(today), "starts_on": day(today)}
