"""Đính chính and Rút số liệu: a stored figure is never changed, a newer one takes its place."""

from dataclasses import replace

from django import forms
from django.core.exceptions import ValidationError

from criteria.enums import Stage
from criteria.forms.entry import as_typed
from criteria.forms.rulebook import RulebookForm, Words
from criteria.forms.sheet import BOXES, LONGEST, Common, Row, Typed, read_figure
from criteria.models import Finding
from criteria.rules.admission import FigureRow
from criteria.tables.sheet import Line
from ntm_portal.vietnamese import day

BY_NUMBER = ("", "Theo số liệu")
SAID = [("dat", "Đạt"), ("chua", "Chưa đạt")]
NEARLY, NOT_APPLICABLE = ("co-ban", "Cơ bản đạt"), ("khong-xet", "Không xét")
AROUND = ("day", "year", "source", "note", "reason")
WHY = {"required": "Nêu lý do."}


def short(label: str, **given) -> forms.CharField:
    """A box for a number or a day, read like the boxes of the sheet."""
    return forms.CharField(label=label, max_length=40, required=False, **given)


class VoidForm(RulebookForm):
    """Rút số liệu: the figure is taken back, what was known before holds again."""

    reason = Words(label="Lý do rút", max_length=LONGEST["reason"], error_messages=WHY)


class CorrectionForm(RulebookForm):
    """Đính chính: the right figure, and why the recorded one is wrong."""

    field_order = [*(box for box in BOXES if box not in AROUND), *AROUND]

    day = forms.CharField(
        label="Ngày số liệu",
        max_length=40,
        help_text="theo mẫu 28/8/2017",
        error_messages={"required": "Ghi ngày số liệu."},
    )
    finish_by = short("Hạn hoàn thành", help_text="chỉ khi cơ bản đạt")
    year = short("Số liệu của năm")
    source = Words(label="Nguồn, minh chứng", max_length=LONGEST["source"], required=False)
    note = Words(label="Ghi chú", max_length=LONGEST["note"], required=False)
    reason = Words(label="Lý do đính chính", max_length=LONGEST["reason"], error_messages=WHY)

    def __init__(self, *args, line: Line, finding: Finding, **kwargs):
        super().__init__(*args, initial=recorded(finding), **kwargs)
        self.line, self.finding = line, finding
        self.fields["verdict"].choices = choices(line)

    def clean(self):
        """The boxes mean what they would mean in a row of the sheet."""
        if self.errors:
            return self.cleaned_data
        typed = Typed(**{name: str(self.cleaned_data.get(name) or "") for name in BOXES})
        row = Row(self.line, typed)
        figure = read_figure(row, Common(Stage(self.finding.stage)))
        for box, sentences in row.faults.items():
            self.add_error(box if box in self.fields else None, ValidationError(sentences))
        if figure is not None:
            self.cleaned_data["figure"] = replace(figure, corrects_id=self.finding.pk)
        return self.cleaned_data

    def figure(self) -> FigureRow:
        """What is to be recorded in the place of the wrong figure."""
        return self.cleaned_data["figure"]


class WordCorrectionForm(CorrectionForm):
    """A yes/no indicator."""

    verdict = forms.ChoiceField(
        label="Đánh giá", widget=forms.RadioSelect, error_messages={"required": "Chọn đánh giá."}
    )


class ValueCorrectionForm(CorrectionForm):
    """One number, or a verdict in words where no level decides."""

    value = short("Kết quả")
    verdict = forms.ChoiceField(label="Đánh giá bằng lời", required=False)


class RatioCorrectionForm(ValueCorrectionForm):
    """Two numbers, or a percentage alone."""

    numerator = short("Tử số")
    denominator = short("Mẫu số")


FORMS = {"yes_no": WordCorrectionForm, "value": ValueCorrectionForm, "ratio": RatioCorrectionForm}


def correction_form(line: Line, *args, **kwargs) -> CorrectionForm:
    """The form that fits the kind of figure."""
    return FORMS[line.label.typed_as](*args, line=line, **kwargs)


def choices(line: Line) -> list[tuple[str, str]]:
    """The verdicts an officer may give in words for this indicator."""
    offered = [NEARLY] + [NOT_APPLICABLE] * bool(line.label.na_ground)
    if line.label.typed_as == "yes_no":
        return SAID + offered
    return [BY_NUMBER] + (SAID if line.by_hand else []) + offered


def recorded(finding: Finding) -> dict[str, str]:
    """What the boxes hold when the form is opened: the figure as it was recorded."""
    typed = as_typed(finding)
    now = {name: getattr(typed, name) for name in ("numerator", "denominator", "value", "verdict", "finish_by")}
    other_year = str(finding.figure_year) if finding.figure_year != finding.assessed_on.year else ""
    words = {"source": finding.source_document, "note": finding.note, "year": other_year}
    return now | words | {"day": day(finding.assessed_on)}
