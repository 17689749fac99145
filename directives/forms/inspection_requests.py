"""Forms of kiến nghị: ask, answer, report as done, return, accept."""

from collections.abc import Sequence
from uuid import uuid4

from django import forms
from django.conf import settings

from communes.models import Department
from criteria.actions.evidence import checked_kind
from criteria.forms.periods import DayField
from criteria.forms.rulebook import RulebookForm, Words
from directives.actions.inspection_requests import Wanted
from directives.enums import RequestAct
from directives.forms.inspections import CHOOSE, DAY_HELP, LongWords, area
from directives.models.inspection_request import ASKED_POSTS
from directives.tables.checklist import CheckedLine

OF_POST, OF_DEPARTMENT = "chuc-vu-", "phong-"


class RequestForm(RulebookForm):
    """Thêm kiến nghị: what, of whom, by when, after which finding."""

    text = Words(
        label="Nội dung kiến nghị", max_length=500, widget=area(3),
        error_messages={"required": "Ghi nội dung kiến nghị."},
    )  # fmt: skip
    asked = forms.ChoiceField(label="Người thực hiện", error_messages=CHOOSE)
    due_on = DayField(label="Thời hạn", max_length=40, help_text=DAY_HELP, error_messages={"required": "Ghi thời hạn."})
    note = forms.ChoiceField(label="Theo kết quả", required=False)
    token = forms.CharField(max_length=36, widget=forms.HiddenInput, required=False)

    def __init__(self, *args, lines: Sequence[CheckedLine], departments: Sequence[Department], **kwargs):
        super().__init__(*args, initial={"token": str(uuid4())}, **kwargs)
        self.departments = {f"{OF_DEPARTMENT}{row.code}": row for row in departments}
        self.notes = {str(line.note.pk): line.note for line in lines if line.note}
        posts = [(f"{OF_POST}{code}", label) for code, label in ASKED_POSTS]
        self.fields["asked"].choices = posts + [(key, row.name) for key, row in self.departments.items()]
        labels = [(str(line.note.pk), line.label) for line in lines if line.note]
        self.fields["note"].choices = [("", "cả đợt kiểm tra"), *labels]

    def wanted(self) -> Wanted:
        """What the action wants."""
        data, asked = self.cleaned_data, self.cleaned_data["asked"]
        return Wanted(
            data["text"], data["due_on"], asked.removeprefix(OF_POST) if asked.startswith(OF_POST) else "",
            self.departments.get(asked), self.notes.get(data["note"]),
        )  # fmt: skip


class AnswerForm(RulebookForm):
    """Trả lời, or báo đã xong with what proves it."""

    act = forms.ChoiceField(
        label="Việc", widget=forms.RadioSelect, error_messages={"required": "Chọn trả lời hoặc báo đã xong."},
        choices=[
            (RequestAct.ANSWER.value, "Trả lời, việc còn đang làm"),
            (RequestAct.FINISH.value, "Báo đã xong, kèm ảnh hoặc giấy tờ"),
        ],
    )  # fmt: skip
    words = LongWords(label="Nội dung", widget=area(3), error_messages={"required": "Ghi nội dung trả lời."})
    file = forms.FileField(label="Ảnh, giấy tờ", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["file"].help_text = f"PDF, Word, Excel hoặc ảnh, tối đa {settings.EVIDENCE_MAX_MB} MB."

    def clean_file(self):
        """The bytes decide what the file is."""
        if self.cleaned_data["file"]:
            checked_kind(self.cleaned_data["file"])
        return self.cleaned_data["file"]


class JudgeForm(RulebookForm):
    """Chấp nhận, or trả lại with what is still missing."""

    act = forms.ChoiceField(
        label="Quyết định", widget=forms.RadioSelect, error_messages={"required": "Chọn chấp nhận hoặc trả lại."},
        choices=[(RequestAct.ACCEPT.value, "Chấp nhận, đã xong"), (RequestAct.RETURN.value, "Chưa chấp nhận, trả lại")],
    )  # fmt: skip
    words = LongWords(label="Ý kiến", widget=area(3), required=False, help_text="trả lại thì phải nêu lý do")

    def clean(self):
        """A return says what is missing."""
        if self.cleaned_data.get("act") == RequestAct.RETURN and not self.cleaned_data.get("words"):
            self.add_error("words", "Nêu lý do trả lại.")
        return self.cleaned_data
