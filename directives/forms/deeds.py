"""Ghi kết quả, xác nhận, rút; xin gia hạn và quyết định."""

import datetime as dt
from uuid import uuid4

from django import forms
from django.conf import settings

from criteria.actions.evidence import Paper, checked_kind
from criteria.forms.evidence import ACCEPTED, FILE_IS_GONE
from criteria.forms.periods import WHY, DayField
from criteria.forms.rulebook import EMPTY, RulebookForm, Words
from criteria.rules.documents import TAKEN
from directives.forms.documents import PATTERN
from directives.models import Obligation
from directives.models.fulfilment import LONGEST
from ntm_portal.uploads import Upload
from ntm_portal.vietnamese import day


class FulfilmentForm(RulebookForm):
    """Ghi kết quả thực hiện: the day, what was done, and the paper that proves it."""

    token = forms.CharField(max_length=36, widget=forms.HiddenInput)
    due_on = forms.TypedChoiceField(
        label="Cho kỳ hạn", required=False, coerce=dt.date.fromisoformat, empty_value=None, error_messages=EMPTY
    )
    done_on = DayField(label="Ngày thực hiện", max_length=40, help_text=PATTERN, error_messages=EMPTY)
    quantity = forms.IntegerField(
        label="Số lượng", min_value=1, max_value=999, initial=1,
        error_messages=EMPTY | {"invalid": "Gõ một số nguyên.", "min_value": "Số từ 1 trở lên."},
    )  # fmt: skip
    words = Words(
        label="Kết quả", max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Ghi kết quả thực hiện."},
    )  # fmt: skip
    file = forms.FileField(
        label="Minh chứng", required=False, allow_empty_file=True, widget=forms.FileInput(attrs={"accept": ACCEPTED})
    )
    paper_number = Words(label="Số, ký hiệu văn bản", max_length=80, required=False)
    paper_on = DayField(label="Ngày văn bản", max_length=40, required=False, help_text="để trống: lấy ngày thực hiện")
    issuer = Words(label="Cơ quan ban hành", max_length=200, required=False)

    def __init__(self, *args, obligation: Obligation, days: list[dt.date], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["token"].initial = uuid4().hex
        self.fields["due_on"].choices = [(due_on.isoformat(), day(due_on)) for due_on in days]
        if not days:
            del self.fields["due_on"]
        if obligation.wanted == 1:
            del self.fields["quantity"]
        kept = [name for name in ("token", "due_on", "done_on", "quantity") if name in self.fields]
        self.helper.layout.fields[:] = [
            *kept, "words", "file", "paper_number", "paper_on", "issuer", *self.helper.layout.fields[-2:]
        ]  # fmt: skip
        self.fields["file"].help_text = f"{TAKEN} Tối đa {settings.EVIDENCE_MAX_MB} MB."

    def clean_file(self):
        """The bytes decide what the file is."""
        if self.cleaned_data["file"]:
            checked_kind(self.cleaned_data["file"])
        return self.cleaned_data["file"]

    def clean(self):
        """A file that was right has to be chosen again when another box is wrong."""
        if self.errors and self.cleaned_data.get("file"):
            self.add_error("file", FILE_IS_GONE)
        return self.cleaned_data

    @property
    def typed(self) -> dict:
        """What the action wants."""
        sent = self.cleaned_data
        return {
            "done_on": sent["done_on"], "due_on": sent.get("due_on"), "quantity": sent.get("quantity") or 1,
            "words": sent["words"], "uploads": self._uploads(), "token": sent["token"],
        }  # fmt: skip

    def _uploads(self) -> list[tuple[Upload, Paper]]:
        sent = self.cleaned_data
        if not sent["file"]:
            return []
        issued_on = sent["paper_on"] or sent["done_on"]
        paper = Paper(issued_on, sent["words"][:300], number=sent["paper_number"], issuer=sent["issuer"])
        return [(sent["file"], paper)]


class ConfirmForm(RulebookForm):
    """Xác nhận kết quả, with a word where there is something to say."""

    words = Words(label="Ý kiến", max_length=300, required=False)


class MoreTimeForm(RulebookForm):
    """Xin gia hạn: until when, and why."""

    due_on = forms.TypedChoiceField(label="Hạn đang có", coerce=dt.date.fromisoformat, error_messages=EMPTY)
    wanted_until = DayField(label="Xin đến hết ngày", max_length=40, help_text=PATTERN, error_messages=EMPTY)
    reason = Words(label="Lý do", max_length=300, error_messages=WHY)

    def __init__(self, *args, days: list[dt.date], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["due_on"].choices = [(due_on.isoformat(), day(due_on)) for due_on in days]


class DecideForm(RulebookForm):
    """Quyết định gia hạn: until when, or not at all, and why."""

    granted = forms.ChoiceField(
        label="Quyết định",
        choices=[("co", "Đồng ý"), ("khong", "Không đồng ý")],
        widget=forms.RadioSelect,
        error_messages={"required": "Chọn đồng ý hoặc không."},
    )
    moved_to = DayField(label="Được đến hết ngày", max_length=40, required=False, help_text="khi đồng ý")
    reason = Words(label="Lý do quyết định", max_length=300, error_messages=WHY)
