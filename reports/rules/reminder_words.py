"""Parts of sentences of the reminder letter; `{…}` is filled by the rules beside it. The sentences are patterns."""

WORK_SEND = "gửi"
WORK_ANSWER = "hoàn chỉnh"
WORK_VERIFY = "thẩm tra"

# --- Kính gửi -----------------------------------------------------------------------------
TO_HEADS = "Đồng chí Bí thư Đảng ủy, đồng chí Chủ tịch UBND {whom}"
TO_DEPARTMENTS = "Lãnh đạo {whom}"
EVERYONE = "các {kinds} trong huyện"
LISTED = "các {kinds}: {names}"

# --- The facts ----------------------------------------------------------------------------
ALL = "tất cả {count} {kinds}"
MANY = "{count} {kinds} ({names})"
MISSING_ONE = "{who} chưa gửi báo cáo, quá hạn {days} ngày"
MISSING = "{who} chưa gửi báo cáo"
LATE_ONE = "{who} gửi báo cáo chậm {days} ngày"
LATE = "{who} gửi báo cáo chậm"
LACKING = "{who} còn thiếu {count} chỉ tiêu"
RETURNED = "{who} còn {count} ô trả lại chưa trả lời"
UNVERIFIED = "{who} còn {count} ô chưa thẩm tra"

# --- Who is asked -------------------------------------------------------------------------
HEADS_OF = "đồng chí Bí thư Đảng ủy, đồng chí Chủ tịch UBND {whom}"
LEADERS_OF = "lãnh đạo {whom}"
WHO_MISSING = "các {kinds} chưa gửi báo cáo"
WHO_RETURNED = "các {kinds} có ô trả lại"
WHO_LATE = "các {kinds} gửi chậm"
WHO_UNVERIFIED = "các phòng, ban nêu trên"

# --- The table ----------------------------------------------------------------------------
ROW_MISSING = "chưa gửi, quá hạn {days} ngày"
ROW_LATE = "gửi chậm {days} ngày"
ROW_LACKING = "thiếu {count} chỉ tiêu"
ROW_RETURNED = "còn {count} ô trả lại chưa trả lời"
ROW_UNVERIFIED = "còn {count} ô chưa thẩm tra"
HEADS = (("TT", 10), ("Đơn vị", 36), ("Tình trạng", 46), ("Hạn", 22), ("Người chịu trách nhiệm", 51))
