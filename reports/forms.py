"""What is chosen for a reminder letter, and what is written into a periodic report."""

import datetime as dt

from django import forms
from django.core.exceptions import ValidationError

from criteria.forms.periods import DayField
from criteria.forms.rulebook import Refusing, Words
from ntm_portal.vietnamese import day
from reports.rules.papers import Letterhead
from reports.rules.reminder import deadline_fault, usual_deadline
from reports.tables.reminder import HEADS, Choice, Owing
from reports.tables.urging import Left

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


class TextForm(Refusing):
    """Words of a report with the version the writer had before him; what may be wrong with them the action says."""

    text = Words(label="Nội dung", required=False, strip=False)
    basis = Words(required=False, strip=False)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
