"""What holds for places and posts on any day, kept by the database itself."""

from communes.enums import HEAD_POSTS
from ntm_portal.triggers import Trigger, changes_rarely

_CLASH = (
    "EXISTS (SELECT 1 FROM {table} other WHERE {same} "
    "AND other.valid_from <= NEW.valid_to AND other.valid_to >= NEW.valid_from{but})"
)


def _never_together(name: str, table: str, message: str, same: str) -> list[Trigger]:
    """Refuse a row whose days overlap those of another row that is the `same`."""
    clash = _CLASH.format(table=table, same=same, but="")
    others = _CLASH.format(table=table, same=same, but=" AND other.id <> NEW.id")
    return [
        Trigger(f"{name}_insert", table, "INSERT", message, clash, one_at_a_time=True),
        Trigger(f"{name}_update", table, "UPDATE", message, others, one_at_a_time=True),
    ]


_HEADS = ", ".join(f"'{post}'" for post in HEAD_POSTS)

TRIGGERS = [
    *_never_together(
        "communes_one_unit_a_code",
        "communes_unit",
        "Mã này đang là của đơn vị khác trong cùng thời gian.",
        "other.code = NEW.code AND other.level = NEW.level",
    ),
    *_never_together(
        "communes_one_unit_an_address",
        "communes_unit",
        "Địa chỉ này đang là của đơn vị khác trong cùng thời gian.",
        "other.parent_id = NEW.parent_id AND other.level = NEW.level AND other.slug = NEW.slug",
    ),
    *_never_together(
        "communes_one_head_a_unit",
        "communes_appointment",
        "Chức vụ này đang có người giữ trong thời gian đã chọn.",
        f"NEW.post IN ({_HEADS}) AND other.post = NEW.post "
        "AND (other.unit_id = NEW.unit_id OR other.department_id = NEW.department_id)",
    ),
    *changes_rarely(
        "communes_unit",
        "communes_unitchange",
        "communes_department",
        "communes_officer",
        "communes_appointment",
    ),
]
