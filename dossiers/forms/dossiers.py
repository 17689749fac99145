"""Ngày của hồ sơ: registered, taken into the plan, due; and its steps: handed in, opened again."""

from django import forms

from criteria.forms.periods import DayField
from criteria.forms.rulebook import EMPTY, Words
from directives.forms.documents import PATTERN, SeenForm
from dossiers.enums import REOPENING, Move

LETTER = "ví dụ 12/CV-UBND"


class DossierForm(SeenForm):
    """Sửa ngày đăng ký, kế hoạch, hạn trình."""

    registered_on = DayField(label="Ngày đăng ký", max_length=40, required=False, help_text=PATTERN)
    registration = Words(label="Văn bản đăng ký", max_length=120, required=False, help_text=LETTER)
    planned_on = DayField(
        label="Ngày cấp trên đưa vào kế hoạch", max_length=40, required=False, help_text="để trống nếu chưa có trả lời"
    )
    plan = Words(label="Văn bản đưa vào kế hoạch", max_length=120, required=False, help_text=LETTER)
    due_on = DayField(label="Hạn trình", max_length=40, help_text=PATTERN, error_messages=EMPTY)

    DAYS = ("registered_on", "planned_on", "due_on")

    @property
    def typed(self) -> dict:
        """What the action wants."""
        return {name: self.cleaned_data[name] for name in (*self.DAYS, "registration", "plan")}


class HandInForm(SeenForm):
    """Trình hồ sơ; `seen` names what was written in the dossier when the page opened."""

    on = DayField(label="Ngày trình", max_length=40, help_text=PATTERN, error_messages=EMPTY)
    paper = Words(label="Văn bản trình", max_length=120, required=False, help_text="ví dụ 88/TTr-UBND")
    reason = Words(
        label="Ghi chú", max_length=300, required=False, help_text="bắt buộc khi hồ sơ còn thành phần chưa ký"
    )

    @property
    def typed(self) -> dict:
        """What the action wants."""
        return {name: self.cleaned_data[name] for name in ("on", "paper", "reason")}


class ReopenForm(SeenForm):
    """Rút, trả lại, yêu cầu bổ sung; `seen` is the step that handed it in."""

    kind = forms.ChoiceField(
        label="Việc", choices=[(kind.value, kind.label) for kind in REOPENING], widget=forms.RadioSelect,
        error_messages=EMPTY,
    )  # fmt: skip
    on = DayField(label="Ngày", max_length=40, help_text=PATTERN, error_messages=EMPTY)
    paper = Words(label="Văn bản kèm theo", max_length=120, required=False, help_text="ví dụ 215/UBND-VPĐP")
    reason = Words(label="Lý do", max_length=300, error_messages=EMPTY, help_text="cần bổ sung gì, hoặc vì sao rút")

    @property
    def typed(self) -> dict:
        """What the action wants."""
        sent = self.cleaned_data
        return {"kind": Move(sent["kind"])} | {name: sent[name] for name in ("on", "paper", "reason")}
