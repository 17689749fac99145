"""Which program makes the reports: one digest over the source of everything a report is made by."""

import hashlib
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
# Pages, addresses and commands show a report or start it; what it says is made by the rest.
AROUND = {"views", "urls", "forms", "migrations", "management", "admin", "apps", "templatetags", "context"}
ENDINGS = {".py", ".json", ".csv"}


@cache
def program_version() -> str:
    """The SHA-256 of the program as it was started; a few milliseconds, once in a process."""
    found = hashlib.sha256()
    for path in sources():
        found.update(path.relative_to(ROOT).as_posix().encode())
        found.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return found.hexdigest()


def sources() -> list[Path]:
    """The files of our own apps that decide what a report says."""
    folders = [Path(config.path) for config in apps.get_app_configs()]
    own = [folder for folder in folders if folder.parent == ROOT]
    files = (path for folder in own for path in folder.rglob("*") if path.suffix in ENDINGS)
    return sorted(path for path in files if not AROUND & {part.split(".")[0] for part in path.relative_to(ROOT).parts})
