"""What the pages share on which a table of all communes is pasted or read from a file: its text, and storing it."""

from collections.abc import Callable, Sequence
from typing import Protocol

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from communes.models import Unit
from criteria.actions.told import Moved, record_together
from criteria.forms.movements import TermsForm
from criteria.forms.sheet import read_id
from criteria.rules.imports.grid import Grid
from criteria.rules.imports.shown import changed_since, changed_words
from criteria.xlsx import FileFault, read_file
from criteria.xlsx.files import too_large
from criteria.xlsx.limits import LARGEST_FILE
from ntm_portal import clock

RECORD = "ghi"
NOTHING = "Dán bảng vào ô này, hoặc chọn tệp."


class Pasted(Protocol):
    """A table that was looked at."""

    places: Sequence[Unit]

    def by_unit(self) -> dict[Unit, object]:
        """What is to be stored, by place."""


def pasted_text(form: TermsForm, table_of: Callable[[Grid], str]) -> str:
    """The table as it was pasted, or as the file says it, which then stands in the box; nothing where there is none."""
    if form.cleaned_data["tep"]:
        form.data = form.data.copy()
        form.data["bang"] = form.cleaned_data["bang"] = text_of_file(form, table_of)
    text = form.cleaned_data["bang"]
    if text.strip():
        return text
    if not form.errors:
        form.add_error("bang", NOTHING)
    return ""


def text_of_file(form: TermsForm, table_of: Callable[[Grid], str]) -> str:
    """The first visible sheet of an uploaded file as text; what is wrong with it is said at its field."""
    upload = form.cleaned_data["tep"]
    try:
        if upload.size > LARGEST_FILE:
            raise FileFault(too_large(upload.size))
        grids = read_file(upload.name, upload.read())
    except FileFault as fault:
        form.add_error("tep", str(fault))
        return ""
    return next((table_of(grid) for grid in grids if not grid.hidden), "")


def recorded(request: HttpRequest, form: TermsForm, table: Pasted, record: Callable) -> int:
    """How many places were stored; none where the table or a place is another one since the preview, which is said."""
    seen, shown = seen_in(request.POST.get("seen", "")), request.POST.get("shown", "")
    rows = table.by_unit()
    if not rows:
        form.add_error("bang", "Không có dòng nào mới để ghi.")
        return 0
    if moved := changed_since(shown, {unit.pk: facts for unit, facts in rows.items()}):
        form.add_error(None, changed_words(shown, [each.short_label for each in table.places if each.pk in moved]))
        return 0
    try:
        record_together(
            record, rows=rows, seen=seen, by=request.user, at=clock.now(), today=clock.today(),
            reason=form.cleaned_data["reason"],
        )  # fmt: skip
    except Moved as moved:
        form.add_error(None, f"{moved} Xem lại bảng rồi ghi lại, chưa dòng nào được lưu.")
        return 0
    except ValidationError as refused:
        form.add_error(None, refused.messages)
        return 0
    return len(rows)


def seen_in(words: str) -> dict[int, int]:
    """What the page carried: place → what was in force when it was looked at."""
    pairs = (tuple(map(read_id, pair.split(":"))) for pair in words.split())
    return {pair[0]: pair[1] for pair in pairs if len(pair) == 2 and None not in pair}
