"""Changing one's own password, and being made to."""

import pytest

from tests import build

NEW = "lúa chín đồng xa 2017"


def change(browser, old=build.PASSWORD, new=NEW, again=None):
    typed = {"old_password": old, "new_password": new, "new_password_again": new if again is None else again}
    return browser.post("/doi-mat-khau/", typed)


def faults(response) -> list[str]:
    return [fault for field in response.context["form"].errors.values() for fault in field]


def test_the_new_password_holds_and_the_person_stays_signed_in(sign_in, hanh):
    browser = sign_in("hanh")
    assert change(browser).url == "/"
    assert browser.get("/doi-mat-khau/").status_code == 200
    hanh.refresh_from_db()
    assert hanh.check_password(NEW)


def test_other_sessions_of_the_account_end(sign_in, hanh):
    elsewhere, here = sign_in("hanh"), sign_in("hanh")
    change(here)
    assert elsewhere.get("/doi-mat-khau/").url == "/dang-nhap/?next=/doi-mat-khau/"


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ({"old": "sai rồi"}, ["Mật khẩu đang dùng chưa đúng."]),
        ({"old": ""}, ["Nhập mật khẩu đang dùng."]),
        ({"new": "", "again": ""}, ["Nhập mật khẩu mới.", "Nhập lại mật khẩu mới."]),
        ({"again": "khác hẳn rồi"}, ["Hai lần nhập mật khẩu mới chưa giống nhau."]),
        ({"new": "ngắn quá"}, ["Mật khẩu quá ngắn. Cần ít nhất 10 ký tự."]),
        (
            {"new": "1234567890"},
            [
                "Mật khẩu này quá phổ biến, dễ bị đoán. Chọn mật khẩu khác.",
                "Mật khẩu không được chỉ gồm chữ số. Thêm chữ cái.",
            ],
        ),
        ({"new": "Người thử hanh"}, ["Mật khẩu quá giống họ tên. Chọn mật khẩu khác."]),
        ({"new": build.PASSWORD}, ["Mật khẩu mới phải khác mật khẩu đang dùng."]),
    ],
)
def test_a_password_that_breaks_a_rule_is_refused_in_vietnamese(typed, expected, sign_in, hanh):
    response = change(sign_in("hanh"), **typed)
    assert faults(response) == expected
    hanh.refresh_from_db()
    assert hanh.check_password(build.PASSWORD)


def test_the_rules_stand_on_the_page(sign_in):
    page = sign_in("hanh").get("/doi-mat-khau/").content.decode()
    assert "Ít nhất 10 ký tự" in page


@pytest.fixture
def newcomer(hanh):
    hanh.must_change_password = True
    hanh.save()
    return hanh


@pytest.mark.parametrize("path", ["/", "/xa/", "/thanh-phan/"])
def test_a_temporary_password_opens_only_its_own_change(path, newcomer, sign_in):
    assert sign_in("hanh").get(path).url == "/doi-mat-khau/"


def test_a_temporary_password_is_changed_and_work_begins(newcomer, sign_in):
    browser = sign_in("hanh")
    assert "mật khẩu tạm" in browser.get("/doi-mat-khau/").content.decode()
    assert change(browser).url == "/"
    assert browser.get("/thanh-phan/").status_code == 200


def test_whoever_will_not_change_it_can_still_sign_out(newcomer, sign_in):
    assert sign_in("hanh").post("/dang-xuat/").url == "/dang-nhap/"
