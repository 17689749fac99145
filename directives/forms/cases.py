"""Forms about a fall: cause and measure, what the office makes of them, a remark."""

from uuid import uuid4

from django import forms

from criteria.forms.periods import DayField
from criteria.forms.rulebook import RulebookForm, Words
from directives.enums import CaseStep
from directives.models.case import LONGEST

LINES = {"rows": 4}


class CaseForm(RulebookForm):
    """What every form about a fall carries: a token against a second press, and the last word that was on the page."""

    token = forms.CharField(max_length=36, required=False, widget=forms.HiddenInput)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, seen: int | None = None, initial: dict | None = None, **kwargs):
        given = {"token": str(uuid4()), "seen": seen} | (initial or {})
        super().__init__(*args, initial=given, **kwargs)

    def sending(self) -> dict:
        """A page that sent no token of its own gets one that nobody has used."""
        data = self.cleaned_data
        return {"token": data["token"] or str(uuid4()), "seen_id": data["seen"]}


class AnswerForm(CaseForm):
    """Nguyên nhân, biện pháp với hạn, and who sees to it; the office also says in whose name."""

    on_behalf_of = forms.ChoiceField(
        label="Người đứng đầu trả lời",
        required=False,
        error_messages={"invalid_choice": "Chọn người đứng đầu trong danh sách."},
    )
    cause = Words(
        label="Nguyên nhân",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(LINES),
        help_text="Việc gì đã xảy ra, từ khi nào",
    )
    measure = Words(
        label="Biện pháp",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(LINES),
        help_text="Làm gì để đạt lại",
    )
    finish_by = DayField(label="Hạn hoàn thành", max_length=40, required=False, help_text="theo mẫu 28/8/2017")
    responsible = Words(
        label="Người chịu trách nhiệm thực hiện", max_length=120, required=False, help_text="Họ tên hoặc chức vụ"
    )
    NEEDED = {
        "cause": "Ghi nguyên nhân.",
        "measure": "Ghi biện pháp.",
        "finish_by": "Ghi hạn hoàn thành.",
        "responsible": "Ghi người chịu trách nhiệm.",
    }

    def __init__(self, *args, holders: list[tuple[str, str]], is_whole: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.is_whole = is_whole
        if holders:
            self.fields["on_behalf_of"].choices = [("", "Chọn…"), *holders]
        else:
            del self.fields["on_behalf_of"]
            self.helper.layout.fields.remove("on_behalf_of")

    def clean(self) -> dict:
        """A draft may be incomplete, an answer not: everything that is missing is said at once."""
        typed = super().clean()
        for name, words in self.NEEDED.items() if self.is_whole else ():
            if name not in self.errors and not typed.get(name):
                self.add_error(name, words)
        return typed


class DecisionForm(CaseForm):
    """Xem xét trả lời: follow, return or accept, with the reason."""

    step = forms.ChoiceField(
        label="Kết luận",
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn một kết luận.", "invalid_choice": "Chọn một kết luận trong danh sách."},
    )
    text = Words(
        label="Lý do, nội dung",
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(LINES),
        help_text="Bắt buộc khi trả lại hoặc chấp nhận",
    )
    CHOICES = {
        CaseStep.FOLLOW: "Ghi nhận biện pháp, theo dõi đến khi đạt lại",
        CaseStep.RETURN: "Trả lại để bổ sung",
        CaseStep.ACCEPT: "Chấp nhận giải trình, khép lại",
    }

    def __init__(self, *args, steps: list[CaseStep], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = [(step.value, self.CHOICES[step]) for step in steps]


class RemarkForm(CaseForm):
    """Ý kiến about a fall, open or closed."""

    text = Words(
        label="Ý kiến",
        max_length=LONGEST,
        widget=forms.Textarea(LINES),
        error_messages={"required": "Ghi ý kiến."},
    )
