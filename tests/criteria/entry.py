"""What the tests of the entry sheet share: how a sheet is sent, and what is read back."""

from criteria.models import Finding

SHEET = "/cap-nhat/xuan-tan/"
SOURCE = "Báo cáo 45/BC-UBND ngày 20/9/2017"


def send(client, boxes, path=SHEET, **common):
    """Send the sheet with some boxes filled; all others are empty, as on the page."""
    above = {"luu": "het", "ngay": "20/9/2017", "nguon": SOURCE}
    return client.post(path, above | boxes | common, follow=True)


def stored(*columns):
    """What the findings hold, oldest first."""
    return list(Finding.objects.order_by("pk").values_list(*columns))


def messages_of(response) -> list[str]:
    """What the officer is told above the page."""
    return [str(message) for message in response.context["messages"]]


def refusals(response) -> dict[str, list[str]]:
    """What stands at each refused row."""
    return {row.line.label.number: row.messages for row in response.context["form"].wrong}
