"""Ngày của hồ sơ: registered, taken into the plan, due, handed in."""

from criteria.forms.periods import DayField
from criteria.forms.rulebook import EMPTY, Words
from directives.forms.documents import PATTERN, SeenForm

LETTER = "ví dụ 12/CV-UBND"


class DossierForm(SeenForm):
    """Sửa ngày đăng ký, kế hoạch, hạn trình, ngày trình."""

    registered_on = DayField(label="Ngày đăng ký", max_length=40, required=False, help_text=PATTERN)
    registration = Words(label="Văn bản đăng ký", max_length=120, required=False, help_text=LETTER)
    planned_on = DayField(
        label="Ngày cấp trên đưa vào kế hoạch", max_length=40, required=False, help_text="để trống nếu chưa có trả lời"
    )
    plan = Words(label="Văn bản đưa vào kế hoạch", max_length=120, required=False, help_text=LETTER)
    due_on = DayField(label="Hạn trình", max_length=40, help_text=PATTERN, error_messages=EMPTY)
    submitted_on = DayField(label="Ngày trình", max_length=40, required=False, help_text="để trống nếu chưa trình")

    DAYS = ("registered_on", "planned_on", "due_on", "submitted_on")

    @property
    def typed(self) -> dict:
        """What the action wants."""
        return {name: self.cleaned_data[name] for name in (*self.DAYS, "registration", "plan")}
