"""Forms of the register: a document, its file, and to whom it is made known."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from criteria.actions.evidence import checked_kind
from criteria.forms.evidence import ACCEPTED, FILE_IS_GONE
from criteria.forms.periods import WHY, DayField
from criteria.forms.rulebook import EMPTY, RulebookForm, Words
from criteria.rules.documents import TAKEN
from directives.enums import DocumentKind
from directives.models import Directive, PartyBody

PATTERN = "theo mẫu 28/8/2017"
WORDS = ("kind", "number", "issued_on", "issuer", "signer", "summary", "scope", "source")


class SeenForm(RulebookForm):
    """A form that knows which state of the record it was opened with."""

    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    @property
    def seen_change(self) -> int:
        """The change the writer saw last; 0 for a new record."""
        return self.cleaned_data.get("seen") or 0

    def look_again(self, newest: int) -> None:
        """After a refusal the page shows the other's words: saving once more is meant."""
        self.data = self.data.copy()
        self.data["seen"] = newest


class DocumentForm(SeenForm):
    """Vào sổ văn bản, or a correction: what stands on it, what it rests on, and its text."""

    kind = forms.ChoiceField(label="Loại văn bản", choices=DocumentKind.choices, error_messages=EMPTY)
    number = Words(label="Số, ký hiệu", max_length=60, required=False, help_text="để trống nếu chưa biết số")
    issued_on = DayField(label="Ngày ban hành", max_length=40, help_text=PATTERN, error_messages=EMPTY)
    issuer = Words(label="Cơ quan ban hành", max_length=120, error_messages=EMPTY)
    signer = Words(label="Người ký", max_length=120, required=False)
    summary = Words(label="Trích yếu", max_length=500, error_messages=EMPTY)
    scope = Words(
        label="Phạm vi", max_length=200, required=False, help_text="ví dụ: các đảng bộ, chi bộ trực thuộc Huyện ủy"
    )
    own = forms.BooleanField(
        label="Văn bản của huyện", required=False, initial=True, help_text="bỏ chọn với văn bản của tỉnh, trung ương"
    )
    cites = forms.ModelMultipleChoiceField(
        label="Căn cứ", queryset=Directive.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    source = Words(label="Nguồn, ghi chú", max_length=200, required=False)
    file = forms.FileField(
        label="Toàn văn", required=False, allow_empty_file=True, widget=forms.FileInput(attrs={"accept": ACCEPTED})
    )

    def __init__(self, *args, documents, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["cites"].queryset = documents
        self.fields["file"].help_text = f"{TAKEN} Tối đa {settings.EVIDENCE_MAX_MB} MB."

    def clean_file(self):
        """The bytes decide what the file is."""
        if self.cleaned_data["file"]:
            checked_kind(self.cleaned_data["file"])
        return self.cleaned_data["file"]

    def clean(self):
        """A file that was right has to be chosen again when another box is wrong: no browser keeps it."""
        if self.errors and self.cleaned_data.get("file"):
            self.add_error("file", FILE_IS_GONE)
        return self.cleaned_data

    @property
    def words(self) -> dict:
        """What stands on the document."""
        return {name: self.cleaned_data[name] for name in WORDS}


class SendForm(RulebookForm):
    """Gửi văn bản: to which party bodies, on which day."""

    bodies = forms.ModelMultipleChoiceField(
        label="Nơi nhận", queryset=PartyBody.objects.none(), widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một nơi nhận."},
    )  # fmt: skip
    sent_on = DayField(label="Ngày gửi", max_length=40, help_text=PATTERN, error_messages=EMPTY)

    def __init__(self, *args, bodies, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["bodies"].queryset = bodies


class PartyBodyForm(RulebookForm):
    """Thêm đảng bộ, chi bộ trực thuộc."""

    name = Words(label="Tên đảng bộ, chi bộ", max_length=120, error_messages=EMPTY)


class ConfirmSpreadForm(RulebookForm):
    """Xác nhận đã quán triệt: when, and how far."""

    confirmed_on = DayField(label="Ngày quán triệt xong", max_length=40, help_text=PATTERN, error_messages=EMPTY)
    words = Words(
        label="Kết quả", max_length=300, help_text="ví dụ: 12/12 chi bộ, 286 đảng viên dự học",
        error_messages={"required": "Ghi kết quả quán triệt."},
    )  # fmt: skip


class ReasonForm(RulebookForm):
    """An act that needs nothing but its reason."""

    reason = Words(label="Lý do", max_length=300, error_messages=WHY)

    def clean_reason(self) -> str:
        """A reason says something."""
        if not self.cleaned_data["reason"].strip():
            raise ValidationError("Nêu lý do.")
        return self.cleaned_data["reason"].strip()
