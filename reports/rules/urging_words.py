"""Every sentence of the letter that urges the tasks of a directive; `{…}` is filled by the rules beside it."""

ABOUT = "V/v đôn đốc thực hiện {document}"
ASKED = "{document} giao các xã, thị trấn: {tasks}."
TASK = "{title} (hạn {due})"
STANDING = "Đến ngày {on}: {facts} (chi tiết tại bảng dưới đây)."
NOT_DONE = "{who} chưa {title}"
NOT_DONE_OTHER = "{who} chưa xong việc {title}"
DONE_VERB = "hoàn thành "

ASK = "{issuer} đề nghị:"
HEADS_OF = "Đồng chí Bí thư Đảng ủy, đồng chí Chủ tịch UBND {whom} "
ASK_FINISH = "tập trung chỉ đạo, hoàn thành các nhiệm vụ nêu trên chậm nhất ngày {deadline}."
ASK_REPORT = (
    "Cập nhật số liệu, minh chứng lên cổng thông tin nông thôn mới để huyện thẩm tra; nơi không hoàn thành thì báo cáo "
    "rõ nguyên nhân, trách nhiệm."
)
WHO = "các {kinds} nêu trên"

ROW = "{title}: {left}"
ROW_LATE = "{title}: {left}, quá hạn {days} ngày"
HEADS = (("TT", 10), ("Đơn vị", 28), ("Nhiệm vụ còn lại", 62), ("Hạn", 22), ("Người chịu trách nhiệm", 43))
