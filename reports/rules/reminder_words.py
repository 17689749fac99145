"""Every sentence of the reminder letter, in one place; `{…}` is filled by the rules beside it."""

ABOUT = "V/v đôn đốc {works} báo cáo nông thôn mới kỳ {period}"
ABOUT_LATE = "V/v chấp hành thời hạn gửi báo cáo nông thôn mới kỳ {period}"
WORK_SEND = "gửi"
WORK_ANSWER = "hoàn chỉnh"
WORK_VERIFY = "thẩm tra"

# --- Kính gửi -----------------------------------------------------------------------------
TO_HEADS = "Đồng chí Bí thư Đảng ủy, đồng chí Chủ tịch UBND {whom}"
TO_DEPARTMENTS = "Lãnh đạo {whom}"
EVERYONE = "các {kinds} trong huyện"
LISTED = "các {kinds}: {names}"

# --- The facts ----------------------------------------------------------------------------
CALENDAR = (
    "Theo lịch báo cáo kết quả thực hiện tiêu chí nông thôn mới kỳ {period}, các xã, thị trấn gửi "
    "chậm nhất ngày {send_on}, các phòng, ban thẩm tra chậm nhất ngày {verify_on}."
)
STANDING = "Đến ngày {on}: {facts} (chi tiết tại bảng dưới đây)."
ALL = "tất cả {count} {kinds}"
MANY = "{count} {kinds} ({names})"
MISSING_ONE = "{who} chưa gửi báo cáo, quá hạn {days} ngày"
MISSING = "{who} chưa gửi báo cáo"
LATE_ONE = "{who} gửi báo cáo chậm {days} ngày"
LATE = "{who} gửi báo cáo chậm"
LACKING = "{who} còn thiếu {count} chỉ tiêu"
RETURNED = "{who} còn {count} ô trả lại chưa trả lời"
UNVERIFIED = "{who} còn {count} ô chưa thẩm tra"

# --- The request --------------------------------------------------------------------------
ASK = "{issuer} đề nghị:"
ASK_ONE = "{issuer} đề nghị {request}"
HEADS_OF = "đồng chí Bí thư Đảng ủy, đồng chí Chủ tịch UBND {whom} "
ASK_MISSING = "chỉ đạo hoàn thiện số liệu, duyệt và gửi báo cáo kỳ {period} chậm nhất ngày {deadline}."
ASK_RETURNED = "chỉ đạo trả lời đủ các ô trả lại chậm nhất ngày {deadline}."
ASK_LATE = "rút kinh nghiệm, gửi báo cáo đúng hạn các kỳ sau."
ASK_DEPARTMENTS = "lãnh đạo {whom} thẩm tra xong số liệu các xã, thị trấn đã gửi chậm nhất ngày {deadline}."
WHO_MISSING = "các {kinds} chưa gửi báo cáo"
WHO_RETURNED = "các {kinds} có ô trả lại"
WHO_LATE = "các {kinds} gửi chậm"
WHO_UNVERIFIED = "các phòng, ban nêu trên"
CONTACT = "Quá trình thực hiện có vướng mắc, liên hệ {contact}./."

# --- The table ----------------------------------------------------------------------------
ROW_MISSING = "chưa gửi, quá hạn {days} ngày"
ROW_LATE = "gửi chậm {days} ngày"
ROW_LACKING = "thiếu {count} chỉ tiêu"
ROW_RETURNED = "còn {count} ô trả lại chưa trả lời"
ROW_UNVERIFIED = "còn {count} ô chưa thẩm tra"
HEADS = (("TT", 10), ("Đơn vị", 36), ("Tình trạng", 46), ("Hạn", 22), ("Người chịu trách nhiệm", 51))
