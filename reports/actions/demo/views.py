"""Views that people of the demonstration have kept; they go with their accounts."""

from accounts.actions import save_view
from directives.actions.demo.cast import Cast

KEPT = (
    ("vpdp", "BHYT, hộ nghèo: đơn vị chưa đạt", "/bang/?cot=so,tc-15,ct-15.1,tc-11,ct-11&xep=ct-15.1&loc=chua-dat"),
    ("vpdp", "Ô còn thiếu số liệu", "/tuoi-so-lieu/?loc=thieu&xep=xa"),
    ("vpdp", "Ngày ban hành Chỉ thị", "/?den=2017-08-28"),
    ("lanhdao", "Xuân Tân cạnh Xuân Thủy", "/xa/xuan-tan/so-sanh/?voi=xuan-thuy"),
    ("xuan-tan.bithu", "Diễn biến từ đầu", "/xa/xuan-tan/dien-bien/?thang=tat-ca"),
)


def load_views(cast: Cast) -> None:
    """What three of them look at again and again."""
    for who, name, address in KEPT:
        save_view(name=name, address=address, by=cast.users[who])
