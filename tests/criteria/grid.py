"""What the tests of the grid share: how a cell is sent, and what is read back."""

from criteria.models import Finding

CELL = "/cap-nhat/xuan-tan/o/"
SOURCE = "Báo cáo 45/BC-UBND ngày 20/9/2017"
JSON = {"content_type": "application/json"}


def message(user, indicator="15.1", text="7204/8600", **given) -> dict:
    """What the grid sends of a cell."""
    plain = {"user": user.pk, "key": "k1", "stage": "tham-tra", "day": "20/9/2017", "source": SOURCE}
    words = {} if text is None else {"text": text}
    return plain | {"indicator": indicator} | words | given


def send(client, user, path=CELL, **given):
    """Send one cell."""
    return client.post(path, message(user, **given), **JSON)


def stored(*columns):
    """What the findings hold, oldest first."""
    return list(Finding.objects.order_by("pk").values_list(*columns))
