"""What each role gets at the addresses of issued reports; the columns are those of the table of all addresses."""

READ = {
    "bao-cao/phat-hanh/": ("/bao-cao/phat-hanh/", 302, 404, 404, 404, 200, 404, 404, 404),
    "bao-cao/da-phat-hanh.xlsx": ("/bao-cao/da-phat-hanh.xlsx", 302, 302, 302, 404, 200, 200, 200, 200),
    "bao-cao/da-phat-hanh/": ("/bao-cao/da-phat-hanh/", 302, 200, 200, 404, 200, 200, 200, 200),
    "bao-cao/da-phat-hanh/<int:pk>/": ("/bao-cao/da-phat-hanh/{report}/", 302, 404, 404, 404, 200, 200, 200, 200),
    "bao-cao/da-phat-hanh/<int:pk>/in/": (
        "/bao-cao/da-phat-hanh/{report}/in/", 302, 404, 404, 404, 200, 200, 200, 200,
    ),
    "bao-cao/da-phat-hanh/<int:pk>/tep/<slug:kind>/": (
        "/bao-cao/da-phat-hanh/{report}/tep/excel/", 302, 404, 404, 404, 200, 200, 200, 200,
    ),
    "bao-cao/da-phat-hanh/<int:pk>/thu-hoi/": (
        "/bao-cao/da-phat-hanh/{report}/thu-hoi/", 302, 404, 404, 404, 200, 404, 404, 404,
    ),
    "bao-cao/da-phat-hanh/<int:pk>/lam-lai/": (
        "/bao-cao/da-phat-hanh/{report}/lam-lai/", 302, 404, 404, 404, 200, 200, 404, 200,
    ),
    "bao-cao/da-phat-hanh/<int:pk>/dieu-chinh/": (
        "/bao-cao/da-phat-hanh/{report}/dieu-chinh/", 302, 404, 404, 404, 200, 200, 404, 200,
    ),
    "bao-cao/da-phat-hanh/<int:pk>/dieu-chinh/in/": (
        "/bao-cao/da-phat-hanh/{report}/dieu-chinh/in/", 302, 404, 404, 404, 200, 200, 404, 200,
    ),
    "bao-cao/da-phat-hanh/<int:pk>/dieu-chinh.xlsx": (
        "/bao-cao/da-phat-hanh/{report}/dieu-chinh.xlsx", 302, 404, 404, 404, 200, 200, 404, 200,
    ),
}  # fmt: skip
ALONE = {("/bao-cao/phat-hanh/", "party_office"): 200}
