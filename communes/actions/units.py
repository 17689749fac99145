"""Store units, changes and departments from lists, as often as wanted, without doubling anything."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields, replace

from django.db import transaction
from django.db.models import OuterRef, Subquery
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from communes.enums import Level
from communes.models import Appointment, Department, Officer, Unit, UnitChange
from communes.rules.names import full_name
from communes.rules.national import NationalList
from communes.rules.rows import ChangeRow, FileFault, Key, UnitRow
from ntm_portal.vietnamese import fold

BATCH = 1000
# Key and parent are set through the objects; everything else is copied as it stands.
COPIED = [f.name for f in fields(UnitRow) if f.name not in ("key", "parent", "slug")]
DERIVED = ["sort_key", "search_name"]


@dataclass
class Stored:
    """What a loading did: for the person who ran it."""

    created: Counter = field(default_factory=Counter)
    updated: int = 0
    kept: list[str] = field(default_factory=list)


def key_of(unit: Unit) -> Key:
    """What a stored unit is known by in a list."""
    return Key(Level(unit.level), unit.code, unit.valid_from)


@transaction.atomic
def store_units(rows: Sequence[UnitRow], *, reason: str) -> Stored:
    """Add the units that are missing and bring the others up to date.

    A unit that a person has edited since is left alone and named in the answer.
    """
    known = {key_of(unit): unit for unit in Unit.objects.all()}
    edited = set(_edited_by_people())
    stored, changed = Stored(), []
    for level in Level:
        new = []
        for row in (row for row in rows if row.key.level == level):
            unit = known.get(row.key)
            if unit is None:
                new.append(_fill(Unit(level=level, code=row.key.code, valid_from=row.key.valid_from), row, known))
            elif _differs(unit, row, known):
                (stored.kept if unit.pk in edited else changed).append(unit)
                if unit.pk not in edited:
                    _fill(unit, row, known)
        bulk_create_with_history(new, Unit, batch_size=BATCH, default_change_reason=reason)
        known.update({key_of(unit): unit for unit in new})
        if new:
            stored.created[level] += len(new)
    bulk_update_with_history(
        changed, Unit, [*COPIED, "parent", *DERIVED], batch_size=BATCH, default_change_reason=reason
    )
    stored.updated = len(changed)
    stored.kept = [f"{unit} ({unit.code})" for unit in stored.kept]
    return stored


@transaction.atomic
def add_country(country: NationalList, *, reason: str) -> Stored:
    """Add the units of a national list that are not there yet; what is there keeps its order, grid and figures.

    A listed unit that is known by another name, kind or place belongs to another time: the list is refused.
    """
    known = {key_of(unit): unit for unit in Unit.objects.select_related("parent")}
    new, last_days = [], {key: unit.valid_to for key, unit in known.items()}
    for key, row in country.rows.items():
        if key in known:
            _check_same(known[key], row)
            continue
        last_day = min(row.valid_to, last_days[row.parent]) if row.parent else row.valid_to
        last_days[key] = last_day
        new.append(replace(row, valid_to=last_day))
    return store_units(new, reason=reason)


def _check_same(unit: Unit, row: UnitRow) -> None:
    listed, stored = full_name(row.kind, row.name), unit.label
    if fold(listed) != fold(stored):
        raise FileFault(f"Mã {unit.code} trong tệp là “{listed}”, đã nạp là “{stored}”: tệp thuộc thời điểm khác.")
    parent = unit.parent and key_of(unit.parent)
    if parent != row.parent:
        raise FileFault(f"Mã {unit.code} ({stored}): đơn vị cấp trên trong tệp khác với đã nạp.")
    if unit.region != row.region:
        raise FileFault(f"Mã {unit.code} ({stored}): vùng NTM trong tệp khác với đã nạp.")


def _edited_by_people() -> Iterable[int]:
    """Units whose latest history line was written by a person."""
    newest = Unit.history.filter(id=OuterRef("id")).order_by("-history_id").values("history_id")[:1]
    latest = Unit.history.filter(history_user__isnull=False, history_id=Subquery(newest))
    return latest.values_list("id", flat=True)


def _parent(row: UnitRow, known: dict[Key, Unit]) -> Unit | None:
    if row.parent is None:
        return None
    if row.parent not in known:
        raise FileFault(f"Đơn vị {row.key.code}: đơn vị cấp trên {row.parent.code} chưa có.")
    return known[row.parent]


def _fill(unit: Unit, row: UnitRow, known: dict[Key, Unit]) -> Unit:
    for name in COPIED:
        setattr(unit, name, getattr(row, name))
    unit.parent = _parent(row, known)
    unit.slug = unit.slug or row.slug
    unit.derive()
    unit.clean_fields(exclude=["parent"])
    return unit


def _differs(unit: Unit, row: UnitRow, known: dict[Key, Unit]) -> bool:
    parent = _parent(row, known)
    return unit.parent_id != (parent and parent.pk) or any(getattr(unit, n) != getattr(row, n) for n in COPIED)


@transaction.atomic
def store_changes(changes: Iterable[ChangeRow]) -> int:
    """Add the mergers and renamings that are not there yet; the number added."""
    units = {key_of(unit): unit for unit in Unit.objects.all()}
    known = set(UnitChange.objects.values_list("from_unit", "to_unit"))
    new = [
        UnitChange(
            from_unit=units[row.old],
            to_unit=units[row.new],
            kind=row.kind,
            effective_on=row.effective_on,
            act=row.act,
            act_date=row.act_date,
        )
        for row in changes
        if (units[row.old].pk, units[row.new].pk) not in known
    ]
    bulk_create_with_history(new, UnitChange)
    return len(new)


@transaction.atomic
def store_departments(rows: Iterable[dict], *, district: Unit) -> int:
    """Add the departments of a district that are not there yet; the office may rename them afterwards."""
    known = set(Department.objects.values_list("code", flat=True))
    new = [
        Department(district=district, display_order=place, **row)
        for place, row in enumerate(rows, 1)
        if row["code"] not in known
    ]
    bulk_create_with_history(new, Department)
    return len(new)


@transaction.atomic
def store_holders(rows: Iterable[dict]) -> int:
    """Add post holders named in public documents, unless somebody holds that post on that day already."""
    return sum(_store_holder(**row) for row in rows)


def _store_holder(*, level: str, code: str, post: str, name: str, valid_from: str, source: str) -> bool:
    day = dt.date.fromisoformat(valid_from)
    unit = Unit.objects.valid_on(day).get(level=level, code=code)
    if Appointment.objects.on(day).filter(unit=unit, post=post).exists():
        return False
    officer = Officer.objects.create(name=name)
    officer.appointments.create(unit=unit, post=post, valid_from=day, valid_to=unit.valid_to, source=source)
    return True
