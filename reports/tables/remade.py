"""Làm lại: an issued report made again from what was known then, held against what was issued."""

import hashlib
from dataclasses import dataclass

from ntm_portal.kept import revision
from ntm_portal.vietnamese import name_list
from reports.enums import PaperKind
from reports.models import IssuedReport
from reports.rules.frozen import Difference, differences
from reports.rules.issued import Since
from reports.tables.issuing import Draw, dress_of, made_of, order_of
from reports.tables.program import program_version


@dataclass(frozen=True, slots=True)
class SameFile:
    """A file beside the one made again."""

    name: str
    kind: str
    is_same: bool


@dataclass(frozen=True, slots=True)
class Remade:
    """What came of it: cells that differ, forms the portal has no more, files byte by byte, and what changed around."""

    differences: tuple[Difference, ...]
    gone: tuple[str, ...]
    cells: int
    files: tuple[SameFile, ...]
    since: Since

    @property
    def is_equal(self) -> bool:
        """Every cell of every form is as it was."""
        return not self.differences and not self.gone

    @property
    def gone_words(self) -> str:
        """Forms that cannot be made any more."""
        return name_list(self.gone)


def remade(report: IssuedReport, draw: Draw) -> Remade:
    """Fill and draw the report again as known at its moment, and compare."""
    kept = list(report.forms.all())
    order = order_of(report, [form.code for form in kept], report.known_at)
    made = made_of(order, dress_of(report))
    again = {content["code"]: content for content in made.contents}
    found = [d for form in kept if form.code in again for d in differences(form.content, again[form.code])]
    gone = tuple(form.sheet for form in kept if form.code not in again)
    drawn = made.files(draw, report.issued_at)
    files = tuple(
        SameFile(
            file.file_name, file.get_kind_display(), digest_of(drawn.get(PaperKind(file.kind), b"")) == file.sha256
        )
        for file in report.files.all()
    )
    cells = sum(len(row["cells"]) for form in kept for row in form.content["rows"])
    since = Since(program=report.program != program_version(), registers=report.revision != revision())
    return Remade(tuple(found), gone, cells, files, since)


def digest_of(content: bytes) -> str:
    """The SHA-256 of some bytes."""
    return hashlib.sha256(content).hexdigest()
