import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Texts belong to a place, which may be a commune; a pattern may be worded for one family or body alone."""

    dependencies = [("communes", "0001_initial"), ("reports", "0005_withdrawals")]

    operations = [
        migrations.RemoveConstraint(model_name="reporttext", name="report_text_version_once"),
        migrations.RenameField(model_name="reporttext", old_name="district", new_name="place"),
        migrations.AlterField(
            model_name="reporttext",
            name="place",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="report_texts",
                to="communes.unit",
                verbose_name="đơn vị",
            ),
        ),
        migrations.AddConstraint(
            model_name="reporttext",
            constraint=models.UniqueConstraint(
                fields=("place", "period_code", "begins_on", "slot", "revision"),
                name="report_text_version_once",
                violation_error_message="Phần này vừa được người khác ghi.",
            ),
        ),
        migrations.RemoveConstraint(model_name="patterntext", name="pattern_text_version_once"),
        migrations.AddField(
            model_name="patterntext",
            name="body",
            field=models.SlugField(blank=True, default="", max_length=40, verbose_name="khối, cơ quan dùng"),
        ),
        migrations.AddConstraint(
            model_name="patterntext",
            constraint=models.UniqueConstraint(
                fields=("district", "pattern", "body", "revision"),
                name="pattern_text_version_once",
                violation_error_message="Câu mẫu này vừa được người khác sửa.",
            ),
        ),
    ]
