"""The words of the forms in the administration pages."""

from django import forms
from django.contrib import admin

from accounts.actions import audit
from ntm_portal.admin import HistoryAdmin
from reports.models import FormSetting
from reports.rules.form_settings import keys


class FormSettingForm(forms.ModelForm):
    """One form, chosen from those the portal ships."""

    form = forms.ChoiceField(label="Biểu")
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["seen"] = self.instance.pk and self.instance.history.latest().pk
        if "form" in self.fields:
            self.fields["form"].choices = list(keys().items())

    def clean(self):
        """What somebody changed meanwhile is not overwritten unread."""
        typed = super().clean()
        newest = self.instance.history.latest() if self.instance.pk else None
        if newest and typed.get("seen") != newest.pk:
            who = newest.history_user or "người khác"
            raise forms.ValidationError(f"Cách in này vừa được {who} sửa. Mở lại trang để xem rồi sửa tiếp.")
        return typed


@admin.register(FormSetting)
class FormSettingAdmin(HistoryAdmin):
    """What is left empty is printed as shipped; taking a row away prints everything as shipped again."""

    form = FormSettingForm
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

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        changed = {name: str(form.cleaned_data[name]) for name in form.changed_data}
        audit(by=request.user, action="Sửa cách in của biểu", subject=str(obj), detail=changed)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        audit(by=request.user, action="Bỏ cách in của biểu", subject=str(obj))

    def get_actions(self, request):
        return {}
