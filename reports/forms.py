"""What is chosen for a reminder letter, written into a report, and entered for one that is issued."""

import datetime as dt
import json

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import escape

from criteria.forms.periods import DayField
from criteria.forms.rulebook import Refusing, RulebookForm, Words
from ntm_portal.vietnamese import day
from reports.enums import ReportKind
from reports.rules.issued import number_hint, number_hints
from reports.rules.issuers import BASIS, Issuer
from reports.rules.papers import Letterhead
from reports.rules.reminder import deadline_fault, usual_deadline
from reports.tables.reminder import HEADS, Choice, Owing
from reports.tables.urging import Left

NOBODY = "Danh mục chức vụ chưa có ai ký cho các cơ quan này vào ngày báo cáo; quản trị thêm ở trang Quản trị."
UNKNOWN = {"invalid_choice": "Chọn một giá trị trong danh sách."}


class ReminderForm(forms.Form):
    """Whom to remind, in whose name, until when, whom to call, in one letter or one each."""

    issuer = forms.ChoiceField(label="Cơ quan ban hành", error_messages=UNKNOWN)
    deadline = DayField(label="Hạn mới", max_length=40, error_messages={"required": "Ghi hạn mới."})
    contact = Words(label="Người liên hệ", max_length=120, error_messages={"required": "Ghi người liên hệ."})
    units = forms.MultipleChoiceField(required=False, error_messages=UNKNOWN)
    departments = forms.MultipleChoiceField(required=False, error_messages=UNKNOWN)
    apart = forms.ChoiceField(choices=[("chung", "Một công văn chung"), ("rieng", "Mỗi nơi một công văn (tệp .zip)")])

    def __init__(
        self,
        typed,
        *,
        owing: Owing | Left,
        heads: list[Letterhead],
        today: dt.date,
        contact: str,
        deadline: dt.date | None = None,
    ):
        usual = {
            "issuer": heads[0].code, "deadline": day(deadline or usual_deadline(today)), "contact": contact,
            "units": [unit.key for unit in owing.units], "departments": [row.key for row in owing.departments],
            "apart": "chung",
        }  # fmt: skip
        super().__init__(usual if typed is None else typed)
        self.today = today
        self.fields["issuer"].choices = [(head.code, head.name) for head in heads]
        self.fields["units"].choices = [(unit.key, unit.name) for unit in owing.units]
        self.fields["departments"].choices = [(row.key, row.name) for row in owing.departments]

    def clean_deadline(self) -> dt.date:
        """Today or later."""
        deadline = self.cleaned_data["deadline"]
        if fault := deadline_fault(deadline, self.today):
            raise ValidationError(fault)
        return deadline

    def clean(self) -> dict:
        """At least one addressee."""
        typed = super().clean()
        if not typed.get("units") and not typed.get("departments"):
            raise ValidationError("Chọn ít nhất một đơn vị hoặc phòng, ban.")
        return typed

    @property
    def choice(self) -> Choice:
        """What was chosen, once it is valid."""
        typed = self.cleaned_data
        return Choice(
            frozenset(typed["units"]), frozenset(typed["departments"]), HEADS[typed["issuer"]], typed["deadline"],
            typed["contact"], typed["apart"] == "rieng",
        )  # fmt: skip


class SeenForm(RulebookForm):
    """A form that carries the state of the data its page was opened on."""

    def look_again(self, **seen: object) -> None:
        """From now on this is what the page was opened on: another's record, another state of the data."""
        self.data = self.data.copy()
        self.data.update({name: str(value) for name, value in seen.items()})


class IssueForm(SeenForm):
    """Phát hành: what the clerk enters beside the forms and the dates; the list of signers is that of the day typed.

    `signs`: who of them signs for which body, for a list that follows the body chosen; so does the hint of the number,
    which names the symbol of every body where no script follows.
    """

    issuer = forms.ChoiceField(label="Cơ quan ban hành", help_text=BASIS, error_messages=UNKNOWN)
    kind = forms.ChoiceField(label="Loại báo cáo", choices=ReportKind.choices, error_messages=UNKNOWN)
    number = Words(label="Số, ký hiệu", max_length=60, error_messages={"required": "Ghi số của báo cáo."})
    issued_on = DayField(
        label="Ngày báo cáo", max_length=40, help_text="theo mẫu 28/8/2017",
        error_messages={"required": "Ghi ngày báo cáo."},
    )  # fmt: skip
    signer = forms.ChoiceField(
        label="Người ký",
        error_messages={
            "required": "Chọn người ký.", "invalid_choice": "Người này không giữ chức vào ngày báo cáo: chọn lại.",
        },
    )  # fmt: skip
    note = Words(label="Ghi chú", max_length=300, required=False)
    replace_reason = Words(label="Lý do thay thế", max_length=300, error_messages={"required": "Nêu lý do thay thế."})
    token = forms.CharField(max_length=36, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)
    state = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(
        self,
        *args,
        issuers: list[Issuer],
        signers: list[tuple[str, list]],
        signs: dict[str, list[str]],
        replacing: bool,
        has_text: bool,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.fields["issuer"].choices = [(issuer.code, issuer.name) for issuer in issuers]
        self.fields["signer"].choices = [("", "Chọn…"), *signers]
        self.fields["signer"].widget.attrs["data-signs"] = json.dumps(signs)
        if not signers:
            self.fields["signer"].help_text = NOBODY
        bodies = ((row.name, row.family, row.number_code) for row in issuers)
        self.fields["number"].help_text = escape(number_hints(bodies))  # crispy prints a help text as it is
        hints = {row.code: number_hint(row.family, row.number_code) for row in issuers}
        self.fields["number"].widget.attrs["data-hints"] = json.dumps(hints, ensure_ascii=False)
        if has_text:  # the period of the text says what kind of report it is
            del self.fields["kind"]
            self.helper.layout.fields.remove("kind")
        if not replacing:
            del self.fields["replace_reason"]
            self.helper.layout.fields.remove("replace_reason")


class WithdrawForm(RulebookForm):
    """Thu hồi: the paper that takes a report back, and why."""

    number = Words(
        label="Số, ký hiệu văn bản thu hồi", max_length=60, help_text="ví dụ 47/TB-VPĐP",
        error_messages={"required": "Ghi số văn bản thu hồi."},
    )  # fmt: skip
    decided_on = DayField(
        label="Ngày văn bản", max_length=40, help_text="theo mẫu 28/8/2017",
        error_messages={"required": "Ghi ngày văn bản thu hồi."},
    )  # fmt: skip
    reason = Words(label="Lý do thu hồi", max_length=300, error_messages={"required": "Nêu lý do thu hồi."})


class PublicForm(SeenForm):
    """Mở, đóng trang công khai: on what ground, and the state the page was opened on."""

    reason = Words(
        label="Căn cứ hoặc lý do", max_length=300, help_text="ví dụ: ý kiến của Thường trực Huyện ủy ngày 20/9/2017",
        error_messages={"required": "Ghi căn cứ hoặc lý do."},
    )  # fmt: skip
    shown = forms.BooleanField(required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)


class TextForm(Refusing):
    """Words of a report with the version the writer had before him; what may be wrong with them the action says."""

    text = Words(label="Nội dung", required=False, strip=False)
    basis = Words(required=False, strip=False)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
