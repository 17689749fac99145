"""Forms of a visit: plan it, add to its checklist, sign, supplement, cancel; propose a re-check and decide on it."""

from collections.abc import Sequence
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError

from communes.models import Unit
from criteria.forms.periods import DayField
from criteria.forms.rulebook import RulebookForm, Words
from criteria.models import Criterion, Indicator
from directives.actions.inspections import Visit
from directives.actions.overturns import Seen
from directives.enums import InspectionKind, TeamOf
from directives.models.inspection import SEEN
from directives.rules.minutes_words import WordFault, read_long, read_members
from ntm_portal.vietnamese import NumberFault, parse_number

CHOOSE = {"required": "Chọn một giá trị.", "invalid_choice": "Chọn một giá trị trong danh sách."}
DAY_HELP = "theo mẫu 28/8/2017"


def area(rows: int) -> forms.Textarea:
    """A box of some lines."""
    return forms.Textarea(attrs={"rows": rows})


class LongWords(Words):
    """Several lines, tidied and bounded."""

    def clean(self, value: object) -> str:
        """The text, or how much too long it is."""
        try:
            return read_long(super().clean(value))
        except WordFault as fault:
            raise ValidationError(str(fault)) from fault


class PlanForm(RulebookForm):
    """Lập lịch: what kind of visit, whose team, when, where, and what is looked at."""

    kind = forms.ChoiceField(label="Loại", error_messages=CHOOSE)
    team_of = forms.ChoiceField(label="Đoàn của", error_messages=CHOOSE)
    team_name = Words(
        label="Tên đoàn", max_length=160, help_text="ví dụ Đoàn kiểm tra Ban Thường vụ Huyện ủy",
        error_messages={"required": "Ghi tên đoàn."},
    )  # fmt: skip
    planned_on = DayField(
        label="Ngày dự kiến", max_length=40, help_text=DAY_HELP, error_messages={"required": "Ghi ngày dự kiến."}
    )
    units = forms.MultipleChoiceField(
        label="Đơn vị", widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Chọn ít nhất một đơn vị.", "invalid_choice": "Chọn đơn vị trong danh sách."},
    )  # fmt: skip
    cells = forms.MultipleChoiceField(
        label="Nội dung kiểm tra", widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Chọn ít nhất một nội dung kiểm tra.", "invalid_choice": "Chọn nội dung trong danh sách.",
        },
    )  # fmt: skip
    plan = LongWords(label="Yêu cầu, chuẩn bị", required=False, widget=area(3))
    team = LongWords(
        label="Thành phần của đoàn", required=False, widget=area(4), help_text="mỗi dòng một người: họ tên, chức vụ"
    )
    token = forms.CharField(max_length=36, widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args,
        kinds: Sequence[InspectionKind],
        teams: Sequence[TeamOf],
        units: Sequence[Unit],
        criteria: Sequence[Criterion],
        **kwargs,
    ):
        given = kwargs.pop("initial", {}) | {"token": str(uuid4())}
        super().__init__(*args, initial=given, **kwargs)
        self.units, self.points = {unit.slug: unit for unit in units}, points_of(criteria)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        self.fields["team_of"].choices = [(team.value, team.label) for team in teams]
        self.fields["units"].choices = [(unit.slug, unit.short_label) for unit in units]
        self.fields["cells"].choices = [(key, label) for key, (_, _, label) in self.points.items()]
        self.groups = grouped_points(criteria)

    def clean_team(self):
        """One person a line."""
        try:
            return read_members(self.cleaned_data["team"])
        except WordFault as fault:
            raise ValidationError(str(fault)) from fault

    def chosen(self, name: str) -> list[str]:
        """What is ticked now, for the boxes the page draws itself."""
        value = self[name].value()
        return list(value) if value else []

    def visit(self) -> Visit:
        """What the action wants."""
        data = self.cleaned_data
        return Visit(
            InspectionKind(data["kind"]), TeamOf(data["team_of"]), data["team_name"], data["planned_on"], data["plan"],
            data["team"], [self.points[key][:2] for key in data["cells"]],
        )  # fmt: skip

    def places(self) -> list[Unit]:
        """The places to be visited."""
        return [self.units[slug] for slug in self.cleaned_data["units"]]


Point = tuple[Criterion, Indicator | None, str]


def points_of(criteria: Sequence[Criterion]) -> dict[str, Point]:
    """What can be looked at: "tc-17" for a whole criterion, "ct-17.5" for one indicator."""
    points: dict[str, Point] = {}
    for criterion in criteria:
        points[f"tc-{criterion.number}"] = (criterion, None, f"{criterion.number}. {criterion.name}")
        for indicator in criterion.indicators.all():
            if indicator.part_of_id is None:
                label = f"{indicator.number} {indicator.short_name}"
                points[f"ct-{indicator.number}"] = (criterion, indicator, label)
    return points


def grouped_points(criteria: Sequence[Criterion]) -> list[tuple[tuple[str, str], list[tuple[str, str]]]]:
    """The same, each criterion with its indicators below it."""
    groups = []
    for criterion in criteria:
        own = [row for row in criterion.indicators.all() if row.part_of_id is None]
        # Where a criterion has one indicator only, ticking the criterion says the same.
        below = [(f"ct-{row.number}", f"{row.number} {row.short_name}") for row in own] if len(own) > 1 else []
        groups.append(((f"tc-{criterion.number}", f"{criterion.number}. {criterion.name}"), below))
    return groups


class ItemForm(RulebookForm):
    """Thêm nội dung kiểm tra while the visit goes on."""

    cell = forms.ChoiceField(label="Tiêu chí, chỉ tiêu", error_messages=CHOOSE)
    look_at = Words(label="Cần xem", max_length=300, required=False)

    def __init__(self, *args, criteria: Sequence[Criterion], **kwargs):
        super().__init__(*args, **kwargs)
        self.points = points_of(criteria)
        self.fields["cell"].choices = [(key, label) for key, (_, _, label) in self.points.items()]

    def point(self) -> dict:
        """What the action wants."""
        criterion, indicator, _ = self.points[self.cleaned_data["cell"]]
        return {"criterion": criterion, "indicator": indicator, "look_at": self.cleaned_data["look_at"]}


class SignForm(RulebookForm):
    """Ghi nhận hai bên đã ký: on paper; the portal keeps who and when."""

    team_signer = Words(
        label="Đại diện đoàn đã ký", max_length=120, error_messages={"required": "Ghi người ký của đoàn."}
    )
    unit_signer = Words(
        label="Đại diện đơn vị đã ký", max_length=120, error_messages={"required": "Ghi người ký của đơn vị."}
    )
    signed_on = DayField(
        label="Ngày ký", max_length=40, help_text=DAY_HELP, error_messages={"required": "Ghi ngày ký."}
    )


class SupplementForm(RulebookForm):
    """Ghi bổ sung vào biên bản đã ký."""

    words = LongWords(label="Nội dung bổ sung", widget=area(5), error_messages={"required": "Ghi nội dung bổ sung."})


class CancelForm(RulebookForm):
    """Hủy lịch, with the reason."""

    words = LongWords(label="Lý do hủy", widget=area(3), error_messages={"required": "Nêu lý do."})


class MoveForm(RulebookForm):
    """Dời lịch, with the new day and the reason; `seen_on` is the day that was planned when the page was opened."""

    to_on = DayField(label="Ngày mới", max_length=40, help_text=DAY_HELP, error_messages={"required": "Ghi ngày mới."})
    words = LongWords(label="Lý do dời", widget=area(3), error_messages={"required": "Nêu lý do."})
    seen_on = DayField(max_length=40, widget=forms.HiddenInput, error_messages={"required": "Tải lại trang."})

    def look_again(self, planned_on: str) -> None:
        """After a refusal the page shows the day that is planned now: saving once more is meant."""
        self.data = self.data.copy()
        self.data["seen_on"] = planned_on


class OverturnForm(RulebookForm):
    """Đề nghị phúc tra: which indicator, what was seen there, and why it overturns what stands."""

    indicator = forms.ChoiceField(label="Chỉ tiêu", error_messages=CHOOSE)
    declared = forms.ChoiceField(
        label="Đánh giá bằng lời", required=False, choices=[("", "Theo số liệu"), *SEEN],
        help_text="chỉ tiêu đạt, chưa đạt không có số liệu thì chọn ở đây",
    )  # fmt: skip
    numerator = forms.CharField(label="Tử số", max_length=40, required=False)
    denominator = forms.CharField(label="Mẫu số", max_length=40, required=False)
    value = forms.CharField(label="Kết quả", max_length=40, required=False, help_text="khi không có tử số, mẫu số")
    reason = Words(label="Lý do", max_length=300, error_messages={"required": "Nêu lý do."})

    def __init__(self, *args, indicators: Sequence[Indicator], **kwargs):
        super().__init__(*args, **kwargs)
        self.indicators = {row.number: row for row in indicators}
        self.fields["indicator"].choices = [(row.number, f"{row.number} {row.short_name}") for row in indicators]

    def clean(self):
        """Numbers as the office types them; something must be said."""
        for name in ("numerator", "denominator", "value"):
            typed = (self.cleaned_data.get(name) or "").strip()
            try:
                self.cleaned_data[name] = parse_number(typed) if typed else None
            except NumberFault as fault:
                self.add_error(name, ValidationError(str(fault)))
        return self.cleaned_data

    def seen(self) -> Seen:
        """What the action wants."""
        names = ("reason", "declared", "numerator", "denominator", "value")
        return Seen(**{name: self.cleaned_data[name] for name in names})


class DecideForm(RulebookForm):
    """Xác nhận hoặc không: confirmed, it is recorded as the day's re-check."""

    granted = forms.ChoiceField(
        label="Quyết định", choices=[("co", "Xác nhận, ghi phúc tra"), ("khong", "Không xác nhận")],
        widget=forms.RadioSelect, error_messages={"required": "Chọn xác nhận hoặc không."},
    )  # fmt: skip
    reason = Words(label="Lý do", max_length=300, required=False, help_text="khi không xác nhận")
    seen_finding = forms.IntegerField(required=False, widget=forms.HiddenInput)


class UndoForm(RulebookForm):
    """Rút phúc tra, with the reason."""

    reason = Words(label="Lý do rút", max_length=300, error_messages={"required": "Nêu lý do."})
