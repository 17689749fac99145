"""A table of money of one commune, typed, pasted or read from a file: its terms, and the boxes of its lines."""

import datetime as dt
from collections.abc import Mapping, Sequence
from contextlib import contextmanager

from django import forms
from django.core.exceptions import ValidationError
from django.forms.utils import ErrorDict

from communes.models import Appointment
from criteria.enums import Money
from criteria.forms.money_grids import DebtGrid, FundingGrid, MoneyGrid
from criteria.forms.movements import Boxed, TermsForm
from criteria.forms.periods import DayField
from criteria.forms.rulebook import Words
from criteria.models import FundingContent
from criteria.rules.money import SheetFacts
from ntm_portal.vietnamese import day

NOTHING = {
    Money.FUNDING: "Đơn vị không huy động nguồn lực nào từ đầu năm",
    Money.DEBT: "Đơn vị không có nợ đọng xây dựng cơ bản",
}
EMPTY = "Bảng chưa có dòng nào. Nếu đúng là không có, đánh dấu ô này."
BOTH = "Đã ghi là không có mà bảng còn dòng: bỏ dấu, hoặc xóa các dòng."


class MoneyForm(Boxed):
    """The day, the document, in whose name and why; the lines stand in `grid`."""

    counted_on = DayField(label="Ngày số liệu", max_length=40, error_messages={"required": "Ghi ngày số liệu."})
    source = Words(label="Văn bản, báo cáo", max_length=300, required=False)
    on_behalf_of = forms.ChoiceField(label="Nhập thay", required=False)
    reason = Words(label="Lý do đính chính", max_length=300, required=False)
    nothing = forms.BooleanField(required=False)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Mapping | None = None,
        *,
        kind: Money,
        contents: Sequence[FundingContent],
        holders: Sequence[Appointment] = (),
        opened: SheetFacts | None = None,
        **kwargs,
    ):
        super().__init__(data, **kwargs)
        self.kind, self.holders = kind, {str(holder.pk): holder for holder in holders}
        names = [(pk, f"{holder.post_label}: {holder.officer.name}") for pk, holder in self.holders.items()]
        self.fields["on_behalf_of"].choices = [("", "không nhập thay ai"), *names]
        self.fields["nothing"].label = NOTHING[kind]
        self.fields["nothing"].widget.attrs["class"] = "form-check-input"
        self.grid = grid_of(kind, data, opened, contents)

    def clean(self) -> dict:
        """No line may be unreadable, and a table without lines must say that there is nothing."""
        said = super().clean()
        has_lines, is_none = bool(self.grid.lines or self.grid.faults), said.get("nothing")
        if not has_lines and not is_none:
            self.add_error("nothing", EMPTY)
        if has_lines and is_none:
            self.add_error("nothing", BOTH)
        return said

    def is_valid(self) -> bool:
        return super().is_valid() and not self.grid.faults

    @contextmanager
    def refusals(self):
        """What the action refuses is said at the box it concerns, in the lines or above them."""
        with super().refusals():
            try:
                yield
            except ValidationError as refused:
                raise self.grid.taking(refused) from refused

    def leave_unjudged(self) -> None:
        """Only more lines were asked for: what was typed is kept, and not judged yet."""
        self._errors = ErrorDict()
        self.grid.faults.clear()

    @property
    def has_faults(self) -> bool:
        """Something must be put right before it can be stored."""
        return bool(self.errors or self.grid.faults)

    @property
    def holder(self) -> Appointment | None:
        """In whose name the office types."""
        return self.holders.get(self.cleaned_data["on_behalf_of"])

    @property
    def typed(self) -> SheetFacts:
        """What was typed, as the rules and the action take it."""
        said = self.cleaned_data
        return SheetFacts(self.kind, said["counted_on"], tuple(self.grid.lines), said["source"])


def grid_of(
    kind: Money, data: Mapping | None, opened: SheetFacts | None, contents: Sequence[FundingContent]
) -> MoneyGrid:
    """The lines of a table of that kind: as they were sent, or as the opened table has them."""
    return DebtGrid(data, opened) if kind == Money.DEBT else FundingGrid(data, opened, contents)


def terms_of(sheet: SheetFacts | None, seen: int | None) -> dict[str, object]:
    """What the boxes above the lines hold when a table is opened to be corrected, or a new one begun."""
    if sheet is None:
        return {"seen": seen}
    return {"seen": seen, "counted_on": day(sheet.on), "source": sheet.source, "nothing": not sheet.lines}


class MoneyTermsForm(TermsForm):
    """What holds for every line of a pasted table of money."""

    counted_on = DayField(label="Ngày số liệu", max_length=40, error_messages={"required": "Ghi ngày số liệu."})
    source = Words(label="Văn bản, báo cáo", max_length=300, required=False)

    def __init__(self, *args, kind: Money, today: dt.date, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind, self.today = kind, today
        self.fields["tep"].label = f"Hoặc tệp {kind.form.replace('bieu-', 'Biểu ')} (.xlsx, .csv)"

    def clean_counted_on(self) -> dt.date:
        """Nothing is told of a day to come."""
        on = self.cleaned_data["counted_on"]
        if on > self.today:
            raise ValidationError(f"Ngày số liệu không được sau hôm nay ({day(self.today)}).")
        return on

    @property
    def typed(self) -> SheetFacts:
        """Kind, day and document of every table that is pasted."""
        return SheetFacts(self.kind, self.cleaned_data["counted_on"], (), self.cleaned_data["source"])
