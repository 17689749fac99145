"""A department types its own indicators in any commune, and nothing else."""

from playwright.sync_api import expect

from tests.browser.hands import box, save


def test_the_insurance_office_types_only_its_own_indicator(page_as, portal):
    page = page_as("phong.bhxh")
    page.goto("/cap-nhat/")
    page.get_by_role("link", name="Xã Xuân Hồng").click()
    names = page.locator("form.entry input[name$='-tu'], form.entry input[name$='-kq'], form.entry .yn input")
    assert set(names.evaluate_all("boxes => boxes.map(box => box.name)")) == {"15.1-tu", "15.1-kq"}
    box(page, "15.1-tu").fill("11441")
    box(page, "15.1-mau").fill("13459")
    save(page)
    expect(page.get_by_role("main")).to_contain_text("15.1: Chưa đạt → Đạt")
    page.goto("/chi-tieu/15.1/")
    expect(page.get_by_role("row", name="Xuân Hồng")).to_contain_text("85,01%")


def test_the_department_meets_no_page_of_the_district_s_own_criteria(page_as, portal):
    page = page_as("phong.bhxh")
    page.goto("/")
    expect(page).to_have_url(f"{portal}/tieu-chi/")
    hidden = (
        "/huyen/",
        "/cap-nhat/huyen/",
        "/bao-cao/bieu-03/",
        "/tieu-chi/3/",
        "/chi-tieu/11/",
        "/lich-su/xuan-tan/11/",
    )
    assert {path: page.request.get(path).status for path in hidden} == dict.fromkeys(hidden, 404)


def test_figures_of_others_sent_by_hand_are_not_stored(page_as):
    page = page_as("phong.bhxh")
    page.goto("/cap-nhat/xuan-tan/")
    page.evaluate("""() => {
        const stray = document.createElement("input");
        Object.assign(stray, {name: "11-tu", value: "1"});
        document.querySelector("form.entry").append(stray);
    }""")
    save(page)
    expect(page.get_by_role("main")).to_contain_text("không có gì để lưu")
