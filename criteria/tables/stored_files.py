"""What the database says about evidence files, and what the disk says; compared by criteria.rules.stored_files."""

import datetime as dt
from dataclasses import dataclass

from criteria.models import Evidence
from criteria.rules.stored_files import FILE_CHECKS, FileCheck, OnDisk, Recorded
from ntm_portal import blobs
from ntm_portal.clock import LOCAL


@dataclass(frozen=True, slots=True)
class Result:
    """A check with what it found."""

    check: FileCheck
    found: list[str]


def recorded_files() -> list[Recorded]:
    """Every document, and whatever else names a file, with the words by which somebody finds it. One query each."""
    rows = Evidence.objects.select_related("unit").order_by("pk")
    found = [
        Recorded(row.pk, row.sha256, row.size, f"{row.unit}: {row} ({row.file_name}, số {row.pk})") for row in rows
    ]
    for model in blobs.keepers():
        if model is not Evidence:
            others = model._base_manager.order_by("pk")
            named = str(model._meta.verbose_name).capitalize()
            found += [Recorded(row.pk, row.sha256, row.size, f"{named}: {row} (số {row.pk})") for row in others]
    return found


def files_on_disk() -> dict[str, OnDisk]:
    """Every file of the folder, read to its end."""
    found = {}
    for path in blobs.stored():
        about = path.stat()
        written = dt.datetime.fromtimestamp(about.st_mtime, tz=LOCAL)
        found[path.name] = OnDisk(path.name, about.st_size, blobs.digest(path), written)
    return found


def check_files() -> list[Result]:
    """All checks of evidence files, in order of severity."""
    records, files = recorded_files(), files_on_disk()
    return [Result(check, check.find(records, files)) for check in FILE_CHECKS]
