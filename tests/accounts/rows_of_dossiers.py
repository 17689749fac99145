"""The rows of the URL × role table for the addresses of dossiers; the columns are those of the table."""

DOSSIERS = {
    "ho-so/": ("/ho-so/", 302, 302, 302, 200, 200, 200, 200, 200),
    "ho-so/<slug:slug>/": ("/ho-so/xuan-tan/", 302, 200, 404, 200, 200, 200, 200, 200),
    "ho-so/<slug:slug>/bieu-13/": ("/ho-so/xuan-tan/bieu-13/", 302, 200, 404, 200, 200, 200, 200, 200),
    "ho-so/<slug:slug>/bieu-13.xlsx": ("/ho-so/xuan-tan/bieu-13.xlsx", 302, 200, 404, 200, 200, 200, 200, 200),
    "ho-so/<slug:slug>/tron-bo.zip": ("/ho-so/xuan-tan/tron-bo.zip?nam=2017", 302, 200, 404, 404, 200, 200, 404, 200),
    "ho-so/tep/<int:pk>/": ("/ho-so/tep/{dossier_file}/", 302, 200, 404, 404, 200, 200, 404, 200),
    "ho-so/<slug:slug>/<int:year>/lap/": ("/ho-so/xuan-tan/2017/lap/", 302, 405, 405, 405, 405, 405, 405, 405),
    "ho-so/<slug:slug>/<int:year>/sua/": ("/ho-so/xuan-tan/2017/sua/", 302, 404, 404, 404, 200, 404, 404, 404),
    "ho-so/<slug:slug>/<int:year>/trinh/": ("/ho-so/xuan-tan/2017/trinh/", 302, 404, 404, 404, 200, 404, 404, 404),
    "ho-so/<slug:slug>/<int:year>/mo-lai/": ("/ho-so/xuan-tan/2017/mo-lai/", 302, 404, 404, 404, 302, 404, 404, 404),
    "ho-so/<slug:slug>/<int:year>/<slug:code>/": ("/ho-so/xuan-tan/2017/a4/", 302, 200, 404, 200, 200, 200, 200, 200),
    "ho-so/<slug:slug>/<int:year>/<slug:code>/bieu-quyet/": (
        "/ho-so/xuan-tan/2017/a4/bieu-quyet/", 302, 200, 404, 404, 200, 404, 404, 404,
    ),
    "ho-so/<slug:slug>/<int:year>/<slug:code>/y-kien/": (
        "/ho-so/xuan-tan/2017/b4/y-kien/", 302, 404, 404, 404, 200, 404, 200, 404,
    ),
}  # fmt: skip
