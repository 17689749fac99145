"""How clauses are numbered: their order, their section, and how an address spells them."""

import re

from ntm_portal.vietnamese import fold, sort_key

# Whoever types Telex writes "dd" for "đ"; so does an address, where 3d and 3đ are two clauses.
TELEX = str.maketrans({"đ": "dd", "Đ": "dd"})


def clause_order(clause: str) -> tuple:
    """As a document counts: 3c, 3d, 3đ, 3e; and 10 after 9."""
    parts = re.findall(r"\d+|\D+", clause)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, sort_key(part)) for part in parts)


def clause_slug(clause: str) -> str:
    """ "3dd" of "3đ": the clause in an address, plain enough to be said over the telephone."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(clause.translate(TELEX)))) or "muc"


def section_of(clause: str) -> str:
    """ "3" of "3đ": a directive counts its sections."""
    return re.match(r"\d*", clause)[0] or clause
