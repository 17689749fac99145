"""The form of the gallery: a real crispy form with a fault, so that its look cannot drift."""

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError

from ntm_portal.vietnamese import DayFault, parse_day


class SampleForm(forms.Form):
    """One field refused, one with help, one tick."""

    day = forms.CharField(label="Ngày số liệu")
    source = forms.ChoiceField(
        label="Nguồn số liệu",
        choices=[("bhxh", "BHXH huyện")],
        required=False,
        help_text="Cơ quan cung cấp, không phải người nhập.",
    )
    unchanged = forms.BooleanField(label="Số liệu không đổi so với kỳ trước", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_tag = False
        self.helper.disable_csrf = True

    def clean_day(self):
        try:
            return parse_day(self.cleaned_data["day"])
        except DayFault as fault:
            raise ValidationError(str(fault)) from fault
