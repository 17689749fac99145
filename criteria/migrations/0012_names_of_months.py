"""January and February have their nought in the names of periods, as in every other date of the office."""

from django.db import migrations

MONTHS = (1, 2)


def rename(apps, schema_editor):
    periods = apps.get_model("criteria", "ReportingPeriod")
    for period in periods.objects.filter(kind="MONTH", begins_on__month__in=MONTHS):
        plain, month = f"{period.begins_on.month}/{period.begins_on.year}", f"{period.begins_on:%m/%Y}"
        periods.objects.filter(pk=period.pk, name=f"tháng {plain}").update(name=f"tháng {month}")


class Migration(migrations.Migration):
    dependencies = [("criteria", "0011_recognition_known_since")]
    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
