"""The administrator serves units, people and departments in Django's admin."""

import datetime as dt
import re

import pytest

from communes.models import Appointment, Department, Officer, Unit, UnitChange
from tests import build

PAGES = ("unit", "unitchange", "department", "officer", "appointment")
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>|<style\b|\sstyle=|\son[a-z]+=", re.IGNORECASE
)
# Django's own pages read names that are not always there.
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


@pytest.fixture
def browser(sign_in):
    return sign_in("admin")


def page(response) -> str:
    assert response.status_code == 200
    return response.content.decode()


def rows(response) -> list[str]:
    """What stands in the first column of a list."""
    return re.findall(r'<th class="field-[^>]*><a[^>]*>([^<]+)</a>', page(response))


def addresses(name: str) -> list[str]:
    model = {"unit": Unit, "unitchange": UnitChange, "department": Department, "officer": Officer}.get(
        name, Appointment
    )
    pk = model.objects.latest("pk").pk
    version = model.history.filter(id=pk).latest("history_id").pk
    base = f"/quan-tri/communes/{name}/"
    return [base, f"{base}add/", f"{base}{pk}/change/", f"{base}{pk}/history/", f"{base}{pk}/history/{version}/"]


@pytest.mark.parametrize("name", PAGES)
def test_the_administrator_opens_every_page_without_inline_code(name, browser):
    for address in addresses(name):
        assert INLINE.findall(page(browser.get(address))) == [], address


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", ["hanh", "tan", "leader"])
def test_a_stranger_finds_no_admin_page(name, who, sign_in):
    assert {sign_in(who).get(address).status_code for address in addresses(name)} == {404}


@pytest.mark.parametrize(
    ("address", "names"),
    [
        ("unit/?q=xuan+thuy", ["Xã Xuân Thủy"]),
        ("unit/?q=TT.+Xuân+Trường", ["TT. Xuân Trường"]),
        ("unit/?q=xuan+truong&level__exact=DISTRICT", ["Huyện Xuân Trường"]),
        ("unit/?q=14122&hieu_luc=con", ["Xã Xuân Phương"]),
        ("unit/?q=14122&hieu_luc=chua", ["Xã Trà Lũ", "Xã Xuân Hưng"]),
        ("unit/?q=14122&hieu_luc=het", []),
        ("officer/?q=BUI+van+hao", ["Bùi Văn Hảo"]),
        ("officer/?q=khong+co", []),
        ("department/?q=lao+dong", ["Phòng Lao động - Thương binh và Xã hội"]),
        ("unitchange/?q=xuan+phuong", ["Xã Xuân Phương"]),
        ("appointment/?q=bui+van", ["Bùi Văn Hảo"]),
    ],
)
def test_search_in_the_admin_is_blind_to_marks(address, names, browser):
    assert rows(browser.get(f"/quan-tri/communes/{address}")) == names


def test_a_list_leaves_open_ends_blank(browser):
    shown = page(browser.get("/quan-tri/communes/unit/?q=14122"))
    days = re.findall(r'field-(?:since|until)">([^<]*)<', shown)
    assert days == ["01/9/2024", "30/6/2025", "01/7/2025", "-", "-", "31/8/2024"]


def test_the_choice_of_a_parent_is_searched_the_same_way(browser):
    query = "app_label=communes&model_name=unit&field_name=parent&term=huyen+xuan+truong"
    found = browser.get(f"/quan-tri/autocomplete/?{query}").json()["results"]
    assert [choice["text"] for choice in found] == ["Huyện Xuân Trường"]


def form_of(response) -> dict:
    """What the page would send if it were saved as it stands."""
    fields = response.context["adminform"].form
    return {name: fields[name].value() if fields[name].value() is not None else "" for name in fields.fields}


def test_an_edit_keeps_the_name_in_order_and_the_editor_in_the_history(browser, admin, xuan_tan):
    address = f"/quan-tri/communes/unit/{xuan_tan.pk}/change/"
    sent = form_of(browser.get(address)) | {"name": "Xuân  Thuỷ Tân", "population": "6100"}
    sent |= {name: sent[name].strftime("%d/%m/%Y") for name in ("valid_from", "valid_to", "figures_date")}
    assert browser.post(address, sent).status_code == 302
    xuan_tan.refresh_from_db()
    assert (xuan_tan.name, xuan_tan.search_name, xuan_tan.slug) == ("Xuân Thủy Tân", "xuan thuy tan", "xuan-tan")
    assert xuan_tan.history.first().history_user == admin
    shown = page(browser.get(f"/quan-tri/communes/unit/{xuan_tan.pk}/history/"))
    assert re.findall(r"<p><strong>(.+?):</strong> (.+?) → (.+?)</p>", shown) == [
        ("Tên", "Xuân Tân", "Xuân Thủy Tân"),
        ("Dân số", "5770", "6100"),
    ]


def test_a_second_head_is_refused_in_the_form(browser, xuan_tan):
    held = build.appointment(unit=xuan_tan, name="Bí thư thử")
    other = Officer.objects.create(name="Người khác")
    sent = {
        "officer": other.pk,
        "post": held.post,
        "unit": xuan_tan.pk,
        "valid_from": "25/9/2017",
        "valid_to": "31/12/2017",
    }
    response = browser.post("/quan-tri/communes/appointment/add/", sent)
    assert response.context["adminform"].form.errors == {
        "valid_from": ["Chức vụ này do Bí thư thử giữ trong thời gian đã chọn."]
    }
    assert not other.appointments.exists()


def test_an_appointment_is_added_with_its_editor(browser, admin, xuan_tan):
    other = Officer.objects.create(name="Người khác")
    sent = {
        "officer": other.pk,
        "post": "CHAIR",
        "unit": xuan_tan.pk,
        "valid_from": "03/6/2016",
        "valid_to": "31/12/2017",
    }
    assert browser.post("/quan-tri/communes/appointment/add/", sent).status_code == 302
    held = other.appointments.get()
    assert (held.valid_from, held.history.get().history_user) == (dt.date(2016, 6, 3), admin)


def test_the_page_of_a_unit_tells_what_became_of_it(browser):
    unit = Unit.objects.get(code="14122", valid_from=dt.date(2024, 9, 1))
    shown = page(browser.get(f"/quan-tri/communes/unit/{unit.pk}/change/"))
    assert re.findall(r'<div class="readonly">(.+?)</div>', shown) == [
        "Tỉnh Nam Định",
        "Xã Xuân Hưng (1674/NQ-UBTVQH15)",
        "Xã Xuân Bắc (1104/NQ-UBTVQH15), Xã Xuân Phương (1104/NQ-UBTVQH15), Xã Xuân Trung (1104/NQ-UBTVQH15)",
    ]


@pytest.mark.parametrize("more", [1, 3])
def test_a_list_costs_the_same_for_any_number_of_rows(
    more, browser, xuan_tan, xuan_chau, labour, django_assert_num_queries
):
    for number in range(more):
        build.appointment(unit=xuan_tan, post="NTM_OFFICER", name=f"Cán bộ {number}")
    with django_assert_num_queries(7):
        browser.get("/quan-tri/communes/officer/")
