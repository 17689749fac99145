"""A file comes in; somebody says how it is to be read."""

import datetime as dt
import hashlib
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from accounts.permissions import stages_open_to
from communes.models import Appointment
from criteria.actions.imports.desk import Desk
from criteria.actions.imports.previewing import Opened, day_in, preview
from criteria.enums import FileKind, Stage
from criteria.models import ImportBatch, ImportLayout
from criteria.permissions import previews_of
from criteria.rules.imports.carried import SHEET, CarriedFault
from criteria.rules.imports.grid import Grid
from criteria.rules.imports.layout import Frame, Reading, frame_of, frame_with

NO_PLACE = (
    "Không thấy cột tên xã, thị trấn trong tệp. Mỗi dòng của bảng phải có tên một xã, thị trấn thuộc phạm vi nhập của "
    "tài khoản này."
)
STAGE_CLOSED = "Tài khoản này không được ghi mức đánh giá của biểu."
# How long a file waits to be recorded before it is forgotten.
KEPT_FOR = dt.timedelta(days=30)
NOT_FUTURE = "Ngày số liệu không được sau ngày hôm nay."


@transaction.atomic
def receive_file(
    *, name: str, content: bytes, grids: Sequence[Grid], by: User, at: dt.datetime, today: dt.date
) -> ImportBatch:
    """Nhận tệp: keep its cells, recognise a form of the portal or a layout explained before, and preview it."""
    try:
        opened = Opened.of(grids)
    except CarriedFault as fault:
        raise ValidationError(str(fault)) from fault
    batch = ImportBatch(
        uploaded_by=by, uploaded_at=at, file_name=name[-200:], size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), sample=by.sample,
    )  # fmt: skip
    if opened.carried:
        as_form(batch, opened)
    else:
        as_table(batch, grids, Desk(by, today, Stage.SELF))
    if batch.stage not in stages_of(by, Desk(by, today, Stage(batch.stage))):
        raise ValidationError(STAGE_CLOSED)
    if batch.assessed_on and batch.assessed_on > today:
        raise ValidationError(NOT_FUTURE)
    batch.full_clean(exclude=["cells"])
    batch.save()
    previews_of(by).filter(uploaded_at__lt=at - KEPT_FOR).delete()
    return begin(batch, by, today, opened)


def begin(batch: ImportBatch, by: User, today: dt.date, opened: Opened | None = None) -> ImportBatch:
    """The first preview of a file; a form whose cells have moved is refused as a whole."""
    try:
        preview(batch=batch, by=by, today=today, opened=opened)
    except CarriedFault as fault:
        raise ValidationError(str(fault)) from fault
    return batch


def as_form(batch: ImportBatch, opened: Opened) -> None:
    """A form of the portal: only its own sheet and the hidden one are kept."""
    grids, carried = opened.grids, opened.carried
    batch.kind, batch.stage, batch.sheet = carried.kind, carried.stage, carried.sheet
    batch.assessed_on = day_in(carried, grids)
    batch.cells = ImportBatch.packed(grid for grid in grids if grid.name in (carried.sheet, SHEET))


def as_table(batch: ImportBatch, grids: Sequence[Grid], desk: Desk) -> None:
    """Somebody else's table: the visible sheet that names most communes, read as its layout was read before."""
    visible = [grid for grid in grids if not grid.hidden]
    frames = [(frame_of(grid, desk.matcher()), grid) for grid in visible]
    named = [(frame, grid) for frame, grid in frames if frame is not None]
    if not named:
        raise ValidationError(NO_PLACE)
    frame, grid = named[0]
    batch.kind, batch.sheet = FileKind.OTHER, grid.name
    batch.stage = next(iter(stages_of(desk.by, desk)), "")
    batch.cells = ImportBatch.packed(grid for _, grid in named)
    batch.fingerprint = frame.fingerprint
    if known := ImportLayout.objects.best_for(frame.fingerprint, desk.by):
        batch.reading = within(Reading.of_plain(known.reading), desk).plain()


def within(reading: Reading, desk: Desk) -> Reading:
    """What of an explained layout the officer may use: only his indicators, only his communes."""
    columns = {at: said for at, said in reading.columns.items() if not said[0] or said[0] in desk.indicators}
    aliases = {words: code for words, code in reading.aliases.items() if not code or code in desk.known}
    return Reading(reading.place_column, columns, aliases)


def stages_of(by: User, desk: Desk) -> tuple[str, ...]:
    """The stages at which the officer may record figures of his communes."""
    return stages_open_to(by, next(iter(desk.units.values()))) if desk.units else ()


def frame_of_batch(batch: ImportBatch, desk: Desk, place_column: int | None = None) -> tuple[Grid, Frame]:
    """The sheet that is read, with its columns."""
    grid = next(grid for grid in batch.grids() if grid.name == batch.sheet)
    matcher = desk.matcher(batch.said().aliases if batch.reading else None)
    return grid, frame_with(grid, place_column, matcher) if place_column else frame_of(grid, matcher)


@transaction.atomic
def explain_layout(*, batch: ImportBatch, reading: Reading, by: User, at: dt.datetime, today: dt.date) -> ImportBatch:
    """Khai cột: say once what the columns of such a table hold; the next file with the same head is read like that."""
    desk = Desk(by, today, Stage(batch.stage))
    unknown = [number for number, _ in reading.columns.values() if number and number not in desk.indicators]
    if unknown:
        raise ValidationError(f"Chỉ tiêu {', '.join(sorted(set(unknown)))} không nhập được bằng tài khoản này.")
    ImportLayout.objects.create(
        fingerprint=batch.fingerprint, reading=reading.plain(), made_by=by, made_at=at, sample=by.sample
    )
    batch.reading = reading.plain()
    batch.save()
    return begin(batch, by, today)


@transaction.atomic
def choose_sheet(*, batch: ImportBatch, sheet: str, by: User, today: dt.date) -> ImportBatch:
    """Chọn trang tính: another sheet of the same file is to be read."""
    if sheet not in {grid.name for grid in batch.grids()} or batch.is_form:
        raise ValidationError("Tệp không có trang tính này.")
    desk = Desk(by, today, Stage(batch.stage))
    batch.sheet = sheet
    batch.fingerprint = frame_of_batch(batch, desk)[1].fingerprint
    known = ImportLayout.objects.best_for(batch.fingerprint, by)
    batch.reading = within(Reading.of_plain(known.reading), desk).plain() if known else None
    batch.save()
    return begin(batch, by, today)


@transaction.atomic
def set_terms(
    *,
    batch: ImportBatch,
    stage: Stage,
    assessed_on: dt.date | None,
    source_document: str,
    on_behalf_of: Appointment | None,
    by: User,
    today: dt.date,
) -> ImportBatch:
    """Đặt ngày, nguồn, mức đánh giá chung: what holds for every line that does not say otherwise; previewed again."""
    batch.stage, batch.assessed_on, batch.on_behalf_of = stage, assessed_on, on_behalf_of
    batch.source_document = source_document
    batch.full_clean(exclude=["cells"])
    batch.save()
    return begin(batch, by, today)
