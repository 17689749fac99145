from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0003_days_become_moves"),
    ]

    operations = [
        migrations.RemoveConstraint(model_name="dossier", name="dossier_submitted_after_planned"),
        migrations.RemoveField(model_name="dossier", name="submitted_on"),
        migrations.RemoveField(model_name="historicaldossier", name="submitted_on"),
    ]
