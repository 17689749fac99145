"""Forms of trao đổi: a comment with whom it calls, and taking one back."""

from uuid import uuid4

from django import forms

from criteria.enums import Addressee
from criteria.forms.rulebook import RulebookForm, Words
from criteria.rules.comments import LONGEST
from criteria.tables.comments import Addressees


class CommentForm(forms.Form):
    """Words about a cell. The length is judged by the action, which says how much too long they are."""

    text = Words(
        label="Nội dung",
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
    )
    to = forms.MultipleChoiceField(
        label="Gửi tới",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Chọn nơi nhận trong danh sách."},
    )
    token = forms.CharField(max_length=36, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, called: Addressees, **kwargs):
        super().__init__(*args, initial={"token": str(uuid4())}, auto_id="td-%s", **kwargs)
        self.fields["to"].choices = called.choices
        self.longest, self.unheard = LONGEST, called.unheard_names

    refusals = RulebookForm.refusals

    def typed(self) -> dict:
        """What the action wants; a page that sent no token of its own gets one that nobody has used."""
        data = self.cleaned_data
        to = [Addressee(value) for value in data["to"]]
        return {"text": data["text"], "to": to, "token": data["token"] or str(uuid4())}


class WithdrawCommentForm(RulebookForm):
    """Rút ý kiến: why the words should not have been said."""

    reason = Words(label="Lý do rút", max_length=300, error_messages={"required": "Nêu lý do."})
