"""The words of forms, reports and letters in the administration pages."""

from django import forms
from django.contrib import admin

from accounts.actions import audit
from ntm_portal.admin import HistoryAdmin
from reports.models import FormSetting, LetterheadSetting
from reports.rules.form_settings import keys
from reports.rules.letterheads import letterhead_keys, shipped_foot


class SettingForm(forms.ModelForm):
    """What is printed of one thing, chosen from those the portal ships; `chosen` names the box, `of` the things."""

    chosen = of = None
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.pk and self.instance.history.latest().pk
        if self.chosen in self.fields:
            self.fields[self.chosen].choices = list(self.of().items())

    def clean(self):
        """What somebody changed meanwhile is not overwritten unread."""
        typed = super().clean()
        newest = self.instance.history.latest() if self.instance.pk else None
        if newest and typed.get("seen") != newest.pk:
            who = newest.history_user or "người khác"
            raise forms.ValidationError(f"Mục này vừa được {who} sửa. Mở lại trang để xem rồi sửa tiếp.")
        return typed


class SettingAdmin(HistoryAdmin):
    """What is left empty is printed as shipped; taking a row away prints everything as shipped again."""

    what = ""

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        changed = {name: str(form.cleaned_data[name]) for name in form.changed_data}
        audit(by=request.user, action=f"Sửa {self.what}", subject=str(obj), detail=changed)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        audit(by=request.user, action=f"Bỏ {self.what}", subject=str(obj))

    def get_actions(self, request):
        return {}


class FormSettingForm(SettingForm):
    """One form."""

    chosen, of = "form", staticmethod(keys)
    form = forms.ChoiceField(label="Biểu")


@admin.register(FormSetting)
class FormSettingAdmin(SettingAdmin):
    """Cách in của một biểu."""

    form, what = FormSettingForm, "cách in của biểu"
    list_display = ["__str__", "number", "title"]
    fieldsets = [
        (
            None,
            {
                "fields": ["form", "number", "title", "place_title", "seen"],
                "description": "Ô để trống in như mẫu của cổng.",
            },
        ),
        ("Cơ quan, địa danh", {"fields": ["issuer", "place_line"]}),
        ("Người ký", {"fields": [f"{side}_{part}" for side in ("left", "right") for part in ("post", "how", "name")]}),
    ]


class LetterheadForm(SettingForm):
    """One body's reports or letters; what is shipped stands behind the boxes left empty."""

    chosen, of = "paper", staticmethod(letterhead_keys)
    paper = forms.ChoiceField(label="Văn bản")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            for name, words in shipped_foot(self.instance.paper).items():
                self.fields[name].widget.attrs["placeholder"] = words


@admin.register(LetterheadSetting)
class LetterheadSettingAdmin(SettingAdmin):
    """Nơi nhận, người ký của báo cáo định kỳ và công văn."""

    form, what = LetterheadForm, "nơi nhận, người ký"
    list_display = ["__str__", "signer"]
    fieldsets = [
        (
            None,
            {
                "fields": ["paper", "copies", "authority", "signer", "seen"],
                "description": "Ô để trống in như mẫu của cổng. Báo cáo đã phát hành không đổi theo.",
            },
        ),
    ]
