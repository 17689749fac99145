"""In whose name reports are issued: letterhead, symbol of the number, post that signs, and who may use the name."""

import json
from dataclasses import dataclass
from pathlib import Path

from reports.enums import Family

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
