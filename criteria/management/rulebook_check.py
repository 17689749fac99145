"""What a rulebook must satisfy before anything of it is stored."""

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator

from communes.models import Department
from criteria.enums import Direction, Poverty, Total, ValueKind
from criteria.management.rulebook_file import Counts, CriterionRow, IndicatorRow, SetFile


def faults_of(files: list[SetFile]) -> list[str]:
    """Everything wrong with the files, each with the set it stands in."""
    codes = [file.criteria_set.code for file in files]
    found = [f"Bộ “{code}” có hai tệp." for code in _twice(codes)]
    departments = set(Department.objects.values_list("code", flat=True))
    for file in files:
        checks = (
            _set_faults(file, codes),
            _count_faults(file),
            _row_faults(file),
            _department_faults(file, departments),
        )
        found += [f"Bộ “{file.criteria_set.code}”: {fault}" for faults in checks for fault in faults]
    return found + list(_overlap_faults(files))


def counted(file: SetFile) -> Counts:
    """What the file really holds."""
    indicators = list(file.indicators())
    return Counts(
        groups=len(file.groups),
        criteria=len(file.criteria),
        indicators=len(indicators),
        parts=sum(len(indicator.parts) for indicator in indicators),
    )


def _set_faults(file: SetFile, codes: list[str]) -> Iterator[str]:
    for other in (file.criteria_set.supersedes, file.criteria_set.overlays):
        if other and other not in codes:
            yield f"không có bộ “{other}”."
    if file.criteria_set.effective_to < file.criteria_set.effective_from:
        yield "ngày hết hiệu lực trước ngày có hiệu lực."
    if bool(file.criteria_set.overlays) != bool(file.criteria_set.province_code):
        yield "quy định chi tiết phải có mã tỉnh, và chỉ quy định chi tiết có mã tỉnh."


def _count_faults(file: SetFile) -> Iterator[str]:
    names = {"groups": "nhóm", "criteria": "tiêu chí", "indicators": "chỉ tiêu", "parts": "phần của chỉ tiêu"}
    found = counted(file)
    for field, name in names.items():
        if getattr(found, field) != getattr(file.counts, field):
            yield f"có {getattr(found, field)} {name}, phải là {getattr(file.counts, field)}."


def _row_faults(file: SetFile) -> Iterator[str]:
    groups = {group.code for group in file.groups}
    numbers = [criterion.number for criterion in file.criteria]
    if numbers != list(range(1, len(numbers) + 1)):
        yield f"số tiêu chí không liền nhau từ 1: {', '.join(map(str, numbers))}."
    yield from (f"chỉ tiêu {number} có hai lần." for number in _twice(row.number for row in file.judged()))
    for criterion in file.criteria:
        if criterion.group and criterion.group not in groups:
            yield f"tiêu chí {criterion.number}: không có nhóm “{criterion.group}”."
        yield from _numbering_faults(criterion)
    for indicator in file.judged():
        yield from _indicator_faults(indicator)


def _numbering_faults(criterion: CriterionRow) -> Iterator[str]:
    for indicator in criterion.indicators:
        if indicator.number.split(".")[0] != str(criterion.number):
            yield f"chỉ tiêu {indicator.number} không thuộc tiêu chí {criterion.number}."
        for part in indicator.parts:
            if part.number[:-1] != indicator.number:
                yield f"phần {part.number} không thuộc chỉ tiêu {indicator.number}."


def _indicator_faults(row: IndicatorRow) -> Iterator[str]:
    if (row.kind == ValueKind.YES_NO) != (row.direction == Direction.YES):
        yield f"chỉ tiêu {row.number}: loại giá trị và chiều so sánh không khớp."
    if row.parts and (row.targets or row.keeps_ratio):
        yield f"chỉ tiêu {row.number}: mức và tử số, mẫu số nằm ở từng phần."
    if row.total and (row.total not in Total.values or not row.keeps_ratio):
        yield f"chỉ tiêu {row.number}: “{row.total}” không phải là một mẫu số chung."
    if row.poverty and (row.poverty not in Poverty.values or not row.keeps_ratio):
        yield f"chỉ tiêu {row.number}: “{row.poverty}” không phải là loại hộ nào của biến động hộ nghèo."
    for place, year in _twice((target.scope_code, target.year_from) for target in row.targets):
        yield f"chỉ tiêu {row.number}: hai mức cho {place or 'cả nước'} từ năm {year}."
    for target in row.targets:
        highest = {ValueKind.YES_NO: 1, ValueKind.PERCENT: 100}.get(row.kind)
        if target.value < 0 or (highest is not None and target.value > highest):
            yield f"chỉ tiêu {row.number}: mức {target.value} ngoài khoảng cho phép."


def _department_faults(file: SetFile, known: set[str]) -> Iterator[str]:
    """Departments come with the units; before those are loaded there is nothing to compare with."""
    wanted = {row.department for row in file.judged() if row.department}
    if known:
        yield from (f"không có phòng, ban “{code}”." for code in sorted(wanted - known))


def _overlap_faults(files: list[SetFile]) -> Iterator[str]:
    """On any day one set at most judges a level."""
    rows = [file.criteria_set for file in files]
    judging = sorted(
        (row for row in rows if not row.overlays and not row.structure_only),
        key=lambda row: (row.level, row.effective_from),
    )
    for earlier, later in itertools.pairwise(judging):
        if earlier.level == later.level and earlier.effective_to >= later.effective_from:
            yield f"Bộ “{earlier.code}” và “{later.code}” cùng có hiệu lực từ {later.effective_from:%d/%m/%Y}."


def _twice(values: Iterable) -> list:
    return [value for value, times in Counter(values).items() if times > 1]
