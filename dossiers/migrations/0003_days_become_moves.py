"""The day of handing in was a field that was typed and cleared; each such change becomes a step, with its moment."""

from django.db import migrations

CLEARED = "Xóa ngày trình (ghi trước khi cổng có bước rút hồ sơ)"


def steps_of(rows):
    """(kind, day, reason, who, moment) for each time the day of handing in was typed, changed or cleared."""
    before = None
    for row in rows:
        if row.submitted_on == before:
            continue
        if before:
            yield "WITHDRAWN", max(before, row.history_date.date()), CLEARED, row.history_user_id, row.history_date
        if row.submitted_on:
            yield "HANDED_IN", row.submitted_on, "", row.history_user_id, row.history_date
        before = row.submitted_on


def contents_at(dossier, items, documents, moment):
    """The newest version of each part as it was known at a moment."""
    found = dict.fromkeys(items, 0)
    known = documents.filter(dossier=dossier, recorded_at__lte=moment).order_by("version")
    found |= dict(known.values_list("item_id", "version"))
    return {"parts": {str(item): version for item, version in found.items()}}


def days_become_moves(apps, schema_editor):
    """Read the history of each dossier once, oldest first."""
    names = ("Dossier", "HistoricalDossier", "DossierDocument", "DossierMove", "ChecklistItem")
    dossiers, histories, documents, moves, items = (apps.get_model("dossiers", name).objects for name in names)
    anybody = apps.get_model("accounts", "User").objects.order_by("pk").values_list("pk", flat=True).first()
    for dossier in dossiers.all():
        parts = items.filter(procedure=dossier.procedure_id).order_by("position").values_list("pk", flat=True)
        rows = histories.filter(id=dossier.pk).order_by("history_id")
        for number, (kind, on, reason, who, moment) in enumerate(steps_of(rows), 1):
            moves.create(
                dossier=dossier,
                number=number,
                kind=kind,
                on=on,
                reason=reason,
                contents=contents_at(dossier, parts, documents, moment) if kind == "HANDED_IN" else {},
                recorded_by_id=who or anybody,
                recorded_at=moment,
                sample=dossier.sample,
            )


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0002_moves"),
    ]

    operations = [
        migrations.RunPython(days_become_moves, migrations.RunPython.noop),
    ]
