"""Files of single pieces, kept for a day under the digest of everything they were made from.

A package of many files is made piece by piece: what is already there is not made again, and nothing is found once
the data, the program or the day are others (docs/decisions/0038-chooser.md).
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Sequence

from django.core.cache import caches

from criteria.status.version import settled_state
from reports.tables.brief import Brief
from reports.tables.pieces import Piece, fill
from reports.tables.program import program_version
from reports.xlsx import workbook


class Keeper:
    """The files of the pieces of one brief, for one reader's indicators, on one local day."""

    def __init__(self, brief: Brief, places: Sequence[int], scope: str, on: dt.date):
        period = brief.period
        days = (period.as_of, period.compared, period.known_at, on)
        self.brief = brief
        self.state = "|".join((program_version(), settled_state(places), scope, *map(str, days)))

    def name(self, piece: Piece) -> str:
        """The digest of what the file of a piece is made from."""
        return hashlib.sha256(f"{self.state}|{piece.form!r}|{piece.place.pk}".encode()).hexdigest()

    def held(self, pieces: Iterable[Piece]) -> set[str]:
        """The keys of the pieces whose file is there already."""
        return {piece.key for piece in pieces if caches["goi"].has_key(self.name(piece))}

    def file(self, piece: Piece, made_at: dt.datetime) -> bytes:
        """The workbook of one piece, made unless it is there."""
        name = self.name(piece)
        content = caches["goi"].get(name)
        if content is None:
            content = workbook([fill(self.brief, piece)], made_at)
            caches["goi"].set(name, content)
        return content
