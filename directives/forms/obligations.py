"""Giao nhiệm vụ: what is asked, of whom, by when, who answers, and what decides that it is done."""

import datetime as dt
from collections.abc import Mapping

from crispy_forms.layout import Div, Fieldset, Layout
from django import forms

from communes.enums import Level, Post
from communes.models import Department, Unit
from criteria.forms.periods import DayField
from criteria.forms.rulebook import EMPTY, Words
from criteria.models import Criterion, Indicator
from directives.enums import AppliesTo, JudgedBy, PriorityGroup, Recurrence, TeamOf
from directives.forms.documents import PATTERN, SeenForm
from directives.models import Obligation

ANY_NUMBER = {"invalid": "Gõ một số nguyên.", "min_value": "Số từ 1 trở lên."}
LEVELS = {AppliesTo.COMMUNES: Level.COMMUNE, AppliesTo.DISTRICT: Level.DISTRICT}
GROUPS = (
    ("Nội dung", ("seen", "clause", "title", "priority")),
    ("Giao cho", ("applies_to", "units", "bodies")),
    ("Thời hạn", (
        "begins_on", "opens_on", "due_on", "due_set_by_office", "recurrence", "due_day", "ends_on",
    )),
    ("Cách đánh giá", ("judged_by", "measure", "visits_of", "wanted", "counted", "set_by_office")),
    ("Chịu trách nhiệm", ("answering_posts", "answering_bodies", "answering_words")),
)  # fmt: skip
LISTS = ("units", "bodies", "answering_posts", "answering_bodies")
AS_TYPED = (
    "clause", "title", "priority", "applies_to", "units", "bodies", "begins_on", "opens_on", "due_on",
    "due_set_by_office", "recurrence", "due_day", "ends_on", "judged_by", "visits_of", "wanted", "counted",
    "set_by_office", "answering_posts", "answering_bodies", "answering_words",
)  # fmt: skip


def blank(choices: type, word: str) -> list[tuple[str, str]]:
    """The choices with a first line that says what leaving it means."""
    return [("", word), *choices.choices]


def many(model: type, label: str, help_text: str = "") -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        label=label, queryset=model.objects.none(), required=False, help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip


class ObligationForm(SeenForm):
    """One task of a document."""

    clause = Words(label="Mục", max_length=20, help_text="như trong văn bản: 3a, 3đ, 4", error_messages=EMPTY)
    title = Words(label="Nội dung nhiệm vụ", max_length=300, error_messages=EMPTY)
    priority = forms.ChoiceField(
        label="Nhóm ưu tiên", required=False, choices=blank(PriorityGroup, "không thuộc nhóm nào")
    )
    applies_to = forms.ChoiceField(label="Giao cho", choices=AppliesTo.choices, error_messages=EMPTY)
    units = many(Unit, "Chỉ các xã, thị trấn này", "không chọn xã nào là giao cho mọi xã, thị trấn")
    bodies = many(Department, "Cơ quan, đoàn thể được giao", "khi giao cho cơ quan, đoàn thể")
    begins_on = DayField(label="Giao từ ngày", max_length=40, help_text=PATTERN, error_messages=EMPTY)
    opens_on = DayField(
        label="Đến kỳ từ ngày", max_length=40, required=False, help_text="trước ngày này là “chưa đến kỳ”"
    )
    due_on = DayField(
        label="Hạn", max_length=40, required=False, help_text="để trống: thường xuyên, hoặc khi việc định kỳ"
    )
    due_set_by_office = forms.BooleanField(label="Hạn do văn phòng đặt, văn bản không ghi", required=False)
    recurrence = forms.ChoiceField(label="Định kỳ", required=False, choices=blank(Recurrence, "một lần"))
    due_day = forms.IntegerField(
        label="Hạn vào ngày của tháng", required=False, min_value=1, max_value=31,
        help_text="1 đến 31; tháng ngắn hơn thì là ngày cuối tháng",
        error_messages=ANY_NUMBER | {"max_value": "Ngày từ 1 đến 31."},
    )  # fmt: skip
    ends_on = DayField(label="Định kỳ đến hết ngày", max_length=40, required=False)
    judged_by = forms.ChoiceField(label="Đánh giá theo", choices=JudgedBy.choices, error_messages=EMPTY)
    measure = forms.ChoiceField(label="Chỉ tiêu, tiêu chí", required=False, error_messages=EMPTY)
    visits_of = forms.ChoiceField(
        label="Đoàn được tính", required=False, choices=blank(TeamOf, "mọi đoàn"),
        help_text="khi đánh giá theo biên bản kiểm tra",
    )  # fmt: skip
    wanted = forms.IntegerField(
        label="Số lượng yêu cầu", min_value=1, max_value=999, initial=1, error_messages=ANY_NUMBER | EMPTY
    )
    counted = Words(label="Đơn vị đếm", max_length=20, required=False, help_text="văn bản, cuộc, lượt, báo cáo")
    set_by_office = forms.BooleanField(label="Số lượng, kỳ thực hiện do văn phòng đặt", required=False)
    answering_posts = forms.MultipleChoiceField(
        label="Chức vụ", required=False, choices=Post.choices, widget=forms.CheckboxSelectMultiple
    )
    answering_bodies = many(Department, "Cơ quan")
    answering_words = Words(
        label="Ghi như văn bản", max_length=200, required=False, help_text="để trống: ghi theo chức vụ, cơ quan đã chọn"
    )

    def __init__(self, *args, units, bodies, measures: Mapping[str, list], **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["units"].queryset, self.measures = units, measures
        for name in ("bodies", "answering_bodies"):
            self.fields[name].queryset = bodies
        listed = [(group, [(key, label) for key, label, _ in rows]) for group, rows in measures.items()]
        self.fields["measure"].choices = [("", "không dùng chỉ tiêu, tiêu chí"), *listed]
        self.helper.layout = Layout(*(self._group(*group) for group in GROUPS), *self.helper.layout.fields[-2:])

    def _group(self, title: str, names: tuple[str, ...]) -> Fieldset:
        inside = [Div(name, css_class="checks") if name in LISTS else name for name in names]
        return Fieldset(title, *inside)

    def clean(self):
        """A measured task names its measure, of the level it is asked of; the others name none."""
        typed = self.cleaned_data
        measured = typed.get("judged_by") == JudgedBy.MEASURE
        if measured and not typed.get("measure"):
            self.add_error("measure", "Chọn chỉ tiêu hoặc tiêu chí phải đạt.")
        if not measured and typed.get("measure"):
            self.add_error("measure", "Chỉ chọn khi đánh giá theo chỉ tiêu, tiêu chí đạt.")
        if typed.get("visits_of") and typed.get("judged_by") != JudgedBy.VISIT:
            self.add_error("visits_of", "Chỉ chọn khi đánh giá theo biên bản kiểm tra.")
        if typed.get("measure") and self._level(typed["measure"]) != LEVELS.get(typed.get("applies_to")):
            self.add_error("measure", "Chỉ tiêu, tiêu chí này thuộc cấp khác với nơi được giao.")
        return typed

    def _level(self, key: str) -> Level:
        return next(level for rows in self.measures.values() for found, _, level in rows if found == key)

    @property
    def typed(self) -> dict:
        """What the action wants."""
        kind, _, pk = self.cleaned_data["measure"].partition(":")
        return {name: self.cleaned_data[name] for name in AS_TYPED} | {
            "indicator": Indicator.objects.get(pk=pk) if kind == "I" else None,
            "criterion": Criterion.objects.get(pk=pk) if kind == "C" else None,
        }


def as_typed(obligation: Obligation, day_words) -> dict:
    """A task as its form is opened with it."""
    plain = {name: getattr(obligation, name) for name in AS_TYPED if name not in LISTS}
    days = {name: day_words(value) for name, value in plain.items() if isinstance(value, dt.date)}
    lists = {name: getattr(obligation, name).all() for name in ("units", "bodies", "answering_bodies")}
    key = f"I:{obligation.indicator_id}" if obligation.indicator_id else f"C:{obligation.criterion_id}"
    measure = key if obligation.indicator_id or obligation.criterion_id else ""
    return plain | days | lists | {"answering_posts": obligation.answering_posts, "measure": measure}
