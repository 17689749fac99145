"""The register of criteria sets, and what each of them requires in a place and a year."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from communes.enums import FAR, Level, Region
from communes.models import Unit
from criteria.enums import Scope, SourceStatus
from criteria.models import CriteriaSet, Criterion, Indicator, Target
from criteria.models.cells import read_book, targets_of
from criteria.rules.facts import IndicatorFacts, Place, TargetFacts
from criteria.rules.targets import target_for
from criteria.rules.verdicts import required
from criteria.templatetags.targets import required_mark
from ntm_portal.clock import LOCAL
from ntm_portal.vietnamese import day

# For tables whose heading already names the place.
SCOPE_WORDS = {Scope.COMMON: "chung", Scope.REGION: "vùng", Scope.GROUP: "nhóm xã", Scope.PROVINCE: "tỉnh"}


@dataclass(frozen=True, slots=True)
class SetLine:
    """One criteria set in the register. `state` is a pill: its kind and its words."""

    row: CriteriaSet
    level: str
    validity: str
    replaces: str
    details: str
    replaced_by: str
    counts: str
    checked: str
    state: tuple[str, str]


@dataclass(frozen=True, slots=True)
class LevelLine:
    """One required level as it is printed: value, place, source, and whether it was compared with the text."""

    pk: int | None
    required: str
    place: str
    scope: str
    since: str
    sureness: str
    source: str
    note: str
    mark: str
    checked: str


@dataclass(frozen=True, slots=True)
class IndicatorLine:
    """One indicator, or part of one, with the level that holds; `fallback` without the province's own level."""

    row: Indicator
    path: str
    level: LevelLine
    fallback: str
    department: str
    is_split: bool


@dataclass(frozen=True, slots=True)
class CriterionBlock:
    """One criterion and its indicators."""

    row: Criterion
    lines: list[IndicatorLine]

    @property
    def is_single(self) -> bool:
        """The criterion is its only indicator: 5, 7, 10 … need no heading of their own."""
        return len(self.lines) == 1


@dataclass(frozen=True, slots=True)
class GroupBlock:
    """A group of criteria; a district set has one without a name."""

    title: str
    criteria: list[CriterionBlock]


# --- The register -----------------------------------------------------------------------------


def register(today: dt.date) -> list[SetLine]:
    """Every set there ever was, newest first. Three queries."""
    rows = CriteriaSet.objects.with_counts().select_related("supersedes", "overlays").prefetch_related("superseded_by")
    levels = Target.objects.in_force().filter(sample=False).values("decided_by")
    counted = levels.annotate(all=Count("pk"), checked=Count("check_record")).values_list(
        "decided_by", "all", "checked"
    )
    checked = {pk: (done, total) for pk, total, done in counted}
    return [
        _set_line(row, checked.get(row.pk, (0, 0)), today) for row in rows.order_by("-effective_from", "level", "pk")
    ]


def _set_line(row: CriteriaSet, checked: tuple[int, int], today: dt.date) -> SetLine:
    return SetLine(
        row=row,
        level=Level(row.level).label,
        validity=validity(row),
        replaces=row.supersedes.decision if row.supersedes else "",
        details=row.overlays.decision if row.overlays else "",
        replaced_by=", ".join(other.decision for other in row.superseded_by.all()),
        counts=f"{row.criterion_count} tiêu chí, {row.indicator_count} chỉ tiêu" if row.criterion_count else "",
        checked=f"{checked[0]}/{checked[1]}" if checked[1] else "",
        state=state_of(row, today),
    )


def validity(row: CriteriaSet) -> str:
    """ "từ 01/12/2016 đến 07/3/2022"."""
    until = "" if row.effective_to == FAR else f" đến {day(row.effective_to)}"
    return f"từ {day(row.effective_from)}{until}"


def state_of(row: CriteriaSet, today: dt.date) -> tuple[str, str]:
    """Whether places are judged by it on the day, as a pill."""
    if row.structure_only:
        return "draft", "Để tra cứu"
    if today < row.effective_from:
        return "plain", "Chưa hiệu lực"
    return ("plain", "Hết hiệu lực") if today > row.effective_to else ("done", "Đang áp dụng")


# --- One set ----------------------------------------------------------------------------------


def years_of(row: CriteriaSet, today: dt.date) -> list[int]:
    """The years whose levels may be asked for."""
    last = min(row.effective_to.year, max(today.year, row.effective_from.year) + 5)
    return list(range(row.effective_from.year, last + 1))


def set_blocks(asked: CriteriaSet, place: Place, year: int) -> list[GroupBlock]:
    """The rows of a set with the level that holds in a place and a year; an overlay shows the set it details."""
    criteria_set = asked.overlays or asked
    rows = Indicator.objects.of_set(criteria_set).select_related("criterion__group", "lead_department")
    lines = _indicator_lines(list(rows), asked, place, year)
    criteria = {line.row.criterion_id: CriterionBlock(line.row.criterion, []) for line in lines}
    groups: dict[str, GroupBlock] = {}
    for line in lines:
        criteria[line.row.criterion_id].lines.append(line)
    for block in criteria.values():
        title = str(block.row.group or "")
        groups.setdefault(title, GroupBlock(title, [])).criteria.append(block)
    return list(groups.values())


def _indicator_lines(rows: list[Indicator], asked: CriteriaSet, place: Place, year: int) -> list[IndicatorLine]:
    book = read_book().around([row.pk for row in rows])
    facts = targets_of(list(book.indicators), [place])
    nearer = [Scope.PROVINCE] if asked.overlays_id else list(Scope)
    chosen = {
        pk: target_for([target for target in targets if target.scope in nearer], place, year)
        for pk, targets in facts.items()
    }
    levels = level_lines([target.id for target in chosen.values() if target], book.indicators)
    path = f"/bo-tieu-chi/{(asked.overlays or asked).code}/"
    return [
        IndicatorLine(
            row=row,
            path=f"{path}{row.number}/",
            level=levels[chosen[row.pk].id] if chosen.get(row.pk) else _no_level(row.pk in book.parts, asked),
            fallback=_fallback(facts.get(row.pk, ()), place, year, book.indicators[row.pk]),
            department=row.lead_department.short_name if row.lead_department else "",
            is_split=row.pk in book.parts,
        )
        for row in rows
    ]


def _fallback(targets: Iterable[TargetFacts], place: Place, year: int, indicator: IndicatorFacts) -> str:
    """What is required as long as the province has said nothing."""
    general = [target for target in targets if target.scope != Scope.PROVINCE]
    return required(indicator, target_for(general, place, year))


def _no_level(is_split: bool, asked: CriteriaSet) -> LevelLine:
    """What stands where no level is recorded."""
    words = "" if asked.structure_only else "chưa nhập" if asked.overlays_id else "Tỉnh quy định"
    return LevelLine(None, "xem từng phần" if is_split else words, "", "", "", "", "", "", "", "")


def level_lines(ids: Iterable[int], indicators: dict[int, IndicatorFacts]) -> dict[int, LevelLine]:
    """How levels are printed, by their id. At most two queries."""
    rows = list(Target.objects.filter(pk__in=ids).select_related("check_record__checked_by"))
    provinces = province_names(rows)
    return {row.pk: level_line(row, indicators[row.indicator_id], provinces) for row in rows}


def level_line(row: Target, indicator: IndicatorFacts, provinces: dict[str, str]) -> LevelLine:
    """One level as it is printed."""
    return LevelLine(
        pk=row.pk,
        required=required(indicator, row),
        place=place_words(row, provinces),
        scope=SCOPE_WORDS[Scope(row.scope)],
        since=str(row.year_from),
        sureness=SourceStatus(row.source_status).label,
        source=row.source,
        note=row.note,
        mark=required_mark(row),
        checked=checked_words(row),
    )


def province_names(rows: Iterable[Target]) -> dict[str, str]:
    """The provinces that levels speak of. One query, none when no province is asked for."""
    codes = {row.scope_code for row in rows if row.scope == Scope.PROVINCE}
    return dict(Unit.objects.provinces().filter(code__in=codes).values_list("code", "name")) if codes else {}


def place_words(row: Target, provinces: dict[str, str]) -> str:
    """Where a level holds."""
    if row.scope == Scope.REGION:
        return f"Vùng {Region(row.scope_code).label}"
    if row.scope == Scope.PROVINCE:
        return f"Tỉnh {provinces.get(row.scope_code, row.scope_code)}"
    return f"Nhóm xã {row.scope_code}" if row.scope == Scope.GROUP else "Chung cả nước"


def checked_words(row: Target) -> str:
    """ "đã đối chiếu, Trần Thị B, 25/9/2017"."""
    if not row.checked:
        return ""
    check = row.check_record
    return f"đã đối chiếu, {check.checked_by}, {day(check.checked_at.astimezone(LOCAL).date())}"
