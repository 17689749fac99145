"""Addresses of the pages that compare, follow and age, and of lists as files: what every role is answered."""

OVER_TIME = {
    "ma-tran.xlsx": ("/ma-tran.xlsx", 302, 404, 404, 404, 200, 200, 200, 200),
    "bang/": ("/bang/", 302, 404, 404, 200, 200, 200, 200, 200),
    "bang.xlsx": ("/bang.xlsx", 302, 404, 404, 200, 200, 200, 200, 200),
    "tuoi-so-lieu/": ("/tuoi-so-lieu/", 302, 404, 404, 200, 200, 200, 200, 200),
    "tuoi-so-lieu.xlsx": ("/tuoi-so-lieu.xlsx", 302, 404, 404, 200, 200, 200, 200, 200),
    # An empty list leads back to its page, which says why; the register is never empty.
    "suy-giam.xlsx": ("/suy-giam.xlsx", 302, 302, 302, 302, 302, 302, 302, 302),
    "kiem-tra.xlsx": ("/kiem-tra.xlsx", 302, 302, 302, 302, 302, 302, 302, 302),
    "kien-nghi.xlsx": ("/kien-nghi.xlsx", 302, 302, 302, 302, 302, 302, 302, 302),
    "van-ban.xlsx": ("/van-ban.xlsx", 302, 200, 200, 200, 200, 200, 200, 200),
    "minh-chung/<slug:slug>.xlsx": ("/minh-chung/xuan-tan.xlsx", 302, 200, 404, 200, 200, 200, 404, 200),
    "ke-hoach.xlsx": ("/ke-hoach.xlsx", 302, 302, 302, 200, 200, 200, 200, 200),
    "trach-nhiem.xlsx": ("/trach-nhiem.xlsx", 302, 302, 302, 404, 200, 200, 404, 404),
    "so-do/": ("/so-do/", 302, 404, 404, 404, 200, 200, 200, 200),
    "huyen/dien-bien/": ("/huyen/dien-bien/", 302, 404, 404, 404, 200, 200, 200, 200),
    "huyen/dien-bien.xlsx": ("/huyen/dien-bien.xlsx", 302, 404, 404, 404, 302, 302, 302, 302),
    "tieu-chi/<int:number>.xlsx": ("/tieu-chi/11.xlsx", 302, 404, 404, 200, 200, 200, 200, 200),
    "dien-bien.xlsx": ("/dien-bien.xlsx", 302, 404, 404, 404, 302, 302, 302, 302),
    "xa/<slug:slug>/dien-bien.xlsx": ("/xa/xuan-tan/dien-bien.xlsx", 302, 302, 404, 302, 302, 302, 302, 302),
    "xa/<slug:slug>/so-sanh.xlsx": ("/xa/xuan-tan/so-sanh.xlsx", 302, 200, 404, 200, 200, 200, 200, 200),
    "dien-bien/": ("/dien-bien/", 302, 404, 404, 404, 200, 200, 200, 200),
    "xa/<slug:slug>/dien-bien/": ("/xa/xuan-tan/dien-bien/", 302, 200, 404, 200, 200, 200, 200, 200),
    "xa/<slug:slug>/so-sanh/": ("/xa/xuan-tan/so-sanh/", 302, 200, 404, 200, 200, 200, 200, 200),
}
