"""Loads the directive of 28/8/2017, the documents it is based on and the tasks it gives."""

import datetime as dt
import json
from pathlib import Path

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

import directives
from communes.models import Department, Unit
from criteria.models import Criterion, Indicator
from directives.actions.dissemination import ensure_commune_committees
from directives.actions.documents import add_document
from directives.actions.obligations import add_obligation
from directives.models import Directive, Obligation

DATA = Path(directives.__file__).parent / "data" / "directive_2017.json"
AS_WRITTEN = (
    "judged_by", "visits_of", "priority", "recurrence", "due_day", "wanted", "counted", "answering_posts",
    "answering_words",
    "due_set_by_office", "set_by_office",
)  # fmt: skip


class Command(BaseCommand):
    """Nạp Chỉ thị; adds what is missing and leaves alone what the office has changed since."""

    help = "Nạp Chỉ thị ngày 28/8/2017 với căn cứ và nhiệm vụ; chạy lại chỉ thêm phần còn thiếu."

    def add_arguments(self, parser):
        parser.add_argument("--file", type=Path, default=DATA, help="tệp chỉ thị")

    def handle(self, *args, file: Path, **options):
        told = json.loads(file.read_text(encoding="utf-8"))
        try:
            with transaction.atomic():
                documents, tasks = store(told)
        except (KeyError, TypeError, ValueError, ObjectDoesNotExist, ValidationError) as fault:
            raise CommandError(f"Chưa nạp gì, tệp chỉ thị có chỗ sai: {fault}") from fault
        self.stdout.write(f"Chỉ thị: thêm {documents} văn bản, {tasks} nhiệm vụ.")


def store(told: dict) -> tuple[int, int]:
    """How many documents and tasks were added."""
    district = Unit.objects.districts().order_by("valid_from").get(code=told["district"])
    found = [document_of(row, district) for row in told["documents"]]
    directive, is_new = document_of(told["directive"], district, cites=[document for document, _ in found])
    rows = [pair for task in told["obligations"] for pair in asked_by(task)]
    added = [pair for pair in rows if ask(directive, *pair)]
    communes = Unit.objects.communes().in_district(district).valid_on(directive.issued_on).in_order()
    ensure_commune_committees(district=district, communes=list(communes))
    return sum(new for _, new in found) + is_new, len(added)


def document_of(row: dict, district: Unit, cites=()) -> tuple[Directive, bool]:
    """The document, added if it is not there; the office may have filled in a number the file does not know."""
    known = Directive.objects.filter(kind=row["kind"], issued_on=row["issued_on"], issuer=row["issuer"])
    known = known.filter(number=row["number"]) if row["number"] else known
    if document := known.order_by("pk").first():
        return document, False
    given = {name: row.get(name, "") for name in ("kind", "number", "issuer", "signer", "summary", "source")}
    place = district if row.get("in_district") else None
    issued_on = dt.date.fromisoformat(row["issued_on"])
    return add_document(**given, issued_on=issued_on, district=place, cites=cites, by=None), True


def asked_by(task: dict) -> list[tuple[dict, Indicator | None, Criterion | None]]:
    """The indicators or criteria a task is about, one after another; a task of its own stands alone."""
    if "set" not in task:
        return [(task, None, None)]
    indicators = Indicator.objects.filter(criterion__criteria_set__code=task["set"], part_of=None)
    criteria = Criterion.objects.filter(criteria_set__code=task["set"])
    return [
        *((task, indicators.get(number=number), None) for number in task.get("indicators", ())),
        *((task, None, criteria.get(number=number)) for number in task.get("criteria", ())),
    ]


def ask(directive: Directive, task: dict, indicator: Indicator | None, criterion: Criterion | None) -> bool:
    """Add the task unless it is there; its deadline may have been moved since, and its clause written out."""
    about = {"applies_to": task["applies_to"], "indicator": indicator, "criterion": criterion}
    if known := directive.obligations.filter(clause=task["clause"], **about).first():
        judge_anew(known, task)
        return False
    former = directive.obligations.filter(clause=task.get("formerly", ""), **about).first()
    if former is not None:
        former.clause, former._change_reason = task["clause"], "Ghi đủ điểm của mục"
        former.save()
        return False
    add_obligation(directive=directive, begins_on=directive.issued_on, by=None, **about, **written(task))
    return True


def judge_anew(known: Obligation, task: dict) -> None:
    """A task the file judges another way than it did once; what was recorded for it stays to be read.

    Not where the office has given it that way itself before, or taken it back.
    """
    was_judged = known.history.values_list("judged_by", flat=True)
    if known.judged_by != task.get("formerly_judged_by") or task["judged_by"] in was_judged:
        return
    known.judged_by, known.visits_of = task["judged_by"], task.get("visits_of", "")
    known._change_reason = "Đánh giá theo biên bản kiểm tra"
    known.full_clean()
    known.save()


def written(task: dict) -> dict:
    """What stands in the file of one task, in the words of the model."""
    given = {name: task[name] for name in AS_WRITTEN if name in task}
    days = {name: dt.date.fromisoformat(task[name]) for name in ("due_on", "opens_on") if name in task}
    bodies = {name: bodies_of(task[name]) for name in ("bodies", "answering_bodies") if name in task}
    return given | days | bodies | {"title": task["title"], "clause": task["clause"]}


def bodies_of(codes: list[str]) -> list[Department]:
    """The departments and party offices a task names."""
    return [Department.objects.get(code=code) for code in codes]
