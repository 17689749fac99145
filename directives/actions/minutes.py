"""Biên bản: write the words of the minutes field by field, keep a photo. What somebody else wrote is never overwritten.

A telephone that was without a network sends late. So each field names the text it was typed over; where another
one stands there now, the write is refused with that text, who wrote it and when.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actions import audit
from accounts.models import User
from criteria.actions.evidence import Paper, store_document
from criteria.models import Evidence
from directives.actions.inspections import hold_minutes, move, set_members, store
from directives.enums import InspectionAct, InspectionState, MemberSide
from directives.models import Inspection, InspectionNote, InspectionPaper
from directives.rules.inspections import visit_fault
from directives.rules.minutes_words import OF_MINUTES, OF_NOTE, Word, WordFault
from ntm_portal.uploads import Upload

MINUTES = "bien-ban"
ITEM, FREE = "muc-", "khac-"
SIDES = {"team": MemberSide.TEAM, "unit_side": MemberSide.UNIT}
LONGEST_SLOT = 40
MOST_PHOTOS = 20


@dataclass(frozen=True, slots=True)
class Other:
    """What somebody else wrote into a field meanwhile."""

    text: str
    who: str
    at: dt.datetime


class WordsRefused(ValidationError):
    """Fields that were not stored: sentences for what cannot be read, the other's words for what is stale."""

    def __init__(self, faults: Mapping[str, str], stale: Mapping[str, Other]):
        self.faults, self.stale = faults, stale
        super().__init__([*faults.values(), *("Nội dung đã được người khác sửa." for _ in stale)])


def is_slot(slot: str) -> bool:
    """Whether the name can be one of the places of the minutes."""
    return slot == MINUTES or (slot.startswith((ITEM, FREE)) and slot.isprintable() and len(slot) <= LONGEST_SLOT)


@transaction.atomic
def write_words(
    *,
    inspection: Inspection,
    slot: str,
    words: Mapping[str, str],
    seen: Mapping[str, str],
    by: User,
    at: dt.datetime,
    today: dt.date,
) -> dict[str, str]:
    """Ghi biên bản: the fields of one place of the minutes, each over the text its writer saw. Returns them as stored.

    The first words begin the visit. What is sent twice changes nothing the second time.
    """
    held = hold_minutes(inspection, by)
    record, known = record_of(held, slot), OF_MINUTES if slot == MINUTES else OF_NOTE
    values = _read(record, known, words, seen, today)
    changes = {name: value for name, value in values.items() if value != value_of(record, name)}
    if changes:
        _keep(held, record, changes, by, at)
        detail = {"inspection": held.pk, "slot": slot, "fields": sorted(changes)}
        audit(by=by, at=at, action="Ghi biên bản kiểm tra", subject=str(held), detail=detail)
    return {name: known[name].show(value) for name, value in values.items()}


def record_of(inspection: Inspection, slot: str) -> Inspection | InspectionNote:
    """The minutes themselves, or the note of a slot; a note that nobody has written yet is made."""
    if slot == MINUTES:
        return inspection
    if not is_slot(slot):
        raise ValidationError("Trang này đã cũ. Mở lại trang rồi ghi tiếp.")
    found = inspection.notes.filter(slot=slot).first()
    if found is not None:
        return found
    item = None
    if slot.startswith(ITEM):
        number = slot.removeprefix(ITEM)
        item = inspection.items.filter(pk=number).first() if number.isdecimal() else None
        if item is None:
            raise ValidationError("Nội dung kiểm tra này không còn trong danh sách.")
    return InspectionNote(inspection=inspection, item=item, slot=slot, sample=inspection.sample)


def value_of(record: Inspection | InspectionNote, name: str) -> object:
    """What stands in a field now; the people of a side are read from their own table."""
    if name not in SIDES:
        return getattr(record, name)
    return tuple(record.members.filter(side=SIDES[name]).order_by("position").values_list("name", "post"))


def _read(
    record: Inspection | InspectionNote,
    known: Mapping[str, Word],
    words: Mapping[str, str],
    seen: Mapping[str, str],
    today: dt.date,
) -> dict[str, object]:
    """The values of the typed fields; refused where they cannot be read, or where something else stands meanwhile."""
    values, faults, stale = {}, {}, {}
    for name in words.keys() & known.keys():
        word, stands = known[name], value_of(record, name)
        try:
            values[name] = word.read(words[name])
        except WordFault as fault:
            faults[name] = str(fault)
            continue
        # Where nobody has written yet, a draft kept on a telephone may have seen words that a restored portal lost.
        if record.pk and values[name] != stands and _differs(word, seen.get(name, ""), stands):
            stale[name] = _other(record, word.show(stands))
    if fault := visit_fault(values.get("visited_on"), today):
        faults["visited_on"] = fault
    if faults or stale:
        raise WordsRefused(faults, stale)
    return values


def _differs(word: Word, seen: str, stands: object) -> bool:
    """Whether the writer typed over something else than what stands there."""
    try:
        return word.read(seen) != stands
    except WordFault:
        return True


def _other(record: Inspection | InspectionNote, text: str) -> Other:
    """Who wrote what stands there: the last one who wrote in this place of the minutes."""
    last = record.history.select_related("history_user").order_by("-history_date", "-history_id").first()
    return Other(text, last.history_user.full_name if last.history_user else "", last.history_date)


def _keep(
    inspection: Inspection,
    record: Inspection | InspectionNote,
    changes: Mapping[str, object],
    by: User,
    at: dt.datetime,
) -> None:
    for name, value in changes.items():
        if name in SIDES:
            set_members(inspection, SIDES[name], value, by, at)
        else:
            setattr(record, name, value)
    if inspection.state == InspectionState.PLANNED:
        move(inspection, InspectionAct.BEGIN, by, at)
    store(record, by, at)


@transaction.atomic
def keep_photo(
    *, inspection: Inspection, slot: str, upload: Upload, by: User, at: dt.datetime, today: dt.date
) -> InspectionPaper:
    """Gắn ảnh, giấy tờ vào một kết quả kiểm tra. A photo that was sent twice is kept once."""
    held = hold_minutes(inspection, by)
    note = record_of(held, slot)
    if note == held:
        raise ValidationError("Ảnh gắn với một nội dung đã xem.")
    known = note.papers.filter(evidence__sha256=upload.sha256).first() if note.pk else None
    if known is not None:
        return known
    if note.pk and note.papers.count() >= MOST_PHOTOS:
        raise ValidationError(f"Mỗi nội dung giữ nhiều nhất {MOST_PHOTOS} ảnh.")
    _keep(held, note, {}, by, at)
    subject = note.item.label if note.item else note.subject or "nội dung khác"
    shown = Paper(min(held.visited_on or today, today), f"Ảnh kiểm tra: {subject}"[:300], issuer=held.team_name)
    evidence = store_document(unit=held.unit, upload=upload, paper=shown, by=by, at=at, today=today)
    return join(held, evidence, by, at, note=note)


def join(inspection: Inspection, evidence: Evidence, by: User, at: dt.datetime, **to) -> InspectionPaper:
    """Note that a kept document belongs to a note or a request of the visit."""
    paper = InspectionPaper(inspection=inspection, evidence=evidence, by=by, at=at, sample=inspection.sample, **to)
    paper.full_clean()
    paper.save(force_insert=True)
    detail = {"inspection": inspection.pk, "evidence": evidence.pk}
    audit(by=by, at=at, action="Gắn ảnh, giấy tờ kiểm tra", subject=str(inspection), detail=detail)
    return paper
