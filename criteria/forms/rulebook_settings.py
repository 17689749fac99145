"""The form of one choice of the office: typed as people write it, kept as the rules read it."""

from django import forms
from django.core.exceptions import ValidationError

from criteria.forms.rulebook import EMPTY, RulebookForm, Words
from ntm_portal.vietnamese import NumberFault, nfc, number, parse_number

YES, NO = "co", "khong"
HOW_BANDS = "Mỗi dòng một nhóm, từ cao xuống thấp: từ; đến; tên. Ví dụ: 15; 18; 15-18 tiêu chí"


class ChoiceForm(RulebookForm):
    """Đổi một tùy chọn. `seen` is the row that was on screen: a choice made meanwhile is not overwritten."""

    value = forms.CharField(error_messages=EMPTY)
    reason = Words(label="Lý do đổi", max_length=300, error_messages={"required": "Nêu lý do."})
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, now: object, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["value"] = field_for(now)
        self.fields["value"].label = "Giá trị"
        self.initial["value"] = as_typed(now)
        self.kind = type(now)

    def clean_value(self) -> object:
        """The choice as it is stored: exact numbers as text."""
        typed = self.cleaned_data["value"]
        if self.kind is bool:
            return typed == YES
        try:
            if self.kind is tuple:
                return [read_band(line) for line in typed.splitlines() if line.strip()]
            figure = parse_number(typed, whole=self.kind is int)
        except NumberFault as fault:
            raise ValidationError(str(fault)) from fault
        return int(figure) if self.kind is int else str(figure)


def field_for(now: object) -> forms.Field:
    """A box that fits the kind of choice."""
    if isinstance(now, bool):
        return forms.ChoiceField(choices=[(YES, "Có"), (NO, "Không")], error_messages=EMPTY)
    if isinstance(now, tuple):
        area = forms.Textarea(attrs={"rows": 6})
        return forms.CharField(widget=area, max_length=1000, help_text=HOW_BANDS, error_messages=EMPTY)
    return forms.CharField(max_length=30, error_messages=EMPTY)


def as_typed(now: object) -> str:
    """What stands in the box when the form is opened."""
    if isinstance(now, bool):
        return YES if now else NO
    if isinstance(now, tuple):
        return "\n".join(f"{band.low}; {band.high}; {band.label}" for band in now)
    return number(now)


def read_band(line: str) -> list:
    """ "15; 18; 15-18 tiêu chí" as the rules keep it."""
    low, _, rest = line.partition(";")
    high, _, label = rest.partition(";")
    if not label.strip():
        raise ValidationError(f"Dòng “{line.strip()}” chưa đủ ba phần. {HOW_BANDS}")
    try:
        return [int(parse_number(low, whole=True)), int(parse_number(high, whole=True)), nfc(label.strip())]
    except NumberFault as fault:
        raise ValidationError(f"Dòng “{line.strip()}”: {fault}") from fault
