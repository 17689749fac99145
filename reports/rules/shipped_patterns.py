"""The sentences as the portal ships them: of the district's reports, of a commune's own, of letters (data/*.json)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reports.enums import Family
from reports.rules.patterns import pattern_faults
from reports.rules.periodic_outline import NARRATIVES

FOLDER = Path(__file__).parent.parent / "data"
DATA = json.loads((FOLDER / "periodic.json").read_text(encoding="utf-8"))
OF_COMMUNE = json.loads((FOLDER / "commune_report.json").read_text(encoding="utf-8"))
OF_LETTERS = json.loads((FOLDER / "letters.json").read_text(encoding="utf-8"))
FAMILIES = {Family.PARTY.value: "Khối Đảng", Family.STATE.value: "Khối chính quyền"}
# What bodies and wording rest on, said where a report is written; nothing once somebody has checked them.
BASIS = "" if DATA["checked"] else DATA["basis"]


# What closes a report, and a letter.
LAST = ("ket-thuc", "cv-lien-he")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A sentence: where it stands, what each of its gaps means, which of them may be left out."""

    code: str
    part: str
    name: str
    text: str
    gaps: Mapping[str, str]
    free: tuple[str, ...] = ()

    @property
    def needed(self) -> list[str]:
        """The gaps without which a figure would be missing."""
        return [gap for gap in self.gaps if gap not in self.free]

    @property
    def is_of_commune(self) -> bool:
        """Said only in the report of a commune; what both reports say is the district's."""
        return self.part.startswith("X.")

    @property
    def is_of_letter(self) -> bool:
        """Said in a letter, which is drafted and sent and not written on in the portal."""
        return self.part.startswith("CV.")

    @property
    def is_last(self) -> bool:
        """The sentence that closes a report or a letter."""
        return self.code in LAST

    def faults(self, text: str) -> list[str]:
        """What is wrong with another wording."""
        return pattern_faults(text, self.needed, self.gaps, ends=self.is_last)

    @property
    def bodies(self) -> Mapping[str, str]:
        """For whom it may be worded apart: a family of bodies, or one body; each with its name."""
        return FAMILIES | {entry["code"]: entry["name"].format(kind="xã") for entry in self._heads}

    def heard(self, body: str) -> tuple[str, ...]:
        """Whose wordings count for a family or a body, the nearest first; everybody's last."""
        family = next((entry["family"] for entry in self._heads if entry["code"] == body), "")
        return tuple(dict.fromkeys((body, family, ""))) if family else tuple(dict.fromkeys((body, "")))

    @property
    def _heads(self) -> list[dict]:
        if self.is_of_letter:
            return OF_LETTERS["heads"]
        return (OF_COMMUNE if self.is_of_commune else DATA)["heads"]


def _pattern(entry: dict) -> Pattern:
    return Pattern(**entry | {"free": tuple(entry.get("free", ()))})


SHIPPED = (*DATA["patterns"], *OF_COMMUNE["patterns"], *OF_LETTERS["patterns"])
PATTERNS = {entry["code"]: _pattern(entry) for entry in SHIPPED}
NAMES = {code: pattern.name for code, pattern in PATTERNS.items()}


def pattern_of(slot: str) -> Pattern | None:
    """The pattern behind a sentence of a report; none for texts that only the office writes, and for letters."""
    found = PATTERNS.get(slot.partition("_")[0])
    return None if found is None or found.is_of_letter else found


def is_slot(slot: str) -> bool:
    """Whether a report can have such a sentence or text."""
    return slot in NARRATIVES or pattern_of(slot) is not None
