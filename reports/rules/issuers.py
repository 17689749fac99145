"""In whose name reports are issued: letterhead, symbol of the number, post that signs, and who may use the name."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from ntm_portal.vietnamese import fold
from reports.enums import Family
from reports.rules.issued import example_of

DATA = json.loads((Path(__file__).parent.parent / "data" / "issuers.json").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Issuer:
    """One body that issues reports; `roles` are the accounts that issue in its name.

    `signs`: the posts, and the departments whose heads, sign for it.
    """

    code: str
    name: str
    family: Family
    spoken: str
    bodies: tuple[str, ...]
    number_code: str
    signer: str
    signs: tuple[str, ...]
    roles: tuple[str, ...]

    @property
    def symbol(self) -> str:
        """How the body itself stands in its numbers: "vpdp" of BC-VPĐP."""
        return symbol_in(self.number_code)

    def is_signed_by(self, post: str, department: str) -> bool:
        """Whether the holder of a post, or the head of a department, signs for the body."""
        return (department or post) in self.signs


def issuer_of(entry: dict) -> Issuer:
    """A body of the data file, which an office may change."""
    lists = {name: tuple(entry[name]) for name in ("bodies", "signs", "roles")}
    return Issuer(**entry | {"family": Family(entry["family"])} | lists)


# What the names rest on, said where one is chosen; nothing once somebody has checked them against the texts.
BASIS = "" if DATA["checked"] else DATA["basis"]
ISSUERS = {entry["code"]: issuer_of(entry) for entry in DATA["heads"]}


def issuers_for(role: str) -> list[Issuer]:
    """In whose name accounts of a role issue, the usual one first."""
    return [issuer for issuer in ISSUERS.values() if role in issuer.roles]


def symbol_in(number: str) -> str:
    """The body a number names, for comparing: what stands behind its last sign."""
    return fold(re.split(r"[-/]", number)[-1]).replace(" ", "")


def symbol_fault(number: str, issuer: Issuer) -> str:
    """Why a number is not one of the body that issues: it carries the symbol of another; others are not known here."""
    symbol = symbol_in(number)
    whose = next((one for one in ISSUERS.values() if one.symbol == symbol != issuer.symbol), None)
    if whose is None:
        return ""
    return f"Ký hiệu của số là của {whose.name}; {issuer.name} viết {example_of(issuer.family, issuer.number_code)}."
