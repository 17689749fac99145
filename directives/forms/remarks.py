"""Form of nhận xét and tự kiểm điểm: the words, and the version of the draft that the writer had before him."""

from django import forms

from criteria.forms.rulebook import RulebookForm, Words


class RemarkForm(forms.Form):
    """The length is judged by the action, which says how much too long the words are."""

    text = Words(label="Nội dung", required=False, strip=False)
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    refusals = RulebookForm.refusals
