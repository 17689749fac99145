"""Which criteria stand in which group (nhóm tiêu chí), as forms can print it."""

from collections.abc import Mapping
from itertools import groupby


def group_fault(groups: Mapping[int, str | None]) -> str:
    """What cannot be printed; `groups`: number of every criterion of one set → code of its group."""
    runs = [code for code, _ in groupby(groups[number] for number in sorted(groups))]
    if None in runs and len(runs) > 1:
        return "Các tiêu chí khác của bộ này đều có nhóm: chọn một nhóm."
    parted = next((code for code in runs if runs.count(code) > 1), "")
    return parted and f"Nhóm {parted} phải gồm các tiêu chí liền nhau; chuyển từ tiêu chí ở đầu hoặc cuối nhóm."
