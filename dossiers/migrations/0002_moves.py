import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("dossiers", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="DossierMove",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField(verbose_name="bước")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("HANDED_IN", "Trình"),
                            ("WITHDRAWN", "Rút hồ sơ"),
                            ("RETURNED", "Cơ quan nhận trả lại"),
                            ("SUPPLEMENT", "Cơ quan nhận yêu cầu bổ sung"),
                        ],
                        max_length=10,
                        verbose_name="việc",
                    ),
                ),
                ("on", models.DateField(verbose_name="ngày")),
                ("paper", models.CharField(blank=True, max_length=120, verbose_name="văn bản kèm theo")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="lý do, ghi chú")),
                ("contents", models.JSONField(blank=True, default=dict, verbose_name="nội dung khi trình")),
                ("recorded_at", models.DateTimeField(verbose_name="ghi lúc")),
                ("sample", models.BooleanField(default=False, verbose_name="số liệu minh họa")),
                (
                    "dossier",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moves",
                        to="dossiers.dossier",
                        verbose_name="hồ sơ",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="người ghi",
                    ),
                ),
            ],
            options={
                "verbose_name": "bước trình, trả hồ sơ",
                "verbose_name_plural": "bước trình, trả hồ sơ",
                "constraints": [
                    models.UniqueConstraint(
                        fields=("dossier", "number"),
                        name="dossier_move_once",
                        violation_error_message="Hồ sơ vừa có bước khác: mở lại trang.",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind", "HANDED_IN"), models.Q(("reason", ""), _negated=True), _connector="OR"
                        ),
                        name="dossier_reopened_says_why",
                        violation_error_message="Nêu lý do.",
                    ),
                ],
            },
        ),
    ]
