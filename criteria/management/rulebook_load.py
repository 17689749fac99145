"""Stores the rulebook: adds what is missing, corrects what the law decides, leaves what the office decides."""

import datetime as dt
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.db import transaction

from communes.models import Department
from criteria.actions.spans import respan_targets
from criteria.management.rulebook_check import faults_of
from criteria.management.rulebook_file import CriterionRow, IndicatorRow, RulebookFault, SetFile, read_file
from criteria.models import CriteriaSet, Criterion, CriterionGroup, Indicator, RuleSetting, Target
from criteria.rules.settings import RuleSettings
from ntm_portal.clock import LOCAL

# What the office may change in the administration pages: written once, then left alone.
OFFICE_SET_FIELDS = ("title", "note")
OFFICE_GROUP_FIELDS = ("name",)
OFFICE_CRITERION_FIELDS = ("short_name", "group")
OFFICE_INDICATOR_FIELDS = ("short_name", "measured_how", "lead_sector", "lead_department")


@dataclass
class Loaded:
    """What a run of the loader did."""

    sets: int = 0
    added: int = 0
    changed: int = 0
    targets: int = 0
    differing: list[str] = field(default_factory=list)
    indicator_ids: set[int] = field(default_factory=set)


def read_rulebook(folder: Path) -> list[SetFile]:
    """All files of a folder, read and checked together; raises RulebookFault with every fault found."""
    files, faults = [], []
    for path in sorted(folder.glob("*.json")):
        try:
            files.append(read_file(path))
        except RulebookFault as fault:
            faults += fault.faults
    if not files and not faults:
        faults = [f"Không có tệp nào trong {folder}."]
    if faults := faults or faults_of(files):
        raise RulebookFault(faults)
    return sorted(files, key=lambda file: (bool(file.criteria_set.overlays), file.criteria_set.effective_from))


@transaction.atomic
def store_rulebook(files: list[SetFile]) -> Loaded:
    """Nạp bộ tiêu chí; all files or none."""
    loaded = Loaded(sets=len(files))
    departments = {department.code: department for department in Department.objects.all()}
    for file in files:
        criteria_set = _store_set(file, loaded)
        groups = {
            group.code: _store(
                loaded,
                CriterionGroup,
                {"criteria_set": criteria_set, "code": group.code},
                {"name": group.name, "display_order": order},
                OFFICE_GROUP_FIELDS,
            )
            for order, group in enumerate(file.groups, start=1)
        }
        for row in file.criteria:
            _store_criterion(row, criteria_set, groups, departments, loaded)
        _store_targets(file, criteria_set, loaded)
        _refuse_strays(file, criteria_set)
    respan_targets(loaded.indicator_ids)
    return loaded


def _store_set(file: SetFile, loaded: Loaded) -> CriteriaSet:
    values = asdict(file.criteria_set)
    code = values.pop("code")
    for name in ("supersedes", "overlays"):
        values[name] = CriteriaSet.objects.get(code=values[name]) if values[name] else None
    changed = loaded.changed
    criteria_set = _store(loaded, CriteriaSet, {"code": code}, values, OFFICE_SET_FIELDS)
    if loaded.changed > changed:
        judged = Indicator.objects.filter(criterion__criteria_set=criteria_set)
        loaded.indicator_ids |= set(judged.values_list("pk", flat=True))
    return criteria_set


def _store_criterion(row: CriterionRow, criteria_set, groups, departments, loaded: Loaded) -> None:
    criterion = _store(
        loaded,
        Criterion,
        {"criteria_set": criteria_set, "number": row.number},
        {"name": row.name, "short_name": row.short_name, "group": groups.get(row.group)},
        OFFICE_CRITERION_FIELDS,
    )
    order = 0
    for indicator in row.indicators:
        order += 1
        parent = _store_indicator(indicator, criterion, None, order, departments, loaded)
        for part in indicator.parts:
            order += 1
            _store_indicator(part, criterion, parent, order, departments, loaded)


def _store_indicator(row: IndicatorRow, criterion, parent, order: int, departments, loaded: Loaded) -> Indicator:
    values = {
        "part_of": parent, "name": row.name, "short_name": row.short_name, "kind": row.kind,
        "direction": row.direction, "unit_of_measure": row.unit, "keeps_ratio": row.keeps_ratio,
        "counted": row.counted, "whole": row.whole, "total": row.total,
        "poverty": row.poverty,
        "na_allowed": bool(row.na_ground), "na_ground": row.na_ground,
        "measured_how": row.measured_how, "lead_sector": row.lead_sector, "name_status": row.name_status,
        "lead_department": departments.get(row.department), "display_order": order,
    }  # fmt: skip
    changed = loaded.changed
    indicator = _store(
        loaded, Indicator, {"criterion": criterion, "number": row.number}, values, OFFICE_INDICATOR_FIELDS
    )
    if indicator.lead_department is None and values["lead_department"]:
        indicator.lead_department = values["lead_department"]
        indicator.save(update_fields=["lead_department"])
    if loaded.changed > changed:
        loaded.indicator_ids.add(indicator.pk)
    return indicator


def _store(loaded: Loaded, model, key: dict, values: dict, kept: tuple[str, ...] = ()):
    """The row of this key, made when missing; of an old row the fields the office keeps are left."""
    found = model.objects.filter(**key).first()
    if found is None:
        loaded.added += 1
        return model.objects.create(**key, **values)
    different = [name for name, value in values.items() if name not in kept and getattr(found, name) != value]
    for name in different:
        setattr(found, name, values[name])
    if different:
        loaded.changed += 1
        found.save(update_fields=different)
    return found


def _store_targets(file: SetFile, criteria_set: CriteriaSet, loaded: Loaded) -> None:
    """Adds levels that are not there yet. A level once stored stays: only the office corrects it."""
    indicators = {row.number: row for row in Indicator.objects.filter(criterion__criteria_set=criteria_set)}
    stored = {
        (target.indicator_id, target.scope, target.scope_code, target.year_from): target.value
        for target in Target.objects.filter(decided_by=criteria_set, corrects=None, recorded_by=None, sample=False)
    }
    # The law is public from its issue on, so that a page asked "as known at" any later day finds it.
    known_since = dt.datetime.combine(file.criteria_set.issued_on, dt.time.min, tzinfo=LOCAL)
    missing = []
    for row in file.judged():
        for target in row.targets:
            key = (indicators[row.number].pk, target.scope, target.scope_code, target.year_from)
            if key not in stored:
                missing.append(
                    Target(
                        indicator=indicators[row.number],
                        decided_by=criteria_set,
                        recorded_at=known_since,
                        **asdict(target),
                    )
                )
            elif stored[key] != target.value:
                loaded.differing.append(f"{criteria_set.code} {row.number} {target.scope_code or 'chung'}")
    Target.objects.bulk_create(missing)
    loaded.targets += len(missing)
    loaded.indicator_ids |= {target.indicator_id for target in missing}


def _refuse_strays(file: SetFile, criteria_set: CriteriaSet) -> None:
    """A row in the database that the file does not know makes every count wrong."""
    stored = Indicator.objects.filter(criterion__criteria_set=criteria_set).values_list("number", flat=True)
    strays = set(stored) - {row.number for row in file.judged()}
    if strays:
        names = ", ".join(sorted(strays))
        raise RulebookFault([f"Bộ “{criteria_set.code}”: đang có chỉ tiêu {names} mà tệp không có."])


@transaction.atomic
def store_settings(path: Path) -> int:
    """Nạp tùy chọn mặc định: one row for every setting that nobody has chosen yet. Returns how many."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        rows, known_since = content["settings"], dt.date.fromisoformat(content["recorded_on"])
        RuleSettings.from_rows({key: row["value"] for key, row in rows.items()})
        at = dt.datetime.combine(known_since, dt.time.min, tzinfo=LOCAL)
        defaults = [RuleSetting(key=key, recorded_at=at, **row) for key, row in rows.items()]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise RulebookFault([f"{path.name}: {error}"]) from error
    chosen = set(RuleSetting.objects.filter(sample=False).values_list("key", flat=True))
    return len(RuleSetting.objects.bulk_create(row for row in defaults if row.key not in chosen))
