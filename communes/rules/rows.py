"""Units and their changes as a file states them, before they are stored."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from communes.enums import DAWN, FAR, ChangeKind, Kind, Level


class FileFault(ValueError):
    """A file that does not fit; the message says in Vietnamese what and where. Nothing was stored."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a unit is known by: a code alone would mix up the territories it stood for."""

    level: Level
    code: str
    valid_from: dt.date = DAWN


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One unit of a file; None and "" mean that the file does not say."""

    key: Key
    name: str
    kind: Kind
    parent: Key | None = None
    valid_to: dt.date = FAR
    region: str = ""
    slug: str = ""
    area_km2: Decimal | None = None
    population: int | None = None
    households: int | None = None
    figures_source: str = ""
    figures_date: dt.date | None = None
    display_order: int = 0
    grid_row: int | None = None
    grid_col: int | None = None
    counts_for_district: bool = False


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One merger or renaming of a file."""

    old: Key
    new: Key
    kind: ChangeKind
    effective_on: dt.date
    act: str
    act_date: dt.date


# The words of the lists ("Xã", "Thị trấn", …) and the kinds they stand for.
KIND_OF_WORD = {kind.label: kind for kind in Kind}


def kind_named(word: str, where: str) -> Kind:
    """The kind a list writes as a word; an unknown word stops the loading."""
    if word not in KIND_OF_WORD:
        raise FileFault(f"{where}: loại đơn vị “{word}” không có trong danh mục.")
    return KIND_OF_WORD[word]
