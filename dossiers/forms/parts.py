"""Ghi một thành phần: its state, what stands on the paper, its file; the vote and the survey inside."""

from collections.abc import Sequence

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from criteria.actions.evidence import checked_kind
from criteria.forms.evidence import ACCEPTED, FILE_IS_GONE
from criteria.forms.periods import DayField
from criteria.forms.rulebook import EMPTY, Words
from criteria.models import Evidence
from criteria.rules.documents import TAKEN
from directives.forms.documents import PATTERN, SeenForm
from dossiers.actions.papers import Written
from dossiers.enums import PartState
from ntm_portal.vietnamese import NumberFault, day, parse_number


class PartForm(SeenForm):
    """Ghi văn bản: `seen` is the version the writer saw."""

    state = forms.ChoiceField(label="Tình trạng", widget=forms.RadioSelect, error_messages=EMPTY)
    number = Words(label="Số, ký hiệu", max_length=80, required=False, help_text="dự thảo thì để trống số")
    issued_on = DayField(label="Ngày văn bản", max_length=40, required=False, help_text=PATTERN)
    signer = Words(label="Người ký", max_length=120, required=False, help_text="chức vụ, họ tên")
    file = forms.FileField(
        label="Tệp", required=False, allow_empty_file=True, widget=forms.FileInput(attrs={"accept": ACCEPTED})
    )
    known = forms.ChoiceField(label="hoặc dùng tài liệu đã có", required=False, error_messages=EMPTY)
    reason = Words(
        label="Ghi chú, lý do", max_length=300, required=False, help_text="bắt buộc khi cần bổ sung hoặc bỏ bản đã ghi"
    )

    def __init__(self, *args, states: Sequence[PartState], documents: Sequence[Evidence], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["state"].choices = [(state.value, state.label) for state in states]
        self.documents = {str(row.pk): row for row in documents}
        kept = [(key, f"{row.title}, {day(row.issued_on)}, {row.file_name}") for key, row in self.documents.items()]
        self.fields["known"].choices = [("", "không"), *kept]
        self.fields[
            "file"
        ].help_text = f"{TAKEN} Tối đa {settings.EVIDENCE_MAX_MB} MB. Để trống: giữ tệp của bản trước."
        if not kept:
            del self.fields["known"]
            self.helper.layout.fields.remove("known")

    def clean_file(self):
        """The bytes decide what the file is."""
        if self.cleaned_data["file"]:
            checked_kind(self.cleaned_data["file"])
        return self.cleaned_data["file"]

    def clean(self):
        """What each state needs is said at its field; a file that was right has to be chosen again."""
        sent = self.cleaned_data
        if sent.get("state") == PartState.SIGNED:
            for name, asked in (("issued_on", "Ghi ngày của văn bản đã ký."), ("signer", "Ghi người ký.")):
                if name not in self.errors and not sent.get(name):
                    self.add_error(name, asked)
        if sent.get("state") in (PartState.RETURNED, PartState.MISSING) and not sent.get("reason", "").strip():
            self.add_error("reason", "Nêu lý do.")
        self.ask_for_file()
        return sent

    def ask_for_file(self) -> None:
        """No browser keeps a file when a page opens again."""
        if self.errors and "file" not in self.errors and self.cleaned_data.get("file"):
            self.add_error("file", FILE_IS_GONE)

    @property
    def written(self) -> Written:
        """What stands on the paper."""
        sent = self.cleaned_data
        return Written(PartState(sent["state"]), sent["number"], sent["issued_on"], sent["signer"], sent["reason"])

    @property
    def chosen(self) -> Evidence | None:
        """The document of the place that is used again."""
        return self.documents.get(self.cleaned_data.get("known", ""))


class CountField(forms.CharField):
    """A count of people or households, typed as the office does: "1.260" is 1260."""

    def clean(self, value: object) -> int | None:
        """The count, or what is wrong with it in a sentence."""
        typed = super().clean(value)
        try:
            return int(parse_number(typed, whole=True))
        except NumberFault as fault:
            raise ValidationError(str(fault)) from fault


NUMBER = {"max_length": 20, "error_messages": EMPTY}


class ResultForm(SeenForm):
    """A result that may be corrected; `seen` is the row the writer saw."""

    reason = Words(label="Lý do đính chính", max_length=300, required=False, error_messages=EMPTY)

    def __init__(self, *args, corrects: bool, **kwargs):
        super().__init__(*args, **kwargs)
        names = [name for name in self.fields if name != "reason"] + ["reason"] * corrects
        if not corrects:
            del self.fields["reason"]
        self.helper.layout.fields[:] = [*names, *self.helper.layout.fields[-2:]]

    @property
    def typed(self) -> dict:
        """What the action wants."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class VoteForm(ResultForm):
    """Ghi kết quả biểu quyết."""

    held_on = DayField(label="Ngày họp", max_length=40, help_text=PATTERN, error_messages=EMPTY)
    members = CountField(label="Tổng số thành viên", **NUMBER)
    present = CountField(label="Số thành viên dự họp", **NUMBER)
    in_favour = CountField(label="Số tán thành", **NUMBER)

    def clean(self):
        """The counts fit into each other."""
        refuse_larger(self, "present", "members", "Số dự họp không quá tổng số thành viên.")
        refuse_larger(self, "in_favour", "present", "Số tán thành không quá số dự họp.")
        refuse_nought(self, "present", "Cuộc họp có ít nhất một người dự.")
        return self.cleaned_data


class SurveyForm(ResultForm):
    """Ghi kết quả lấy ý kiến hài lòng."""

    begins_on = DayField(label="Từ ngày", max_length=40, help_text=PATTERN, error_messages=EMPTY)
    ends_on = DayField(label="Đến hết ngày", max_length=40, error_messages=EMPTY)
    households = CountField(label="Tổng số hộ", **NUMBER)
    asked = CountField(label="Số hộ được hỏi", **NUMBER)
    satisfied = CountField(label="Số hộ hài lòng", **NUMBER)
    published_on = DayField(
        label="Ngày công bố kết quả", max_length=40, required=False, help_text="niêm yết, phát trên đài truyền thanh"
    )

    def clean(self):
        """The counts fit into each other, the days are in order."""
        refuse_larger(self, "asked", "households", "Số hộ được hỏi không quá tổng số hộ.")
        refuse_larger(self, "satisfied", "asked", "Số hộ hài lòng không quá số hộ được hỏi.")
        refuse_larger(self, "begins_on", "ends_on", "Ngày bắt đầu phải trước hoặc bằng ngày kết thúc.")
        refuse_larger(self, "begins_on", "published_on", "Ngày công bố phải từ ngày bắt đầu trở đi.", at="published_on")
        refuse_nought(self, "asked", "Phải hỏi ít nhất một hộ.")
        return self.cleaned_data


def refuse_larger(form: forms.Form, part: str, whole: str, words: str, at: str = "") -> None:
    """Say at its field that a part is larger than its whole, or a day later than its end."""
    small, large = form.cleaned_data.get(part), form.cleaned_data.get(whole)
    if small is not None and large is not None and small > large:
        form.add_error(at or part, words)


def refuse_nought(form: forms.Form, name: str, words: str) -> None:
    """Say at its field that nothing cannot be counted in."""
    if form.cleaned_data.get(name) == 0:
        form.add_error(name, words)
