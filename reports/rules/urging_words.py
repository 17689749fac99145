"""Parts of sentences of the letter that urges the tasks of a directive; the sentences are patterns."""

TASK = "{title} (hạn {due})"
NOT_DONE = "{who} chưa {title}"
NOT_DONE_OTHER = "{who} chưa xong việc {title}"
DONE_VERB = "hoàn thành "

WHO = "các {kinds} nêu trên"

ROW = "{title}: {left}"
ROW_LATE = "{title}: {left}, quá hạn {days} ngày"
HEADS = (("TT", 10), ("Đơn vị", 28), ("Nhiệm vụ còn lại", 62), ("Hạn", 22), ("Người chịu trách nhiệm", 43))
