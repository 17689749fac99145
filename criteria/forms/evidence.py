"""Forms of minh chứng: a new file with what stands on it, a document that is there already, a withdrawal."""

from contextlib import contextmanager

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from criteria.actions.evidence import Paper, checked_kind
from criteria.forms.rulebook import RulebookForm, Words
from criteria.rules.documents import TAKEN
from ntm_portal.vietnamese import DayFault, parse_day

ACCEPTED = ".pdf,.doc,.docx,.xls,.xlsx,.pptx,.jpg,.jpeg,.png,.webp,.heic"
CHOOSE_FILE = "Chọn tệp cần đính kèm."
FILE_IS_GONE = "Trình duyệt không giữ tệp khi trang mở lại: chọn lại tệp."
REASON = "Lý do ghi vào ô đã khóa"
REASON_HELP = "chỉ khi số liệu được chọn đã gửi, đã tiếp nhận hoặc đã chốt"
FIGURES = {"required": "Chọn ít nhất một số liệu.", "invalid_choice": "Số liệu vừa thay đổi: chọn lại."}


def figures_field() -> forms.MultipleChoiceField:
    """Which figures of the cell the document proves."""
    return forms.MultipleChoiceField(
        label="Chứng minh cho số liệu", widget=forms.CheckboxSelectMultiple, error_messages=FIGURES
    )


class JoiningForm(RulebookForm):
    """A form that joins a document to figures of one cell."""

    def __init__(self, *args, figures: list[tuple[str, str]], asks_reason: bool = False, **kwargs):
        if asks_reason:
            self.base_fields = self.base_fields | {
                "reason": Words(label=REASON, max_length=300, required=False, help_text=REASON_HELP)
            }
        super().__init__(*args, **kwargs)
        self.fields["findings"].choices = figures
        if figures:
            self.fields["findings"].initial = [figures[0][0]]

    @property
    def reason(self) -> str:
        """Why the office writes into a closed cell; empty where nobody asks."""
        return self.cleaned_data.get("reason", "")

    @property
    def finding_ids(self) -> list[int]:
        return [int(pk) for pk in self.cleaned_data["findings"]]


class UploadForm(JoiningForm):
    """Đính kèm tệp mới: everything typed stays when something is wrong; the file itself no browser keeps."""

    file = forms.FileField(
        label="Tệp",
        allow_empty_file=True,
        error_messages={"required": CHOOSE_FILE, "invalid": CHOOSE_FILE, "missing": CHOOSE_FILE},
        widget=forms.FileInput(attrs={"accept": ACCEPTED}),
    )
    findings = figures_field()
    summary = Words(label="Trích yếu", max_length=300, error_messages={"required": "Ghi trích yếu, nội dung tài liệu."})
    number = Words(label="Số, ký hiệu", max_length=80, required=False, help_text="ví dụ 12/BC-UBND; ảnh thì để trống")
    issued_on = forms.CharField(
        label="Ngày văn bản",
        max_length=40,
        help_text="theo mẫu 28/8/2017; ảnh thì ghi ngày chụp",
        error_messages={"required": "Ghi ngày văn bản."},
    )
    issuer = Words(label="Cơ quan ban hành", max_length=200, required=False)
    pages = Words(label="Trang, mục", max_length=80, required=False, help_text="chỗ có số liệu của chỉ tiêu này")

    def __init__(self, *args, keeps_file: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.keeps_file = keeps_file
        self.fields["file"].help_text = f"{TAKEN} Tối đa {settings.EVIDENCE_MAX_MB} MB."
        self.helper.attrs |= {"data-upload": "", "data-most-mb": settings.EVIDENCE_MAX_MB}

    def clean_file(self):
        """The bytes decide what the file is; its name is only kept."""
        checked_kind(self.cleaned_data["file"])
        return self.cleaned_data["file"]

    def clean_issued_on(self):
        """A day as the office types it."""
        try:
            return parse_day(self.cleaned_data["issued_on"])
        except DayFault as fault:
            raise ValidationError(str(fault)) from fault

    def clean(self):
        """When another box is wrong, the file that was right has to be chosen again: say so at its box."""
        self.ask_for_file()
        return self.cleaned_data

    @contextmanager
    def refusals(self):
        """What the action refuses costs the file as well."""
        with super().refusals():
            yield
        self.ask_for_file()

    def ask_for_file(self) -> None:
        """Only a page that sends by itself still has the file when it is refused."""
        if self.errors and "file" not in self.errors and not self.keeps_file:
            self.add_error("file", FILE_IS_GONE)

    @property
    def paper(self) -> Paper:
        """What stands on the document."""
        return Paper(**{name: self.cleaned_data[name] for name in ("issued_on", "summary", "number", "issuer")})


class KnownForm(JoiningForm):
    """Dùng tài liệu đã có: the same paper proves this figure too."""

    document = forms.ChoiceField(
        label="Tài liệu",
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một tài liệu.", "invalid_choice": "Chọn một tài liệu trong danh sách."},
    )
    findings = figures_field()
    pages = Words(label="Trang, mục", max_length=80, required=False, help_text="chỗ có số liệu của chỉ tiêu này")

    def __init__(self, *args, documents: list[tuple[str, str]], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["document"].choices = documents


class WithdrawEvidenceForm(RulebookForm):
    """Rút minh chứng: why it does not prove the figure."""

    reason = Words(label="Lý do rút", max_length=300, error_messages={"required": "Nêu lý do."})
