"""What must be true before the portal serves: no demonstration in production, no trigger missing."""

from django.apps import apps
from django.conf import settings
from django.core.checks import Error
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections

from ntm_portal import triggers

# Tags of checks that are left out or picked by name: `migrate` leaves the triggers out (commands/migrate.py).
START, TRIGGERS = "start", "triggers"


def pinned_day_is_for_the_demonstration(app_configs, **_) -> list[Error]:
    """A real portal whose clock stands still would date every figure wrongly."""
    if settings.DEMO_ALLOWED or settings.PINNED_TODAY is None:
        return []
    return [
        Error(
            "NTM_TODAY giữ đồng hồ đứng yên, chỉ dùng cho bản minh họa.",
            hint="Bỏ NTM_TODAY khỏi .env.",
            id="ntm_portal.E001",
        )
    ]


def no_sample_rows_in_production(app_configs, databases, **_) -> list[Error]:
    """Accounts whose passwords are public, or invented figures, must not be served as real ones."""
    if settings.DEMO_ALLOWED:
        return []
    found = {name: rows for alias in databases or [] for name, rows in sample_rows(connections[alias]).items()}
    if not found:
        return []
    listed = "; ".join(f"{name}: {rows}" for name, rows in found.items())
    return [
        Error(
            f"Còn tài khoản hoặc số liệu minh họa trong cơ sở dữ liệu ({listed}).",
            hint="Chạy: python manage.py remove_demo. Nếu đây là bản minh họa, đặt NTM_DEMO=on trong .env.",
            id="ntm_portal.E002",
        )
    ]


def append_only_tables_are_guarded(app_configs, databases, **_) -> list[Error]:
    """Without its triggers a table of findings could be changed from a database shell."""
    return [
        Error(
            f"Thiếu trigger bảo vệ bảng chỉ được ghi thêm: {', '.join(missing)}.",
            hint="Chạy: python manage.py migrate (lệnh này cài lại trigger).",
            id="ntm_portal.E003",
        )
        for alias in databases or []
        if (missing := triggers.missing(connections[alias]))
    ]


def sample_rows(connection) -> dict[str, int]:
    """How many rows marked as sample each model has; nothing for histories, or for tables not made yet."""
    tables = set(connection.introspection.table_names())
    fields_of = {model: {field.name for field in model._meta.fields} for model in apps.get_models()}
    models = [
        model
        for model, fields in fields_of.items()
        if "sample" in fields and "history_id" not in fields and model._meta.db_table in tables
    ]
    counted = {
        str(model._meta.verbose_name): model._base_manager.using(connection.alias).filter(sample=True).count()
        for model in models
    }
    return {name: rows for name, rows in counted.items() if rows}


def refuse_unsafe_start() -> None:
    """Stop a server before its first request when one of the checks above fails."""
    databases = [DEFAULT_DB_ALIAS]
    faults = [
        *pinned_day_is_for_the_demonstration(None),
        *no_sample_rows_in_production(None, databases),
        *append_only_tables_are_guarded(None, databases),
    ]
    if faults:
        raise ImproperlyConfigured("\n".join(f"{fault.msg}\n  {fault.hint}" for fault in faults))
