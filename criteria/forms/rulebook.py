"""Single forms of the rulebook: a level typed, corrected, withdrawn or compared; a choice of the office."""

from contextlib import contextmanager
from decimal import Decimal

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout, Submit
from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import escape

from communes.models import Unit
from criteria.enums import Direction, Scope, ValueKind
from criteria.models import CriteriaSet, Indicator, Target
from criteria.rules.verdicts import is_share
from ntm_portal.vietnamese import NumberFault, nfc, number, parse_number

EMPTY = {"required": "Không để trống ô này.", "invalid_choice": "Chọn một giá trị trong danh sách."}


class Words(forms.CharField):
    """Text, spelled one way however it was typed."""

    def to_python(self, value: object) -> str:
        return nfc(super().to_python(value))


class Refusing(forms.Form):
    """A form whose action may still refuse what it was given."""

    @contextmanager
    def refusals(self):
        """What the action refuses is said at the field it concerns, else above the form."""
        try:
            yield
        except ValidationError as refused:
            said = refused.error_dict if hasattr(refused, "error_dict") else {None: refused.error_list}
            for field, errors in said.items():
                self.add_error(field if field in self.fields else None, errors)


class RulebookForm(Refusing):
    """A form with one button, and a way back to where it was opened."""

    def __init__(self, *args, back: str, button: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.attrs = {"novalidate": True}
        self.helper.layout = Layout(
            *self.fields,
            Submit("save", button, css_class="btn-primary"),
            HTML(f'<a class="btn btn-text" href="{escape(back)}">Bỏ qua</a>'),
        )


class LevelForm(RulebookForm):
    """The level itself, read as the office types numbers."""

    def __init__(self, *args, indicator: Indicator, **kwargs):
        super().__init__(*args, **kwargs)
        self.indicator = indicator
        self.fields["value"].label = level_label(indicator)
        if indicator.kind == ValueKind.YES_NO:
            self.fields["value"].widget = forms.HiddenInput()
            self.initial["value"] = "1"

    def clean_value(self) -> Decimal:
        """The number typed; "1.234" is asked about."""
        whole = self.indicator.kind == ValueKind.COUNT and self.indicator.whole
        try:
            return parse_number(self.cleaned_data["value"], whole=whole)
        except NumberFault as fault:
            raise ValidationError(str(fault)) from fault


class TypeLevelForm(LevelForm):
    """Nhập mức: what the province decided, from which year, and where it is written."""

    scope = forms.ChoiceField(label="Phạm vi", error_messages=EMPTY)
    value = forms.CharField(max_length=30, error_messages=EMPTY)
    year_from = forms.IntegerField(
        label="Áp dụng từ năm", error_messages={"invalid": "Gõ năm bằng bốn chữ số, ví dụ 2017."} | EMPTY
    )
    source = Words(label="Văn bản", max_length=300, error_messages=EMPTY, help_text="Số quyết định, phụ lục, trang")
    note = Words(label="Ghi chú", max_length=500, required=False)

    def __init__(self, *args, places: dict[str, str], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["scope"].choices = list(places.items())

    def typed(self, *, overlay: CriteriaSet | None) -> dict:
        """What the action wants: a level of the province rests on the province's own decision."""
        scope, _, code = self.cleaned_data["scope"].partition(" ")
        decision = overlay if scope == Scope.PROVINCE else self.indicator.criterion.criteria_set
        place = {"scope": Scope(scope), "scope_code": code, "decided_by": decision}
        return place | {name: self.cleaned_data[name] for name in ("value", "year_from", "source", "note")}


class CorrectLevelForm(LevelForm):
    """Sửa mức: the right value, and why the recorded one is wrong."""

    value = forms.CharField(max_length=30, error_messages=EMPTY)
    source = Words(label="Văn bản", max_length=300, error_messages=EMPTY)
    note = Words(label="Ghi chú nguồn", max_length=500, required=False)
    reason = Words(label="Lý do sửa", max_length=300, error_messages={"required": "Nêu lý do."})

    @classmethod
    def of(cls, target: Target, *args, **kwargs) -> "CorrectLevelForm":
        """Opened with what is recorded now."""
        now = {"value": number(target.value), "source": target.source, "note": target.note}
        return cls(*args, indicator=target.indicator, initial=now, **kwargs)


class WithdrawLevelForm(RulebookForm):
    """Rút mức: why it should never have been recorded."""

    reason = Words(label="Lý do rút", max_length=300, error_messages={"required": "Nêu lý do."})


class ConfirmLevelForm(RulebookForm):
    """Đã đối chiếu: where in the text it was found."""

    note = Words(
        label="Đối chiếu tại", max_length=300, required=False, help_text="Số công báo, trang; để trống nếu không cần"
    )


def level_label(indicator: Indicator) -> str:
    """ "Mức yêu cầu (từ … % trở lên)"."""
    unit = "%" if is_share(indicator) else indicator.unit_of_measure
    asked = f"không quá … {unit}" if indicator.direction == Direction.AT_MOST else f"từ … {unit} trở lên"
    return f"Mức yêu cầu ({asked})"


def place_choices(province: Unit, *, wide: bool) -> dict[str, str]:
    """Where a level may be typed for: the province first; region and country for the administrator."""
    places = {f"{Scope.PROVINCE} {province.code}": f"Tỉnh {province.name}"}
    if wide:
        places[f"{Scope.REGION} {province.region}"] = f"Vùng {province.get_region_display()}"
        places[Scope.COMMON.value] = "Chung cả nước"
    return places
