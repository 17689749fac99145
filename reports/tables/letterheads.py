"""The letterhead of a body as it is printed: as shipped, or with the foot the office has set."""

from dataclasses import replace

from ntm_portal.kept import kept
from reports.models import LetterheadSetting
from reports.rules.letterheads import copies_of, key_of
from reports.rules.papers import Letterhead


@kept
def letterheads_set() -> dict[str, LetterheadSetting]:
    """Key → what the office has set. One query, kept while nothing that changes rarely has changed."""
    return {row.paper: row for row in LetterheadSetting.objects.all()}


def as_set(kind: str, head: Letterhead) -> Letterhead:
    """The body with the places that get a copy, the authority and the post that signs of its reports or letters."""
    own = letterheads_set().get(key_of(kind, head.code))
    if own is None:
        return head
    return replace(
        head,
        copies=copies_of(own.copies, head.family) or head.copies,
        authority=own.authority or head.authority,
        signer=own.signer or head.signer,
    )
