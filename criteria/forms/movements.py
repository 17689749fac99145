"""Biến động hộ nghèo of one commune: thirteen numbers, a day and a document, typed in a plain form."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError

from communes.models import Appointment
from criteria.actions.movements import counts_of
from criteria.enums import Poverty
from criteria.forms.periods import DayField
from criteria.forms.rulebook import Refusing, Words
from criteria.models.movement import COUNTS, FLOWS
from criteria.rules.facts import Flow, MovementFacts
from criteria.rules.movements import MOST, PARTS, box
from ntm_portal.vietnamese import NumberFault, day, number, parse_number

MAY_LACK = tuple(box(kind, "minority") for kind in Poverty)
LABELS = {"minority": "Trong đó DTTS (để trống là không có)", "end": "Cuối kỳ, theo danh sách"}


class Boxed(Refusing):
    """Drawn by a template of its own: every box looks like a box, and a refused one names its sentence."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            look = "form-select" if isinstance(field.widget, forms.Select) else "form-control"
            field.widget.attrs |= {"class": look, "autocomplete": "off"}


class CountField(forms.CharField):
    """A whole number of households, as the office types it."""

    def clean(self, value: object) -> int | None:
        """The number; a minority left empty is none."""
        typed = super().clean(value)
        if not typed:
            return 0
        try:
            figure = parse_number(typed, whole=True)
        except NumberFault as fault:
            raise ValidationError(str(fault)) from fault
        if figure > MOST:
            raise ValidationError(f"Số hộ nhiều nhất là {number(MOST)}. Kiểm tra lại số chữ số.")
        return int(figure)


@dataclass(frozen=True, slots=True)
class BoxRow:
    """One line of the form: a word and the boxes of both kinds of household."""

    part: str
    label: str
    boxes: tuple[forms.BoundField, ...]

    @property
    def is_end(self) -> bool:
        """The line above which the worked-out end stands."""
        return self.part == "end"


class MovementForm(Boxed):
    """What a commune counted in a year up to a day; of a day that was counted before, with the reason to correct."""

    counted_on = DayField(
        label="Ngày rà soát", max_length=40, error_messages={"required": "Ghi ngày rà soát."}
    )  # fmt: skip
    source = Words(label="Văn bản, biên bản", max_length=300, required=False)
    on_behalf_of = forms.ChoiceField(label="Nhập thay", required=False)
    reason = Words(label="Lý do đính chính", max_length=300, required=False)
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, year: int, holders: Sequence[Appointment] = (), **kwargs):
        super().__init__(*args, **kwargs)
        self.year, self.holders = year, {str(holder.pk): holder for holder in holders}
        for name in COUNTS:
            wanted = {"required": "Ghi số, không có thì ghi 0."}
            self.fields[name] = CountField(max_length=20, required=name not in MAY_LACK, error_messages=wanted)
        names = [(pk, f"{holder.post_label}: {holder.officer.name}") for pk, holder in self.holders.items()]
        self.fields["on_behalf_of"].choices = [("", "không nhập thay ai"), *names]

    @property
    def rows(self) -> Iterator[BoxRow]:
        """The lines of the form in the order of Biểu 07."""
        for part, word in PARTS.items():
            yield BoxRow(part, LABELS.get(part, word), tuple(self[box(kind, part)] for kind in Poverty))

    @property
    def worked_out(self) -> list[tuple[Poverty, str]]:
        """The end of each kind as it follows from the rest; nothing while a number is missing."""
        return [(kind, _worked_out([self[name].value() for name in FLOWS[kind]])) for kind in Poverty]

    @property
    def holder(self) -> Appointment | None:
        """In whose name the office types."""
        return self.holders.get(self.cleaned_data["on_behalf_of"])

    @property
    def typed(self) -> MovementFacts:
        """What was typed, as the rules and the action take it."""
        said = self.cleaned_data
        poor, near = (Flow(*(said[name] for name in FLOWS[kind])) for kind in Poverty)
        return MovementFacts(self.year, said["counted_on"], said["households"], poor, near, said["source"])


def _worked_out(written: Sequence[object]) -> str:
    try:
        flow = Flow(*(int(parse_number(str(value), whole=True)) for value in written[:5]))
    except NumberFault:
        return ""
    return number(flow.worked_out)


def opened_with(movement: MovementFacts | None, before: MovementFacts | None, corrects: bool) -> dict[str, object]:
    """What the boxes hold when the page is opened: the numbers in force, or the end of the year before as the start.

    The day and the document are only filled in where that very movement is to be corrected.
    """
    if movement is None:
        starts = {box(kind, "start"): before.flow(kind).end for kind in Poverty} if before else {}
        return starts | ({"households": before.households} if before else {})
    held: dict[str, object] = dict(counts_of(movement))
    if corrects:
        held |= {"counted_on": day(movement.counted_on), "source": movement.source}
    return held


class WithdrawMovementForm(Boxed):
    """Rút một lần rà soát: why it should not count."""

    reason = Words(label="Lý do rút", max_length=300, error_messages={"required": "Nêu lý do rút số liệu."})


class TermsForm(Boxed):
    """A table of all communes, pasted or in a file, with what holds for every line of it."""

    counted_on = DayField(label="Ngày rà soát", max_length=40, error_messages={"required": "Ghi ngày rà soát."})
    source = Words(label="Văn bản, biên bản", max_length=300, required=False)
    reason = Words(label="Lý do, khi đính chính số của cùng ngày", max_length=300, required=False)
    tep = forms.FileField(
        label="Hoặc tệp Biểu 07 (.xlsx, .csv)", required=False,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}), error_messages={"empty": "Tệp rỗng."},
    )  # fmt: skip
    bang = forms.CharField(
        label="Bảng dán từ Excel", required=False, strip=False, max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false", "wrap": "off"}),
    )  # fmt: skip


class YearTermsForm(TermsForm):
    """What holds for every line of a pasted table of poor households."""

    def __init__(self, *args, year: int, **kwargs):
        super().__init__(*args, **kwargs)
        self.year = year

    def clean_counted_on(self) -> dt.date:
        """A day of the year of the page."""
        on = self.cleaned_data["counted_on"]
        if on.year != self.year:
            raise ValidationError(f"Ngày rà soát phải trong năm {self.year}.")
        return on
