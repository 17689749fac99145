"""Files kept under the SHA-256 of their bytes, in a folder that is never served as it stands.

The same bytes are kept once, whoever brought them; who may have them is decided by the records that name
them, never here (docs/decisions/0018-evidence.md).
"""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO

from django.apps import apps
from django.conf import settings
from django.db.models import Model

CHUNK = 64 * 1024
NAME = re.compile(r"[0-9a-f]{64}")
DRAFT = ".tam"


class NotTheSameBytes(OSError):
    """What was read while writing is not what was announced: the disk or the memory is at fault."""


def path_of(sha256: str) -> Path:
    """Where the bytes stand; spread over folders, because a folder of a hundred thousand files is slow."""
    if not NAME.fullmatch(sha256):
        raise ValueError(sha256)
    return Path(settings.EVIDENCE_ROOT) / sha256[:2] / sha256


def keep(source: BinaryIO, sha256: str) -> None:
    """Write the bytes unless they are there already, whole; half a file is never seen under its final name."""
    target = path_of(sha256)
    if target.is_file() and digest(target) == sha256:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    source.seek(0)
    draft = NamedTemporaryFile(dir=target.parent, suffix=DRAFT, delete=False)  # noqa: SIM115 - closed before it is renamed
    try:
        with draft:
            written = _copy(source, draft)
        if written != sha256:
            raise NotTheSameBytes(f"{written} is not {sha256}")
        os.replace(draft.name, target)
    except OSError:
        Path(draft.name).unlink(missing_ok=True)
        raise
    _settle(target.parent)


def _copy(source: BinaryIO, draft: BinaryIO) -> str:
    """Copy piece by piece down to the disk itself; returns the digest of what was written."""
    found = hashlib.sha256()
    while piece := source.read(CHUNK):
        found.update(piece)
        draft.write(piece)
    draft.flush()
    os.fsync(draft.fileno())
    return found.hexdigest()


def _settle(folder: Path) -> None:
    """Make the new name survive a power cut; Windows has no such call and keeps names by itself."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def digest(path: Path) -> str:
    """The SHA-256 of a file, read piece by piece."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def remove(sha256: str) -> None:
    """Take the bytes away; only for what no record names any more."""
    path_of(sha256).unlink(missing_ok=True)


def stored() -> Iterator[Path]:
    """Every file in the folder, drafts of broken writes included."""
    root = Path(settings.EVIDENCE_ROOT)
    return (path for path in sorted(root.glob("??/*")) if path.is_file())


def keepers() -> list[type[Model]]:
    """The models whose rows name a file kept here, by `sha256` and `size`; they say so themselves."""
    return [model for model in apps.get_models() if getattr(model, "keeps_file", False)]


def named(among: Iterable[str] | None = None) -> set[str]:
    """The digests that some record names, of all or of those given; what is not named may be removed. One query."""
    wanted = {} if among is None else {"sha256__in": list(among)}
    first, *others = (
        model._base_manager.filter(**wanted).order_by().values_list("sha256", flat=True) for model in keepers()
    )
    return set(first.union(*others))
