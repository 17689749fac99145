"""The rulebook on disk, for tests that break a copy of it."""

import json
from io import StringIO
from pathlib import Path

from django.core.management import call_command

import criteria
from criteria.models import CriteriaSet, Criterion, Indicator, RuleSetting, Target

DATA = Path(criteria.__file__).parent / "data"


def load(folder: Path = DATA) -> str:
    """Run the loader; what it said."""
    out = StringIO()
    call_command("load_rulebook", folder=folder, stdout=out)
    return out.getvalue()


def rewrite(folder: Path, change, name: str = "xa-2016-2020") -> None:
    """Change the content of one file in place."""
    path = folder / "sets" / f"{name}.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    change(content)
    path.write_text(json.dumps(content), encoding="utf-8")


def first(content: dict) -> dict:
    """Indicator 1.1 of a file."""
    return content["criteria"][0]["indicators"][0]


def counts() -> tuple[int, ...]:
    """How many rows of each kind the database holds."""
    return tuple(model.objects.count() for model in (CriteriaSet, Criterion, Indicator, Target, RuleSetting))
