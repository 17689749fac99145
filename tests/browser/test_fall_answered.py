"""A fall on its way, by hand: from the mark of the matrix to the answer, returned, given again and accepted."""

from playwright.sync_api import expect

from tests.browser.hands import NARROW

CASE = "/suy-giam/xuan-ninh/19.2/2017-09-08/"
CAUSE, MEASURE = "Mâu thuẫn đất đai ở xóm 5 kéo dài.", "Hòa giải, bố trí công an viên trực xóm 5."


def test_a_fall_is_found_answered_returned_and_accepted(page_as):
    leader = page_as("lanhdao")
    leader.goto("/")
    leader.get_by_title("Xuân Ninh, tiêu chí 19: chưa đạt, 28/8: đạt").click()
    leader.get_by_role("link", name="19.2 An ninh, trật tự").click()
    expect(leader.get_by_role("heading", level=1)).to_contain_text("suy giảm 08/9/2017")
    leader.get_by_role("link", name="Ghi ý kiến…").click()
    leader.get_by_label("Ý kiến").fill("Yêu cầu giải trình trước ngày 28/9.")
    leader.get_by_role("button", name="Ghi ý kiến").click()
    expect(leader.get_by_text("Yêu cầu giải trình trước ngày 28/9.")).to_be_visible()

    officer = page_as("xuan-ninh.ntm", NARROW)
    officer.goto(CASE)
    officer.get_by_role("link", name="Soạn trả lời…").click()
    officer.get_by_label("Nguyên nhân").fill(CAUSE)
    officer.get_by_role("button", name="Lưu nháp").click()
    expect(officer.get_by_text("Đã lưu nháp trả lời.")).to_be_visible()

    office = page_as("vpdp")
    office.goto(f"{CASE}tra-loi/")
    expect(office.get_by_label("Nguyên nhân")).to_have_value(CAUSE)
    office.get_by_role("button", name="Gửi trả lời").click()
    expect(office.get_by_text("Ghi biện pháp.")).to_be_visible()
    office.get_by_label("Người đứng đầu trả lời").select_option(index=1)
    office.get_by_label("Biện pháp").fill(MEASURE)
    office.get_by_label("Hạn hoàn thành").fill("15/10/2017")
    office.get_by_label("Người chịu trách nhiệm thực hiện").fill("Trưởng Công an xã")
    office.get_by_role("button", name="Gửi trả lời").click()
    expect(office.get_by_text("Đã ghi trả lời.")).to_be_visible()
    expect(office.get_by_role("link", name="Xem xét trả lời…")).to_have_count(0)

    party = page_as("vphu")
    party.goto(CASE)
    party.get_by_role("link", name="Xem xét trả lời…").click()
    party.get_by_label("Chấp nhận giải trình, khép lại").check()
    party.get_by_label("Lý do, nội dung").fill("Nguyên nhân đã rõ, xã đang làm.")
    party.get_by_role("button", name="Ghi kết luận").click()
    expect(party.get_by_text("Đã chấp nhận giải trình").first).to_be_visible()
    party.goto("/suy-giam/?tt=khep-lai")
    expect(party.get_by_role("heading", name="Đã khép lại (1)")).to_be_visible()


def test_a_case_is_read_and_answered_with_the_keyboard_alone(page_as):
    head = page_as("xuan-thuy.bithu")
    head.goto("/suy-giam/xuan-thuy/15.2/2017-09-05/")
    link = head.get_by_role("link", name="Ghi ý kiến…")
    link.focus()
    head.keyboard.press("Enter")
    head.get_by_label("Ý kiến").focus()
    head.keyboard.type("Trạm đã có bác sĩ từ 18/9.")
    head.keyboard.press("Tab")
    head.keyboard.press("Enter")
    expect(head.get_by_text("Trạm đã có bác sĩ từ 18/9.")).to_be_visible()
