"""The district in front of an address: the user's own leads to the same page, another one to none."""

import pytest


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "path", "status"),
    [
        ("hanh", "/xuan-truong/xa/xuan-tan/", 200),
        ("hanh", "/xuan-truong/huyen/", 200),
        ("hanh", "/xuan-truong/", 200),
        ("hanh", "/hai-hau/xa/xuan-tan/", 404),
        ("tan", "/xuan-truong/xa/xuan-tan/", 200),
        ("chau", "/xuan-truong/xa/xuan-tan/", 404),
    ],
)
def test_a_long_address_is_the_short_one_of_the_own_district(who, path, status, sign_in):
    assert sign_in(who).get(path).status_code == status


@pytest.mark.django_db
def test_a_stranger_is_asked_to_sign_in_and_comes_back_to_the_long_address(client, district):
    response = client.get("/xuan-truong/xa/xuan-tan/")
    assert (response.status_code, response.url) == (302, "/dang-nhap/?next=/xuan-truong/xa/xuan-tan/")
