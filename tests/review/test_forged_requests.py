"""Requests no page of the portal would make: a clear answer, nothing stored, nothing leaked, never a fault of ours."""

import datetime as dt

import pytest

from communes.enums import Post
from criteria.enums import Stage, Verdict
from criteria.models import Finding
from tests import build

pytestmark = pytest.mark.django_db

SHEET = "/cap-nhat/xuan-tan/"
# A minus sign, digits of other scripts and of full width, marks that turn the direction of writing.
NASTY = [
    "\x00", "a\x00b", "1e30", "1E5", "NaN", "inf", "-0", "\u22121", "9" * 19, "9" * 5000, "0x10", "1_000", "\u00b2",
    "\u0663", "\uff11\uff12", "\u202e123", "1\u200b2", "1.2.3,4", "1.234", "'; DROP TABLE criteria_finding; --",
    "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "{{ 7|add:7 }}", "{seen}", "%s", "\\", '"', "\r\n\r\nX: y",
]  # fmt: skip
IN_WORDS = [
    "a\x00b",
    "\u202e123",
    "'; DROP TABLE x; --",
    "<script>alert(1)</script>",
    "=1+1",
    "{{ 7|add:7 }}",
    "{seen}",
    '"',
]
DATES = [
    "0001-01-01", "9999-12-31", "1/1/1", "31/12/9999", "31/02/2017", "29/2/2017", "2017-13-01", "00/00/0000", "28/8/17",
    "2017-09-26", "26/9/2100", "1/1/1900", "28/8/" + "2" * 5000, "28.8.2017", "2017-8", "hôm nay", *NASTY,
]  # fmt: skip
ODD_DATES = ["0001-01-01", "9999-12-31", "31/02/2017", "01/12/2016", "<script>alert(1)</script>", "\x00"]
READ = [
    "/", "/xa/", "/xa/xuan-tan/", "/tieu-chi/", "/tieu-chi/15/", "/chi-tieu/15.1/", "/huyen/", "/chi-thi/", "/bao-cao/",
    "/bao-cao/bieu-03/", "/bao-cao/bieu-06.xlsx", "/bao-cao/tong-hop.xlsx",
]  # fmt: skip


def boxes(number="15.1", **given) -> dict[str, str]:
    return {f"{number}-{name}": value for name, value in given.items()}


def send(client, typed, path=SHEET, **common):
    return client.post(path, {"luu": "het", "ngay": "20/9/2017", "nguon": "Thử"} | common | typed)


@pytest.mark.parametrize("nasty", NASTY, ids=lambda text: ascii(text)[:24])
def test_whatever_is_typed_into_a_box_is_answered_with_words(nasty, sign_in):
    client = sign_in("hanh")
    for box in ("tu", "kq", "dg", "ngay", "han", "nam", "thay", "lech", "chon"):
        with build.rolled_back():
            assert_answered(send(client, boxes(tu="90", mau="100") | boxes(**{box: nasty})))


def assert_answered(answer):
    assert answer.status_code in {200, 302}
    if answer.status_code == 200:
        rows = answer.context["form"].wrong
        assert rows
        assert all(row.messages or row.other for row in rows)
        assert "<script>alert" not in answer.content.decode()
        assert not Finding.objects.exists()
    else:
        assert Finding.objects.count() == 1


@pytest.mark.parametrize("nasty", IN_WORDS, ids=lambda text: ascii(text)[:24])
def test_words_are_kept_as_words_on_every_page(nasty, sign_in, hanh, xuan_tan):
    build.appointment(xuan_tan, Post.CHAIR, f"Ông {nasty}"[:80].replace("\x00", ""))
    figures = boxes(tu="80", mau="100", dg="co-ban", ly_do=f"Lý do {nasty}"[:400], han="30/9/2017")
    answer = send(sign_in("hanh"), figures | boxes(nguon=f"Nguồn {nasty}"[:200], ghi=f"Ghi {nasty}"[:200]))
    assert answer.status_code == 302
    client = answer.client
    for path in [*READ, SHEET, f"{SHEET}?dien=1", "/lich-su/xuan-tan/15.1/"]:
        page = client.get(path)
        assert page.status_code == 200, path
        if "xlsx" not in path:
            assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize("nasty", DATES, ids=lambda text: ascii(text)[:24])
def test_whatever_day_is_asked_for_is_answered_at_its_box(nasty, sign_in):
    client = sign_in("leader")
    for name in ("den", "so_voi", "biet_den"):
        answer = client.get("/huyen/", {name: nasty})
        assert answer.status_code == 200
        assert name in answer.context["lens"].faults or nasty.strip() in {"", "1/1/1900"}
        assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("path", READ)
def test_every_page_takes_any_day(path, sign_in):
    client = sign_in("hanh")
    for asked in [{name: nasty} for nasty in ODD_DATES for name in ("den", "so_voi", "biet_den")]:
        answer = client.get(path, asked)
        assert answer.status_code == 200 or answer.url.startswith("/bao-cao/"), asked
        assert "xlsx" in path or "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/tieu-chi/99999999999999999999999/",
        "/chi-tieu/%00/",
        "/chi-tieu/15.1'--/",
        "/chi-tieu/" + "9" * 5000 + "/",
        "/lich-su/xuan-tan/%00/",
        "/lich-su/huyen/%00/",
        "/lich-su/xuan-tan/15.1/99999999999999999999999/rut/",
        "/lich-su/xuan-tan/15.1/0/dinh-chinh/",
        "/bo-tieu-chi/xa-2016-2020/%00/",
        "/bo-tieu-chi/xa-2016-2020/%00/nhap/",
        "/bo-tieu-chi/muc/99999999999999999999999/sua/",
        "/bo-tieu-chi/tuy-chon/khong-co/",
        "/cap-nhat/khong-co/",
        f"{SHEET}?buoc=thi-dua",
        f"{SHEET}?buoc=%00",
        "/bao-cao/bieu-99/",
        "/bao-cao/bieu-99.xlsx",
        "/bao-cao/?bieu=%00",
        "/xa/%00/",
    ],
)
def test_an_address_that_names_nothing_is_not_there(path, sign_in):
    assert sign_in("hanh").get(path).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/bo-tieu-chi/xa-2016-2020/?nam=%00",
        "/bo-tieu-chi/xa-2016-2020/?nam=" + "9" * 5000,
        "/bo-tieu-chi/xa-2016-2020/15.1/?nam=²",
        "/tim/?q=%00",
        "/tim/?q=" + "a" * 5000,
        "/tim/?q=%25_%27",
        "/?muc=%00&loc=<script>",
        "/xa/xuan-tan/?loc=%00",
        "/bao-cao/?xuat=%00",
        f"{SHEET}?dien=%00",
    ],
)
def test_an_address_with_odd_wishes_is_drawn_as_usual(path, sign_in):
    assert sign_in("hanh").get(path).status_code == 200


def test_a_body_too_large_is_refused_with_words(sign_in):
    answer = send(sign_in("hanh"), boxes(ghi="x" * 10_000_000))
    assert answer.status_code == 413
    many = send(sign_in("hanh"), {f"x{number}": "1" for number in range(1200)})
    assert many.status_code == 400
    assert not Finding.objects.exists()


@pytest.mark.parametrize(
    "onward",
    [
        "//evil.example/",
        "https://evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
        "\x00",
    ],
)
def test_signing_in_leads_nowhere_else(onward, client, hanh):
    given = {"username": "hanh", "password": build.PASSWORD, "next": onward}
    answer = client.post("/dang-nhap/", given)
    assert (answer.status_code, answer.headers.get("Location", "/")) in {(302, "/"), (200, "/")}


# --- Who may do what -----------------------------------------------------------------------


def test_a_department_cannot_send_the_rows_of_another(sign_in):
    answer = send(sign_in("lao_dong"), boxes(tu="90", mau="100") | boxes("11", tu="30", mau="2470"))
    assert answer.status_code == 302
    assert list(Finding.objects.values_list("indicator__number", "stage")) == [("11", "VERIFIED")]


@pytest.mark.parametrize(
    ("who", "step"),
    [("tan", "tham-tra"), ("tan", "phuc-tra"), ("lao_dong", "tu-danh-gia"), ("lao_dong", "tham-dinh")],
)
def test_a_stage_that_is_not_his_does_not_exist(who, step, sign_in):
    client = sign_in(who)
    assert send(client, boxes("11", tu="1", mau="100"), f"{SHEET}?buoc={step}").status_code == 404
    send(client, boxes("11", tu="1", mau="100"), buoc=step, stage="VERIFIED", muc=step)
    assert set(Finding.objects.values_list("stage", flat=True)) == {"SELF" if who == "tan" else "VERIFIED"}


def test_fields_that_no_box_has_are_not_read(sign_in, tan):
    extra = boxes(tu="90", mau="100", sample="1", entered_by="1", recorded_at="2010-01-01", via="API", corrects="1")
    send(sign_in("tan"), extra | {"sample": "on", "unit": "1", "corrects_id": "1", "is_void": "1", "via": "API"})
    (stored,) = Finding.objects.all()
    assert (stored.sample, stored.entered_by, stored.via, stored.corrects_id, stored.is_void) == (
        False, tan, "FORM", None, False,
    )  # fmt: skip


def test_the_office_represents_only_people_of_that_commune(sign_in, xuan_chau, xuan_tan):
    stranger, holder = (build.appointment(unit, Post.CHAIR) for unit in (xuan_chau, xuan_tan))
    client, path = sign_in("hanh"), f"{SHEET}?buoc=tu-danh-gia"
    for forged in (str(stranger.pk), "0", "", "\x00", "9" * 30):
        assert send(client, boxes(tu="90", mau="100"), path, thay=forged).status_code == 200
    assert not Finding.objects.exists()
    assert send(client, boxes(tu="90", mau="100"), path, thay=str(holder.pk)).status_code == 302
    assert Finding.objects.get().on_behalf_of == holder


@pytest.mark.parametrize("act", ["dinh-chinh", "rut"])
@pytest.mark.parametrize(
    ("who", "stage", "status"),
    [
        ("tan", Stage.SELF, 302), ("tan", Stage.VERIFIED, 404), ("chau", Stage.SELF, 404), ("hanh", Stage.RECHECK, 302),
        ("hanh", Stage.SELF, 302), ("lao_dong", Stage.VERIFIED, 404), ("leader", Stage.SELF, 404),
        ("admin", Stage.SELF, 404), ("front", Stage.SELF, 404), ("party_org", Stage.VERIFIED, 404),
    ],
)  # fmt: skip
def test_a_figure_is_put_right_only_by_its_own_side(who, stage, status, act, sign_in, hanh, xuan_tan):
    (wrong,) = build.record(xuan_tan, build.row("15.1", 80, 100, stage=stage), by=hanh)
    path = f"/lich-su/xuan-tan/15.1/{wrong.pk}/{act}/"
    given = {"reason": "Gõ nhầm", "day": "20/9/2017", "numerator": "81", "denominator": "100"}
    assert sign_in(who).post(path, given).status_code == status
    assert Finding.objects.filter(corrects=wrong).exists() == (status == 302)
    elsewhere = path.replace("xuan-tan", "xuan-chau")
    assert sign_in("hanh").post(elsewhere, given).status_code == 404
    assert sign_in("hanh").post(path.replace("/15.1/", "/11/"), given).status_code == 404


SECRETS = ("7.777", "7777", "Nguồn kín", "Lý do kín", "Ghi chú kín", "còn thiếu 1.223")


@pytest.fixture
def secrets(hanh, xuan_tan):
    """Figures of Xuân Tân on health insurance that not everyone may read."""
    said = {"source_document": "Nguồn kín", "note": "Ghi chú kín", "reason": "Lý do kín"}
    nearly = {"declared": Verdict.NEARLY, "finish_by": dt.date(2017, 9, 21)}
    for stage in (Stage.VERIFIED, Stage.SELF):
        build.record(xuan_tan, build.row("15.1", 9500, 10000, "2017-08-20", stage, **said), by=hanh)
        build.record(xuan_tan, build.row("15.1", 7777, 10000, "2017-09-20", stage, **said | nearly), by=hanh)


EVERYWHERE = [
    *READ, SHEET, f"{SHEET}?dien=1", "/lich-su/xuan-tan/15.1/", "/lich-su/huyen/15.1/", "/cap-nhat/", "/tim/?q=y+te",
    "/tim/?q=xuan+tan", "/xa/xuan-chau/", "/cap-nhat/xuan-chau/?dien=1", "/?loc=qua-han", "/?muc=tham-tra",
    "/xa/xuan-tan/?biet_den=2017-09-25", "/chi-thi/?biet_den=2017-09-25", "/bao-cao/bieu-05/", "/bao-cao/bieu-06/",
    "/xuan-truong/xa/xuan-tan/", "/xuan-truong/chi-tieu/15.1/",
]  # fmt: skip


@pytest.mark.parametrize("who", ["chau", "lao_dong"])
def test_a_stranger_reads_it_nowhere(who, sign_in, secrets):
    client, leaks = sign_in(who), []
    for path in EVERYWHERE:
        answer = client.get(path, follow=True)
        text = answer.content.decode("utf-8", "replace")
        leaks += [(path, words) for words in SECRETS if answer.status_code == 200 and words in text]
    assert leaks == []


def test_the_front_reads_results_and_not_the_work_behind_them(sign_in, secrets):
    client = sign_in("front")
    assert client.get("/lich-su/xuan-tan/15.1/").status_code == 404
    assert "/lich-su/" not in client.get("/xa/xuan-tan/").content.decode()
    for path in ("/chi-tieu/15.1/", "/tieu-chi/15/", "/huyen/", "/", "/chi-thi/"):
        page = client.get(path)
        assert page.status_code == 200
        assert "/lich-su/" not in page.content.decode()
        assert "/cap-nhat/" not in page.content.decode()
