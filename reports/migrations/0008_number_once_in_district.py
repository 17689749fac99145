import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    # Apart from the one before: PostgreSQL alters no table in the transaction that has just filled its keys.

    dependencies = [
        ("communes", "0001_initial"),
        ("reports", "0007_district_of_issued"),
    ]

    operations = [
        migrations.AlterField(
            model_name="issuedreport",
            name="district",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="communes.unit",
                verbose_name="huyện",
            ),
        ),
        migrations.RemoveConstraint(model_name="issuedreport", name="issued_number_once"),
        migrations.AddConstraint(
            model_name="issuedreport",
            constraint=models.UniqueConstraint(
                fields=("district", "issuer", "year", "number_key"),
                name="issued_number_once",
                violation_error_message="Số này đã dùng trong năm.",
            ),
        ),
    ]
