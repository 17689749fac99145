"""What the office may choose inside the rules, and the choices that hold until it does."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal, InvalidOperation
from itertools import pairwise

LONGEST_LABEL = 60


class SettingFault(ValueError):
    """A setting that cannot be used; the message says why."""


@dataclass(frozen=True, slots=True)
class Band:
    """A group of communes by number of criteria met (phân nhóm), both ends included."""

    low: int
    high: int
    label: str

    @property
    def said(self) -> str:
        """The name, and the counts it stands for where the name does not tell them."""
        span = _span(self.low, self.high)
        return self.label if span in self.label.split() else f"{self.label} ({span})"


DEFAULT_BANDS = (
    Band(19, 19, "19 tiêu chí"),
    Band(15, 18, "15-18 tiêu chí"),
    Band(10, 14, "10-14 tiêu chí"),
    Band(5, 9, "5-9 tiêu chí"),
    Band(0, 4, "Dưới 5 tiêu chí"),
)


@dataclass(frozen=True, slots=True)
class RuleSettings:
    """Bands, margins, what "cơ bản đạt chuẩn" means, how old a figure may be, when something is at risk, how soon a
    fall is answered for."""

    bands: tuple[Band, ...] = DEFAULT_BANDS
    band_counts_na: bool = True
    margin_at_least: Decimal = Decimal(90)
    margin_at_most: Decimal = Decimal(10)
    nearly_least_met: int = 0
    nearly_tolerates_not_met: bool = False
    district_commune_share: Decimal = Decimal(100)
    jump_share: Decimal = Decimal(20)
    recent_months: int = 3
    old_months: int = 6
    stale_months: int = 12
    remind_head_after_days: int = 3
    risk_at_least: Decimal = Decimal(10)
    risk_at_most: Decimal = Decimal(10)
    risk_findings: int = 3
    case_answer_days: int = 7

    @classmethod
    def from_rows(cls, rows: Mapping[str, object]) -> "RuleSettings":
        """The choices recorded by the office, over the defaults; anything unreadable is refused."""
        unknown = set(rows) - READERS.keys()
        if unknown:
            raise SettingFault(f"Không có tùy chọn {', '.join(sorted(unknown))}.")
        return cls(**{key: READERS[key](value) for key, value in rows.items()})


DEFAULTS = RuleSettings()


def read_bands(value: object) -> tuple[Band, ...]:
    """Bands as rows of (từ, đến, tên), highest first, without gap or overlap down to 0."""
    try:
        bands = tuple(Band(int(low), int(high), str(label)) for low, high, label in value)
    except (TypeError, ValueError) as error:
        raise SettingFault("Mỗi nhóm gồm ba phần: từ, đến, tên.") from error
    if fault := next(_parted(bands), ""):
        raise SettingFault(fault)
    return bands


def _parted(bands: Sequence[Band]) -> Iterator[str]:
    """Where the bands do not follow one another down to 0, from the first on."""
    for band in bands:
        if band.low > band.high:
            yield f"Nhóm “{band.label}”: số đầu ({band.low}) lớn hơn số sau ({band.high})."
    for upper, band in pairwise(bands):
        if band.low > upper.high:
            yield f"Nhóm “{band.label}” đứng dưới “{upper.label}” mà cao hơn: xếp các nhóm từ cao xuống thấp."
        elif band.high >= upper.low:
            yield f"Nhóm “{band.label}” chồng lên “{upper.label}”: {upper.low} tiêu chí thuộc cả hai nhóm."
        elif band.high + 1 < upper.low:
            lost = _span(band.high + 1, upper.low - 1)
            yield f"Nhóm “{band.label}” không nối liền với “{upper.label}”: thiếu {lost}."
    if not bands or bands[-1].low:
        yield "Nhóm cuối phải bắt đầu từ 0."


def _span(low: int, high: int) -> str:
    """ "14", or "12-14"."""
    return str(low) if low == high else f"{low}-{high}"


def bands_fault(bands: Sequence[Band], most: int) -> str:
    """What is asked only of bands newly chosen: names to tell them apart, and a top that is reached."""
    labels = [band.label for band in bands]
    twice = next((label for label in labels if labels.count(label) > 1), "")
    long = next((label for label in labels if len(label) > LONGEST_LABEL), "")
    if "" in labels:
        return "Nhóm nào cũng phải có tên."
    if twice:
        return f"Hai nhóm cùng tên “{twice}”: trên biểu không phân biệt được."
    if long:
        return f"Tên nhóm dài nhất {LONGEST_LABEL} chữ: “{long}” có {len(long)}."
    if bands[0].high != most:
        return f"Nhóm đầu phải đến đúng {most}, số tiêu chí của bộ tiêu chí xã; đang đến {bands[0].high}."
    return ""


def read_share(value: object) -> Decimal:
    """A percentage, written as text so that it stays exact."""
    try:
        share = Decimal(str(value))
    except InvalidOperation as error:
        raise SettingFault(f"“{value}” không phải là số.") from error
    if not (share.is_finite() and 0 <= share <= 100):
        raise SettingFault("Tỷ lệ phải từ 0 đến 100.")
    return share


def read_count(value: object) -> int:
    """A whole number that is not negative."""
    if type(value) is not int or value < 0:
        raise SettingFault("Phải là số nguyên không âm.")
    return value


def read_choice(value: object) -> bool:
    """Có hoặc không."""
    if type(value) is not bool:
        raise SettingFault("Chỉ chọn có hoặc không.")
    return value


READER_OF_KIND = {tuple[Band, ...]: read_bands, bool: read_choice, Decimal: read_share, int: read_count}
READERS = {field.name: READER_OF_KIND[field.type] for field in fields(RuleSettings)}
