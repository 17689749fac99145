"""The pages of the movement of poor households: the communes of a year, one commune, a pasted table, taking back."""

import pytest

from criteria.actions.movements import counts_of
from criteria.models import Movement
from tests import build
from tests.criteria.entry import messages_of

pytestmark = pytest.mark.django_db
LIST, TAN, PASTE = "/bien-dong-ho-ngheo/", "/bien-dong-ho-ngheo/xuan-tan/?nam=2017", "/bien-dong-ho-ngheo/dan/?nam=2017"


def boxes(typed=None, day="18/9/2017", seen="", **given) -> dict:
    """The form as it is filled in."""
    plain = {"counted_on": day, "source": "Biên bản rà soát", "reason": "", "seen": seen, "lam": "ghi"}
    return {name: str(count) for name, count in counts_of(typed or build.counted()).items()} | plain | given


def line(name="Xuân Tân", households=2119, poor=(60, 14, 1, 2, 49, 0), near=(80, 20, 0, 1, 61, 0)) -> str:
    return "\t".join(map(str, (name, households, *poor, *near)))


def pasted(client, *lines, lam="xem", **given):
    plain = {"counted_on": "18/9/2017", "source": "Biên bản", "bang": "\n".join(lines), "lam": lam}
    if lam == "ghi":
        table = client.post(PASTE, plain | given | {"lam": "xem"}).context["table"]
        given = {"seen": table.seen, "shown": table.shown} | given
    return client.post(PASTE, plain | given, follow=True)


def errors(response) -> dict:
    return {name: list(said) for name, said in response.context["form"].errors.items()}


def text(response) -> str:
    return " ".join(response.content.decode().split())


# --- The communes of a year -----------------------------------------------------------------


def test_a_communes_own_people_are_led_to_their_page(sign_in):
    assert sign_in("officer").get(LIST).url == TAN


def test_the_list_says_who_has_counted_and_what_does_not_fit(sign_in, xuan_tan, xuan_chau):
    build.movement(xuan_tan, build.counted(poor=build.flow(end=47)))
    build.movement(xuan_chau, build.counted(households=1559))
    page = sign_in("lao_dong").get(LIST)
    found = page.context["list"]
    assert (len(found.lines), len(found.counted), len(found.missing)) == (20, 2, 18)
    assert [line.unit for line in found.odd] == [xuan_tan]
    said = text(page)
    assert "2/20 đơn vị đã ghi" in said
    assert "cuối kỳ ghi 47, mà đầu năm 60 - thoát 14 + tái 1 + phát sinh 2 = 49." in said
    assert [cell.text for cell in found.cells] == [
        "120", "28", "2", "4", "96", "-", "160", "40", "-", "2", "122", "-",
    ]  # fmt: skip


def test_the_year_stands_in_the_address(sign_in, xuan_tan):
    build.movement(xuan_tan, build.counted("2016-12-31"))
    assert len(sign_in("hanh").get(f"{LIST}?nam=2016").context["list"].counted) == 1
    assert len(sign_in("hanh").get(f"{LIST}?nam=1999").context["list"].counted) == 0


@pytest.mark.parametrize(("year", "day"), [("2016", "2016-12-31"), ("2017", "2017-09-25")])
def test_the_list_of_a_year_leads_to_its_form(year, day, sign_in, xuan_tan):
    build.indicator("11")
    assert f'href="/bao-cao/?bieu=bieu-07&amp;den={day}"' in text(sign_in("hanh").get(f"{LIST}?nam={year}"))


def test_the_page_of_a_commune_leads_to_its_form(sign_in):
    assert 'href="/bao-cao/?bieu=bieu-07&amp;noi=xuan-tan&amp;den=2017-09-25"' in text(sign_in("officer").get(TAN))


def test_readers_see_no_button_to_paste(sign_in, xuan_tan):
    assert "Dán bảng" in text(sign_in("hanh").get(LIST))
    assert "Dán bảng" not in text(sign_in("leader").get(LIST))
    assert 'id="phieu"' not in text(sign_in("leader").get(TAN))


@pytest.mark.parametrize("places", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_counts(places, sign_in, django_assert_num_queries):
    for commune in build.home_communes(places):
        build.movement(commune)
        build.finding(commune, build.indicator("11"), numerator=40, denominator=2000)
    browser = sign_in("hanh")
    browser.get(LIST)
    with django_assert_num_queries(10):
        browser.get(LIST)


# --- One commune ----------------------------------------------------------------------------


def test_an_empty_year_says_what_leads_on(sign_in):
    said = text(sign_in("officer").get(TAN))
    assert "Năm 2017 chưa có số liệu." in said
    assert "Chưa ghi lần rà soát nào. Ghi ngày rà soát và các số ở phiếu trên trang này." in said


def test_a_new_year_begins_with_the_end_of_the_one_before(sign_in, xuan_tan):
    build.movement(xuan_tan, build.counted("2016-12-31"))
    form = sign_in("officer").get(TAN).context["form"]
    assert [form[name].value() for name in ("poor_start", "near_start", "households", "poor_end")] == [
        49, 61, 2119, None,
    ]  # fmt: skip


def test_what_was_typed_is_stored_and_shown(sign_in, officer):
    page = sign_in("officer").post(TAN, boxes(), follow=True)
    assert messages_of(page) == ["Đã ghi biến động hộ nghèo năm 2017 của xã Xuân Tân."]
    assert page.context["counted"].movement.poor == build.flow()
    assert [line.state for line in page.context["lines"]] == ["Đang dùng"]
    assert Movement.objects.get().entered_by == officer


def test_numbers_are_read_as_the_office_types_them(sign_in):
    sign_in("officer").post(TAN, boxes(households="2.119", poor_minority=""))
    assert (Movement.objects.get().households, Movement.objects.get().poor_minority) == (2119, 0)


@pytest.mark.parametrize(
    ("given", "box", "sentence"),
    [
        ({"poor_new": "abc"}, "poor_new",
         "“abc” không phải là số. Gõ bằng chữ số, phần lẻ sau dấu phẩy, ví dụ 1922 hoặc 14,1."),
        ({"poor_new": ""}, "poor_new", "Ghi số, không có thì ghi 0."),
        ({"poor_new": "12345678"}, "poor_new", "Số hộ nhiều nhất là 1.000.000. Kiểm tra lại số chữ số."),
        ({"near_escaped": "81"}, "near_escaped", "Thoát nhiều hơn số hộ đầu năm (80)."),
        ({"counted_on": ""}, "counted_on", "Ghi ngày rà soát."),
        ({"counted_on": "31/12/2016"}, "counted_on",
         "Ngày rà soát phải trong năm 2017. Biến động của năm khác ghi ở trang của năm đó."),
    ],
)  # fmt: skip
def test_a_fault_stands_at_its_box_and_what_was_typed_is_kept(given, box, sentence, sign_in):
    page = sign_in("officer").post(TAN, boxes(**given))
    assert errors(page) == {box: [sentence]}
    assert (page.context["form"]["near_end"].value(), Movement.objects.count()) == ("61", 0)
    assert f'aria-describedby="e-{box}"' in text(page) or box == "counted_on"


def test_a_check_stores_nothing_and_says_what_does_not_fit(sign_in):
    page = sign_in("officer").post(TAN, boxes(poor_end="47", lam="kiem-tra"))
    assert "cuối kỳ ghi 47" in text(page)
    assert dict(page.context["form"].worked_out) == {"POOR": "49", "NEAR": "61"}
    fits = sign_in("officer").post(TAN, boxes(lam="kiem-tra"))
    assert ("Các số khớp nhau, chưa lưu." in text(fits), Movement.objects.count()) == (True, 0)


@pytest.mark.parametrize(
    ("given", "box"), [({"poor_minority": "50"}, "poor_minority"), ({"counted_on": "26/9/2017"}, "counted_on")]
)
def test_a_check_refuses_what_storing_refuses(given, box, sign_in):
    checked, stored = (sign_in("officer").post(TAN, boxes(**given, lam=asked)) for asked in ("kiem-tra", "ghi"))
    assert (list(errors(checked)), errors(checked)) == ([box], errors(stored))
    assert ("Các số khớp nhau" in text(checked), Movement.objects.count()) == (False, 0)


def test_the_end_is_not_worked_out_while_a_number_is_missing(sign_in):
    page = sign_in("officer").post(TAN, boxes(poor_new=""))
    assert dict(page.context["form"].worked_out) == {"POOR": "", "NEAR": "61"}


def test_what_indicator_11_says_otherwise_stands_above_with_the_way_there(sign_in, xuan_tan):
    build.finding(xuan_tan, build.indicator("11"), "2017-09-18", numerator=51, denominator=2119)
    page = sign_in("officer").post(TAN, boxes(), follow=True)
    assert "Hộ nghèo của chỉ tiêu 11 là 51" in text(page)
    assert '<a href="/lich-su/xuan-tan/11/">Xem chỉ tiêu 11</a>' in text(page)


def test_a_verified_figure_speaks_where_the_place_has_said_nothing(sign_in, xuan_tan):
    build.movement(xuan_tan)
    build.finding(xuan_tan, build.indicator("11"), "2017-09-18", stage="VERIFIED", numerator=51, denominator=2119)
    assert len(sign_in("hanh").get(TAN).context["counted"].cautions) == 1


def test_a_correction_is_opened_with_the_day_and_wants_a_reason(sign_in, xuan_tan):
    row = build.movement(xuan_tan)
    browser = sign_in("officer")
    form = browser.get(f"{TAN}&dinh_chinh={row.pk}").context["form"]
    assert (form["counted_on"].value(), form["source"].value()) == ("18/9/2017", "Biên bản rà soát")
    refused = browser.post(TAN, boxes(poor_new="3", poor_end="50", seen=row.pk))
    assert list(errors(refused)) == ["reason"]
    page = browser.post(TAN, boxes(poor_new="3", poor_end="50", seen=row.pk, reason="Bỏ sót 01 hộ"), follow=True)
    assert [line.state for line in page.context["lines"]] == ["Đang dùng", "Đã đính chính"]


def test_an_unknown_row_to_correct_opens_the_plain_form(sign_in, xuan_tan):
    build.movement(xuan_tan)
    for asked in ("x", "9" * 30, "999999"):
        form = sign_in("officer").get(f"{TAN}&dinh_chinh={asked}").context["form"]
        assert (form["counted_on"].value(), form["poor_start"].value()) == (None, 60)


def test_a_stale_write_is_refused_with_the_others_numbers_and_kept(sign_in, hanh, xuan_tan):
    theirs = build.movement(xuan_tan, by=hanh)
    browser = sign_in("officer")
    page = browser.post(TAN, boxes(day="20/9/2017"))
    assert f"Chưa lưu: trong lúc gõ, {hanh.full_name} đã ghi số ngày 18/9/2017" in text(page)
    assert page.context["form"]["seen"].value() == theirs.pk
    browser.post(TAN, boxes(day="20/9/2017", seen=theirs.pk))
    assert Movement.objects.count() == 2


def test_a_count_that_was_taken_back_meanwhile_is_said(sign_in, xuan_tan):
    page = sign_in("officer").post(TAN, boxes(seen="123456"))
    assert "số của năm này đã bị rút" in text(page)


def test_the_office_types_for_a_head_of_the_commune(sign_in, xuan_tan):
    holder = build.appointment(xuan_tan)
    sign_in("hanh").post(TAN, boxes(on_behalf_of=holder.pk))
    assert Movement.objects.get().on_behalf_of == holder
    assert "thay Người giữ chức thử" in text(sign_in("hanh").get(TAN))


def test_readers_may_not_send_the_form(sign_in):
    assert sign_in("leader").post(TAN, boxes()).status_code == 404


@pytest.mark.parametrize("counts", [1, 3])
def test_the_page_costs_the_same_for_any_history(counts, sign_in, xuan_tan, django_assert_num_queries):
    for day in ("2017-06-30", "2017-08-31", "2017-09-18")[:counts]:
        build.movement(xuan_tan, build.counted(day))
    browser = sign_in("officer")
    browser.get(TAN)
    with django_assert_num_queries(12):
        browser.get(TAN)


def test_taking_back_wants_a_reason_and_says_so(sign_in, xuan_tan):
    row = build.movement(xuan_tan)
    path, browser = f"/bien-dong-ho-ngheo/xuan-tan/{row.pk}/rut/", sign_in("officer")
    assert errors(browser.post(path, {"reason": ""})) == {"reason": ["Nêu lý do rút số liệu."]}
    page = browser.post(path, {"reason": "Nhầm năm"}, follow=True)
    assert messages_of(page) == ["Đã rút biến động hộ nghèo năm 2017 của xã Xuân Tân."]
    assert sorted(line.state for line in page.context["lines"]) == ["Rút số liệu", "Đã rút"]
    assert browser.get(path).status_code == 404


def test_the_leading_department_finds_the_page_beside_its_figures(sign_in, xuan_tan):
    assert 'href="/bien-dong-ho-ngheo/"' in text(sign_in("lao_dong").get("/cap-nhat/"))
    assert 'href="/bien-dong-ho-ngheo/xuan-tan/"' in text(sign_in("lao_dong").get("/lich-su/xuan-tan/11/"))
    assert "bien-dong-ho-ngheo/xuan-tan" not in text(sign_in("hanh").get("/lich-su/xuan-tan/12/"))


# --- A pasted table -------------------------------------------------------------------------


def test_a_table_is_shown_before_it_is_stored(sign_in):
    page = pasted(sign_in("hanh"), line(), line("Xuân Châu", poor=(60, 14, 1, 2, 40, 0)), line("Xuân Tâm"))
    table = page.context["table"]
    assert [row.ways for row in table.odd] == [[]]
    assert [len(rows) for rows in (table.accepted, table.odd, table.refused, table.same)] == [2, 1, 1, 0]
    assert ("Ghi 02 dòng đúng" in text(page), Movement.objects.count()) == (True, 0)


def test_the_accepted_lines_are_stored_together(sign_in):
    page = pasted(sign_in("lao_dong"), line(), line("Xuân Châu"), line("Xuân Tâm"), lam="ghi", seen="")
    assert messages_of(page) == ["Đã ghi biến động hộ nghèo năm 2017 của 02 đơn vị."]
    assert len(page.context["list"].counted) == 2


def test_a_line_edited_after_its_preview_is_shown_again(sign_in):
    browser = sign_in("lao_dong")
    shown = pasted(browser, line(), line("Xuân Châu")).context["table"].shown
    page = pasted(browser, line(), line("Xuân Châu", 2120), lam="ghi", shown=shown)
    assert errors(page)["__all__"] == [
        "Bảng khác bản đã xem trước ở 01 đơn vị: Xuân Châu. Chưa dòng nào được lưu. Xem bảng bên dưới rồi ghi."
    ]
    assert ("2120" in page.context["form"]["bang"].value(), Movement.objects.count()) == (True, 0)


def test_a_line_that_says_nothing_new_is_left(sign_in, xuan_tan):
    build.movement(xuan_tan)
    page = pasted(sign_in("hanh"), line(), lam="ghi")
    assert (len(page.context["table"].same), errors(page)) == (1, {"bang": ["Không có dòng nào mới để ghi."]})


def test_another_number_of_the_same_day_needs_the_reason(sign_in, xuan_tan):
    build.movement(xuan_tan)
    changed = line(poor=(60, 14, 1, 3, 50, 0))
    assert pasted(sign_in("hanh"), changed).context["table"].refused[0].faults[0].startswith("Ngày 18/9/2017 đã có")
    pasted(sign_in("hanh"), changed, lam="ghi", reason="Đối chiếu lại")
    assert Movement.objects.get(corrects__isnull=False).reason == "Đối chiếu lại"


def test_two_lines_of_one_commune_are_both_refused(sign_in):
    table = pasted(sign_in("hanh"), line(), line("xã Xuân Tân", 2120)).context["table"]
    assert [row.faults for row in table.rows] == [["Có hai dòng của cùng một đơn vị: cả hai bị từ chối."]] * 2


def test_what_cannot_be_true_is_refused_line_by_line(sign_in):
    table = pasted(sign_in("hanh"), line(poor=(60, 61, 1, 2, 2, 0)), line("Xuân Châu", "x")).context["table"]
    assert [row.faults[0].split(" (")[0] for row in table.rows] == [
        "Thoát nhiều hơn số hộ đầu năm",
        "Cột tổng số hộ: “x” không phải là số. Gõ bằng chữ số, phần lẻ sau dấu phẩy, ví dụ 1922 hoặc 14,1.",
    ]


def test_a_change_since_the_preview_stops_the_whole_table(sign_in, xuan_tan, hanh):
    build.movement(xuan_tan, build.counted("2017-06-30"))
    page = pasted(sign_in("hanh"), line(), line("Xuân Châu"), lam="ghi", seen="1:2 x:y 3")
    assert errors(page)["__all__"][0].startswith("Xã Xuân Tân: đã có người ghi")
    assert Movement.objects.count() == 1


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"bang": ""}, {"bang": ["Dán bảng vào ô này, hoặc chọn tệp."]}),
        ({"bang": "TT\tĐơn vị"}, {
            "bang": ["Không thấy dòng nào có tên xã, thị trấn và số liệu. Dán cả cột tên đơn vị."]
        }),
        ({"counted_on": "31/12/2016"}, {"counted_on": ["Ngày rà soát phải trong năm 2017."]}),
        ({"counted_on": "ngày kia"}, {"counted_on": ["Không đọc được ngày “ngày kia”. Gõ theo mẫu 28/8/2017."]}),
    ],
)  # fmt: skip
def test_what_is_missing_is_said_at_its_place(given, faults, sign_in):
    page = pasted(sign_in("hanh"), line(), **given)
    assert (list(errors(page)), Movement.objects.count()) == (list(faults), 0)
    if "counted_on" not in given:
        assert errors(page) == faults


def test_a_communes_own_people_paste_nothing(sign_in):
    assert sign_in("officer").get(PASTE).status_code == 404


def test_a_refusal_of_the_action_is_said_above(sign_in, xuan_tan, hanh):
    build.movement(xuan_tan, sample=True)
    page = pasted(sign_in("hanh"), line(poor=(60, 14, 1, 3, 50, 0)), lam="ghi", reason="Sửa")
    assert errors(page)["__all__"][0].startswith("Ngày 18/9/2017 đang có số liệu minh họa")


@pytest.mark.parametrize("lines", [1, 3])
def test_a_preview_costs_the_same_for_any_number_of_lines(lines, sign_in, django_assert_num_queries):
    names = [unit.label for unit in build.home_communes(lines)]
    browser = sign_in("hanh")
    pasted(browser, line())
    with django_assert_num_queries(10):
        pasted(browser, *(line(name) for name in names))
