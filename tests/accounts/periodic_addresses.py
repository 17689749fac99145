"""What each role gets at the addresses of periodic reports; the columns are those of the table of all addresses."""

READ = {
    "xa/<slug:slug>/bao-cao/": ("/xa/xuan-tan/bao-cao/", 302, 200, 404, 404, 200, 404, 404, 404),
    "xa/<slug:slug>/bao-cao/<slug:code>/": (
        "/xa/xuan-tan/bao-cao/thang-9-2017/", 302, 200, 404, 404, 200, 404, 404, 404,
    ),
    "xa/<slug:slug>/bao-cao/<slug:code>/in/": (
        "/xa/xuan-tan/bao-cao/thang-9-2017/in/", 302, 200, 404, 404, 200, 404, 404, 404,
    ),
    "xa/<slug:slug>/bao-cao/<slug:code>/bao-cao.docx": (
        "/xa/xuan-tan/bao-cao/thang-9-2017/bao-cao.docx", 302, 200, 404, 404, 200, 404, 404, 404,
    ),
    "xa/<slug:slug>/bao-cao/<slug:code>/ghi/<slug:slot>/": (
        "/xa/xuan-tan/bao-cao/thang-9-2017/ghi/viet-de-xuat/", 302, 404, 404, 404, 200, 404, 404, 404,
    ),
    "bao-cao/dinh-ky/": ("/bao-cao/dinh-ky/", 302, 404, 404, 404, 200, 200, 404, 404),
    "bao-cao/dinh-ky/<slug:code>/": ("/bao-cao/dinh-ky/thang-9-2017/", 302, 404, 404, 404, 200, 200, 404, 404),
    "bao-cao/dinh-ky/<slug:code>/in/": ("/bao-cao/dinh-ky/thang-9-2017/in/", 302, 404, 404, 404, 200, 200, 404, 404),
    "bao-cao/dinh-ky/<slug:code>/bao-cao.docx": (
        "/bao-cao/dinh-ky/thang-9-2017/bao-cao.docx", 302, 404, 404, 404, 200, 200, 404, 404,
    ),
    "bao-cao/dinh-ky/<slug:code>/tom-tat.docx": (
        "/bao-cao/dinh-ky/thang-9-2017/tom-tat.docx", 302, 404, 404, 404, 200, 200, 404, 404,
    ),
    "bao-cao/dinh-ky/mau-cau/": ("/bao-cao/dinh-ky/mau-cau/", 302, 404, 404, 404, 200, 404, 404, 200),
    "bao-cao/dinh-ky/mau-cau/<slug:code>/": ("/bao-cao/dinh-ky/mau-cau/nhom/", 302, 404, 404, 404, 200, 404, 404, 200),
    "bao-cao/dinh-ky/<slug:code>/ghi/<slug:slot>/": (
        "/bao-cao/dinh-ky/thang-9-2017/ghi/viet-de-xuat/", 302, 404, 404, 404, 200, 404, 404, 404,
    ),
}  # fmt: skip
ALONE = {
    (address, "party_office"): 200
    for address in (
        "/xa/xuan-tan/bao-cao/",
        "/xa/xuan-tan/bao-cao/thang-9-2017/",
        "/xa/xuan-tan/bao-cao/thang-9-2017/in/",
        "/xa/xuan-tan/bao-cao/thang-9-2017/bao-cao.docx",
        "/bao-cao/dinh-ky/mau-cau/",
        "/bao-cao/dinh-ky/mau-cau/nhom/",
        "/bao-cao/dinh-ky/thang-9-2017/ghi/viet-de-xuat/",
        "/xa/xuan-tan/bao-cao/thang-9-2017/ghi/viet-de-xuat/",
    )
} | {("/xa/xuan-tan/bao-cao/thang-9-2017/ghi/viet-de-xuat/", "officer"): 200}
