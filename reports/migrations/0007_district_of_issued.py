import django.db.models.deletion
from django.db import migrations, models


def take_from_place(apps, schema_editor):
    """The district of a report is its place, or the district the commune lies in."""
    report = apps.get_model("reports", "IssuedReport")
    of_district = models.Q(place__level="DISTRICT")
    for rows, field in ((report.objects.filter(of_district), "place_id"), (report.objects.exclude(of_district), "place__parent_id")):
        for pk, district in rows.values_list("pk", field):
            report.objects.filter(pk=pk).update(district=district)


class Migration(migrations.Migration):

    dependencies = [
        ("communes", "0001_initial"),
        ("reports", "0006_texts_of_places"),
    ]

    operations = [
        migrations.AddField(
            model_name="issuedreport",
            name="district",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="communes.unit",
                verbose_name="huyện",
            ),
        ),
        migrations.RunPython(take_from_place, migrations.RunPython.noop),
    ]
