"""How the demonstration writes a dossier: through the same actions as everybody."""

import datetime as dt
from dataclasses import dataclass, replace

from accounts.models import User
from communes.models import Unit
from criteria.actions.demo.papers import Draft
from criteria.actions.demo.papers import written as printed
from criteria.actions.evidence import Paper
from criteria.models import Evidence
from directives.actions.demo.cast import TODAY, at
from dossiers.actions.papers import Written, record_document
from dossiers.enums import PartState
from dossiers.models import ChecklistItem, Dossier
from ntm_portal.vietnamese import lower_first

ISSUERS = {"vpdp": "UBND huyện Xuân Trường", "mttq": "UBMTTQ huyện"}
INVENTED = "(minh họa)"
YEAR = 2017


@dataclass
class Desk:
    """A dossier on somebody's desk, with the versions written so far."""

    dossier: Dossier
    by: User
    scan: Evidence

    def __post_init__(self):
        self.items = {item.code: item for item in ChecklistItem.objects.filter(procedure=self.dossier.procedure_id)}
        self.versions = dict.fromkeys(self.items, 0)

    def write(self, code: str, written: Written, on: dt.date, by: User | None = None, filed: bool = True) -> None:
        """One more version of a part, recorded on a day."""
        record_document(
            dossier=self.dossier, item=self.items[code], written=written, seen=self.versions[code],
            evidence=self.scan if filed and self.versions[code] == 0 else None, by=by or self.by, at=at(on, 14),
            today=on,
        )  # fmt: skip
        self.versions[code] += 1

    def sign(self, code: str, number: str, on: dt.date, **given) -> None:
        """Signed on a day and recorded on the same."""
        signer = self.items[code].signer or self.items[code].prepared_by
        self.write(code, Written(PartState.SIGNED, number, on, f"{signer} {INVENTED}"), on, **given)

    def draft(self, code: str, on: dt.date, number: str = "") -> None:
        """A draft, without a number of its own."""
        self.write(code, Written(PartState.DRAFT, number, reason=INVENTED), on)

    def send_back(self, code: str, why: str, on: dt.date, office: User) -> None:
        """The office finds that something is lacking."""
        self.write(code, Written(PartState.RETURNED, reason=f"{why} {INVENTED}"), on, by=office, filed=False)


def scanned(unit: Unit, by: User, title: str, on: dt.date) -> Evidence:
    """One scanned file that several parts of a dossier lie in, as offices scan them."""
    issuer = ISSUERS.get(by.username, f"UBND {lower_first(unit.label)}")
    paper = replace(Paper(on, f"{title} {INVENTED}"), issuer=issuer)
    return printed(unit, Draft(paper, "ho-so-cong-nhan.pdf", by))


__all__ = ["TODAY", "YEAR", "Desk", "at", "scanned"]
