"""Huy động nguồn lực, nợ đọng XDCB: a table recorded whole, corrected, taken back."""

import datetime as dt

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from communes.models import Appointment, Unit
from communes.models.units import hold
from criteria.actions.told import Moved, check_correction, check_represented, hold_to_withdraw
from criteria.enums import Money
from criteria.models import DebtLine, FundingContent, FundingLine, MoneySheet
from criteria.models.money import with_lines
from criteria.permissions import money_open_to, places_of_money_for
from criteria.rules.money import SOURCES, FundingFacts, SheetFacts
from criteria.rules.money_checks import sheet_faults
from ntm_portal.vietnamese import day

WHAT = "bảng"
WHY = "Ngày {day} đã có bảng đang dùng: ghi lý do đính chính, hoặc ghi ngày số liệu khác."
UNKNOWN = "Nội dung không có trong danh mục: {codes}."


@transaction.atomic
def record_sheet(
    *,
    unit: Unit,
    typed: SheetFacts,
    by: User,
    at: dt.datetime,
    today: dt.date,
    seen: int | None = None,
    reason: str = "",
    on_behalf_of: Appointment | None = None,
) -> MoneySheet:
    """Ghi bảng của một đơn vị: added beside the earlier days; of the same day, it corrects with a reason.

    `seen` is the newest table of that kind when the writer looked. Sent twice, it is stored once.
    """
    if not places_of_money_for(by).filter(pk=unit.pk).exists():
        raise PermissionDenied
    hold(unit.pk)
    live = list(MoneySheet.objects.live().up_to(dt.date.max).filter(unit=unit, kind=typed.kind))
    if repeated := _stored_before(live, typed, by, seen):
        return repeated
    if newest_of(live) != seen:
        raise Moved(unit, max(live, key=lambda row: row.pk, default=None), WHAT)
    if faults := sheet_faults(typed, today, unit.valid_from, unit.valid_to):
        raise ValidationError(faults)
    same_day = next((row for row in live if row.counted_on == typed.on), None)
    check_correction(same_day, reason, by, WHY)
    check_represented(unit, on_behalf_of, by)
    return _add(unit, by, at, typed, corrects=same_day, reason=reason if same_day else "", on_behalf_of=on_behalf_of)


def newest_of(live: list[MoneySheet]) -> int | None:
    """What a writer must have seen: the table that was recorded last of those that count."""
    return max((row.pk for row in live), default=None)


def _stored_before(live: list[MoneySheet], typed: SheetFacts, by: User, seen: int | None) -> MoneySheet | None:
    """What a second click sends again: the same table by the same person, younger than what he had seen."""
    mine = [row for row in live if row.entered_by_id == by.pk and row.pk > (seen or 0)]
    stored = with_lines(typed.kind, [row.head for row in mine])
    same = (row for row in mine if (stored[row.pk].figures, row.source_document) == (typed.figures, typed.source))
    return next(same, None)


def _add(unit: Unit, by: User, at: dt.datetime, typed: SheetFacts, **given) -> MoneySheet:
    sheet = MoneySheet(
        unit=unit, kind=typed.kind, counted_on=typed.on, source_document=typed.source, entered_by=by, recorded_at=at,
        sample=by.sample, line_count=0, **given,
    )  # fmt: skip
    rows = _debt_rows(sheet, typed) if typed.kind == Money.DEBT else _funding_rows(sheet, typed)
    sheet.line_count = len(rows)
    sheet.full_clean()
    sheet.save(force_insert=True)
    if rows:
        for row in rows:
            row.clean_fields(exclude=["sheet"])
        type(rows[0]).objects.bulk_create(rows)
    what = "Rút bảng" if sheet.is_void else "Ghi bảng"
    label = Money(typed.kind).label.lower()
    audit(
        by=by, action=f"{what} {label}", subject=f"{unit}, ngày {day(typed.on)}", detail={"money": sheet.pk}, at=at
    )  # fmt: skip
    return sheet


def _debt_rows(sheet: MoneySheet, typed: SheetFacts) -> list[DebtLine]:
    return [
        DebtLine(
            sheet=sheet, position=at, work=line.work, decision=line.decision, investment=line.investment,
            done=line.done, paid=line.paid, pay_when=line.pay_when, pay_from=line.pay_from, note=line.note,
            sample=sheet.sample,
        )
        for at, line in enumerate(typed.lines, 1)
    ]  # fmt: skip


def _funding_rows(sheet: MoneySheet, typed: SheetFacts) -> list[FundingLine]:
    """Two rows a content where something is planned; what a table does not know is refused before it is stored."""
    told: list[FundingFacts] = [line for line in typed.lines if not line.is_empty]
    known = {row.code: row for row in FundingContent.objects.filter(code__in=[line.content for line in told])}
    if unknown := [line.content for line in told if line.content not in known]:
        raise ValidationError(UNKNOWN.format(codes=", ".join(unknown)))
    rows = []
    for line in told:
        given = {"sheet": sheet, "content": known[line.content], "sample": sheet.sample}
        own = {"volume": line.volume, "note": line.note}
        rows.append(FundingLine(**given, **own, **{name: getattr(line.result, name) for name in SOURCES}))
        if line.plan:
            planned = {name: getattr(line.plan, name) for name in SOURCES}
            rows.append(FundingLine(**given, is_plan=True, **planned))
    return rows


@transaction.atomic
def withdraw_sheet(*, sheet: MoneySheet, reason: str, by: User, at: dt.datetime) -> MoneySheet:
    """Rút một bảng: wrong place, wrong day, or never true; what was told before it holds again."""
    held = hold_to_withdraw(sheet, money_open_to(by), reason, WHAT)
    return _add(held.unit, by, at, held.head, corrects=held, reason=reason, is_void=True)
