"""Loads how places are recognised: which papers a dossier holds and which steps it goes."""

import json
from pathlib import Path

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import models, transaction

import dossiers
from communes.models import Department
from criteria.models import Criterion
from dossiers.models import ChecklistItem, Procedure, ProcedureStep

DATA = Path(dossiers.__file__).parent / "data" / "procedures.json"
OF_PROCEDURE = (
    "code", "level", "decision", "name", "year_from", "year_to", "due_source", "due_status", "vote_least",
    "vote_source", "vote_status", "asked_least", "satisfied_least", "survey_source", "survey_status", "source",
    "source_status",
)  # fmt: skip
OF_ITEM = (
    "code", "section", "title", "kept_by", "prepared_by", "signer", "takes", "form", "source", "source_status",
)  # fmt: skip


class Command(BaseCommand):
    """Nạp thủ tục công nhận; adds what is missing and leaves alone what the office has changed since."""

    help = "Nạp thủ tục công nhận theo QĐ 2540/QĐ-TTg: thành phần hồ sơ, các bước; chạy lại chỉ thêm phần còn thiếu."

    def add_arguments(self, parser):
        parser.add_argument("--file", type=Path, default=DATA, help="tệp thủ tục")

    def handle(self, *args, file: Path, **options):
        told = json.loads(file.read_text(encoding="utf-8"))
        try:
            with transaction.atomic():
                added = sum(store(row) for row in told["procedures"])
        except (KeyError, TypeError, ValueError, ObjectDoesNotExist, ValidationError) as fault:
            raise CommandError(f"Chưa nạp gì, tệp thủ tục có chỗ sai: {fault}") from fault
        self.stdout.write(f"Thủ tục công nhận: thêm {added} dòng.")


def store(row: dict) -> int:
    """How many rows were added for one procedure."""
    procedure, added = Procedure.objects.filter(code=row["code"]).first(), 0
    if procedure is None:
        month, day = month_and_day(row["due"])
        given = {name: row[name] for name in OF_PROCEDURE}
        procedure, added = saved(Procedure(**given, due_month=month, due_on_day=day)), 1
    items = {item.code: item for item in procedure.items.all()}
    for at, item in enumerate(row["items"], 1):
        if item["code"] not in items:
            items[item["code"]] = saved(item_of(procedure, at, item, row.get("set", "")))
            added += 1
    known = set(procedure.steps.values_list("position", flat=True))
    steps = [(at, step) for at, step in enumerate(row["steps"], 1) if at not in known]
    for at, step in steps:
        saved(step_of(procedure, at, step, items))
    return added + len(steps)


def item_of(procedure: Procedure, at: int, row: dict, set_code: str) -> ChecklistItem:
    """One part as the file tells it."""
    month, day = month_and_day(row["due"]) if "due" in row else (None, None)
    return ChecklistItem(
        procedure=procedure, position=at, due_month=month, due_on_day=day, **{name: row[name] for name in OF_ITEM},
        department=Department.objects.get(code=row["department"]) if "department" in row else None,
        criterion=_criterion(set_code, row["criterion"]) if "criterion" in row else None,
    )  # fmt: skip


def step_of(procedure: Procedure, at: int, row: dict, items: dict[str, ChecklistItem]) -> ProcedureStep:
    """One step as the file tells it."""
    told = {name: row[name] for name in ("title", "when", "shown_by", "source_status")}
    return ProcedureStep(procedure=procedure, position=at, item=items[row["item"]] if "item" in row else None, **told)


def month_and_day(text: str) -> tuple[int, int]:
    """ "10-20" is 20 October of whichever year."""
    month, day = text.split("-")
    return int(month), int(day)


def _criterion(set_code: str, number: int) -> Criterion:
    return Criterion.objects.get(criteria_set__code=set_code, number=number)


def saved(record: models.Model) -> models.Model:
    """Checked, then kept."""
    record.full_clean()
    record.save()
    return record
