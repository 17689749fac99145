"""Every address of the portal × every role has an expected answer; an address without a row fails.

To add an address, add a row to READ. Its columns are groups of the cast:
visitor (nobody signed in), commune (officer, secretary and chairman of Xuân Tân), other (another
commune's secretary), sector (a department), office, readers (party offices, members, leaders),
front, admin. Numbers are answers to a GET; whoever gets 404 there gets 404 or 405 to a POST too.
"""

from urllib.parse import quote

import pytest
from django.urls import URLResolver, get_resolver

from tests.accounts import issued_addresses, periodic_addresses
from tests.accounts.addresses import Cast, Ids
from tests.accounts.administration import ADMINISTRATION
from tests.accounts.counted import COUNTED
from tests.accounts.over_time import OVER_TIME
from tests.accounts.own_addresses import OWN_VIEWS
from tests.accounts.rows_of_dossiers import DOSSIERS

GROUPS = {
    "visitor": [None],
    "commune": ["officer", "tan", "chair"],
    "other": ["chau"],
    "sector": ["lao_dong"],
    "office": ["hanh"],
    "readers": ["party_office", "party_org", "member", "leader"],
    "front": ["front"],
    "admin": ["admin"],
}

# What stands behind each route: the address, then the answers to a visitor, the commune itself, another
# commune, a department, the office, the readers, the Front and the administrator.
READ = {
    "dang-nhap/": ("/dang-nhap/", 200, 302, 302, 302, 302, 302, 302, 302),
    "dang-nhap/lai/": ("/dang-nhap/lai/", 200, 200, 200, 200, 200, 200, 200, 200),
    "dang-xuat/": ("/dang-xuat/", 405, 405, 405, 405, 405, 405, 405, 405),
    "doi-mat-khau/": ("/doi-mat-khau/", 302, 200, 200, 200, 200, 200, 200, 200),
    **OWN_VIEWS,
    "thanh-phan/": ("/thanh-phan/", 302, 404, 404, 404, 200, 404, 404, 200),
    "cap-nhat/": ("/cap-nhat/", 302, 302, 302, 200, 200, 404, 404, 404),
    "cap-nhat/huyen/": ("/cap-nhat/huyen/", 302, 404, 404, 404, 200, 404, 404, 404),
    "cap-nhat/luoi/": ("/cap-nhat/luoi/", 302, 302, 302, 200, 200, 404, 404, 404),
    "cap-nhat/dan/": ("/cap-nhat/dan/", 302, 405, 405, 405, 405, 405, 405, 405),
    "cap-nhat/<slug:slug>/luoi/": ("/cap-nhat/xuan-tan/luoi/", 302, 200, 404, 200, 200, 404, 404, 404),
    "cap-nhat/<slug:slug>/o/": ("/cap-nhat/xuan-tan/o/", 302, 405, 405, 405, 405, 405, 405, 405),
    "cap-nhat/<slug:slug>/o/rut/": ("/cap-nhat/xuan-tan/o/rut/", 302, 405, 405, 405, 405, 405, 405, 405),
    "cap-nhat/<slug:slug>/khong-doi/": ("/cap-nhat/xuan-tan/khong-doi/", 302, 405, 405, 405, 405, 405, 405, 405),
    "chi-tiet/<slug:slug>/<str:number>/": ("/chi-tiet/xuan-tan/11/", 302, 200, 404, 200, 200, 200, 404, 200),
    "chi-tiet/<slug:slug>/<str:number>/<slug:name>/": (
        "/chi-tiet/xuan-tan/11/so-gan-nhat/", 302, 200, 404, 200, 200, 200, 404, 200,
    ),
    "cap-nhat/<slug:slug>/": ("/cap-nhat/xuan-tan/", 302, 200, 404, 200, 200, 404, 404, 404),
    "lich-su/<slug:slug>/<str:number>/": ("/lich-su/xuan-tan/11/", 302, 200, 404, 200, 200, 200, 404, 200),
    "lich-su/<slug:slug>/<str:number>/<int:pk>/dinh-chinh/": (
        "/lich-su/xuan-tan/11/{finding}/dinh-chinh/", 302, 200, 404, 404, 200, 404, 404, 404,
    ),
    "lich-su/<slug:slug>/<str:number>/<int:pk>/rut/": (
        "/lich-su/xuan-tan/11/{finding}/rut/", 302, 200, 404, 404, 200, 404, 404, 404,
    ),
    "nhap-tep/": ("/nhap-tep/", 302, 200, 200, 200, 200, 404, 404, 404),
    "nhap-tep/<int:pk>/": ("/nhap-tep/{import}/", 302, 200, 404, 404, 200, 404, 404, 404),
    "nhap-tep/<int:pk>/cot/": ("/nhap-tep/{import}/cot/", 302, 404, 404, 404, 404, 404, 404, 404),
    "nhap-tep/<int:pk>/rut/": ("/nhap-tep/{import}/rut/", 302, 200, 404, 404, 200, 404, 404, 404),
    "minh-chung/tep/<int:pk>/": ("/minh-chung/tep/{evidence}/", 302, 200, 404, 200, 200, 200, 404, 200),
    "minh-chung/<slug:slug>/": ("/minh-chung/xuan-tan/", 302, 200, 404, 200, 200, 200, 404, 200),
    "minh-chung/<slug:slug>/<str:number>/": ("/minh-chung/xuan-tan/11/", 302, 200, 404, 200, 200, 200, 404, 200),
    "minh-chung/<slug:slug>/<str:number>/dung-lai/": (
        "/minh-chung/xuan-tan/11/dung-lai/", 302, 200, 404, 404, 200, 404, 404, 404,
    ),
    "minh-chung/<slug:slug>/<str:number>/<int:pk>/rut/": (
        "/minh-chung/xuan-tan/11/{link}/rut/", 302, 200, 404, 404, 200, 404, 404, 404,
    ),
    "trao-doi/<slug:slug>/<str:number>/": ("/trao-doi/xuan-tan/11/", 302, 200, 404, 200, 200, 200, 404, 200),
    "trao-doi/<slug:slug>/<str:number>/<int:pk>/xong/": (
        "/trao-doi/xuan-tan/11/{comment}/xong/", 302, 405, 405, 405, 405, 405, 405, 405,
    ),
    "trao-doi/<slug:slug>/<str:number>/<int:pk>/rut/": (
        "/trao-doi/xuan-tan/11/{comment}/rut/", 302, 404, 404, 404, 200, 404, 404, 200,
    ),
    "viec-cua-toi/": ("/viec-cua-toi/", 302, 200, 200, 200, 200, 200, 404, 404),
    "nhac-viec/": ("/nhac-viec/", 302, 200, 200, 200, 200, 200, 404, 404),
    "nhac-viec/thu-dien-tu/": ("/nhac-viec/thu-dien-tu/", 302, 405, 405, 405, 405, 405, 405, 405),
    "nhac-viec/lich/": ("/nhac-viec/lich/", 302, 405, 405, 405, 405, 405, 405, 405),
    "nhac-viec/lich/thu-hoi/": ("/nhac-viec/lich/thu-hoi/", 302, 405, 405, 405, 405, 405, 405, 405),
    "lich/<str:token>.ics": ("/lich/khong-ai-biet.ics", 404, 404, 404, 404, 404, 404, 404, 404),
    "gui-huyen/<slug:slug>/": ("/gui-huyen/xuan-tan/", 302, 200, 404, 404, 200, 404, 404, 404),
    "tham-tra/": ("/tham-tra/", 302, 404, 404, 200, 200, 404, 404, 404),
    "tham-tra/<slug:slug>/<str:number>/": ("/tham-tra/xuan-tan/11/", 302, 404, 404, 200, 200, 404, 404, 404),
    "ky-bao-cao/": ("/ky-bao-cao/", 302, 200, 200, 200, 200, 200, 404, 200),
    "ky-bao-cao/lap-lich/": ("/ky-bao-cao/lap-lich/", 302, 405, 405, 405, 405, 405, 405, 405),
    "ky-bao-cao/<slug:code>/": ("/ky-bao-cao/thang-9-2017/", 302, 200, 200, 200, 200, 200, 404, 200),
    "ky-bao-cao/<slug:code>/tiep-nhan/": (
        "/ky-bao-cao/thang-9-2017/tiep-nhan/", 302, 405, 405, 405, 405, 405, 405, 405,
    ),
    "ky-bao-cao/<slug:code>/chot/": ("/ky-bao-cao/thang-9-2017/chot/", 302, 404, 404, 404, 200, 404, 404, 404),
    "ky-bao-cao/<slug:code>/mo-chot/": ("/ky-bao-cao/thang-9-2017/mo-chot/", 302, 404, 404, 404, 200, 404, 404, 404),
    "ky-bao-cao/<slug:code>/don-doc/": ("/ky-bao-cao/thang-9-2017/don-doc/", 302, 404, 404, 404, 200, 404, 404, 404),
    "gia-han/": ("/gia-han/", 302, 200, 200, 200, 200, 200, 404, 200),
    "gia-han/<slug:slug>/": ("/gia-han/xuan-tan/", 302, 200, 404, 200, 404, 404, 404, 404),
    "gia-han/<int:pk>/quyet-dinh/": ("/gia-han/{extension}/quyet-dinh/", 302, 404, 404, 404, 200, 404, 404, 404),
    **COUNTED,
    "bo-tieu-chi/": ("/bo-tieu-chi/", 302, 200, 200, 200, 200, 200, 200, 200),
    "bo-tieu-chi/tuy-chon/": ("/bo-tieu-chi/tuy-chon/", 302, 404, 404, 404, 200, 404, 404, 200),
    "bo-tieu-chi/tuy-chon/<slug:key>/": ("/bo-tieu-chi/tuy-chon/{setting}/", 302, 404, 404, 404, 200, 404, 404, 200),
    "bo-tieu-chi/muc/<int:pk>/sua/": ("/bo-tieu-chi/muc/{target}/sua/", 302, 404, 404, 404, 200, 404, 404, 200),
    "bo-tieu-chi/muc/<int:pk>/rut/": ("/bo-tieu-chi/muc/{target}/rut/", 302, 404, 404, 404, 200, 404, 404, 200),
    "bo-tieu-chi/muc/<int:pk>/doi-chieu/": (
        "/bo-tieu-chi/muc/{target}/doi-chieu/", 302, 404, 404, 404, 404, 404, 404, 200,
    ),
    "bo-tieu-chi/<slug:code>/": ("/bo-tieu-chi/{set}/", 302, 200, 200, 200, 200, 200, 200, 200),
    "bo-tieu-chi/<slug:code>/<str:number>/": ("/bo-tieu-chi/{set}/15.1/", 302, 200, 200, 200, 200, 200, 200, 200),
    "bo-tieu-chi/<slug:code>/<str:number>/nhap/": (
        "/bo-tieu-chi/{set}/15.1/nhap/", 302, 404, 404, 404, 200, 404, 404, 200,
    ),
    "": ("/", 302, 302, 302, 302, 200, 200, 200, 200),
    "huyen/": ("/huyen/", 302, 404, 404, 404, 200, 200, 200, 200),
    "cong-khai/": ("/cong-khai/", 404, 404, 404, 404, 404, 404, 404, 404),
    **OVER_TIME,
    "tieu-chi/": ("/tieu-chi/", 302, 404, 404, 200, 200, 200, 200, 200),
    "tieu-chi/<int:number>/": ("/tieu-chi/11/", 302, 404, 404, 200, 200, 200, 200, 200),
    "chi-tieu/<str:number>/": ("/chi-tieu/11/", 302, 404, 404, 200, 200, 200, 200, 200),
    "chi-thi/<int:pk>/don-doc/": ("/chi-thi/{directive}/don-doc/", 302, 404, 404, 404, 200, 404, 404, 404),
    "chi-thi/": ("/chi-thi/", 302, 200, 200, 200, 200, 200, 200, 200),
    "xa/": ("/xa/", 302, 302, 302, 200, 200, 200, 200, 200),
    "xa/<slug:slug>/": ("/xa/xuan-tan/", 302, 200, 404, 200, 200, 200, 200, 200),
    "xa/<slug:slug>/bieu-01/": ("/xa/xuan-tan/bieu-01/", 302, 200, 404, 200, 200, 200, 200, 200),
    "xa/<slug:slug>/bieu-01.xlsx": ("/xa/xuan-tan/bieu-01.xlsx", 302, 200, 404, 200, 200, 200, 200, 200),
    "xa/<slug:slug>/bieu-02/": ("/xa/xuan-tan/bieu-02/", 302, 200, 404, 200, 200, 200, 200, 200),
    "xa/<slug:slug>/bieu-02.xlsx": ("/xa/xuan-tan/bieu-02.xlsx", 302, 200, 404, 200, 200, 200, 200, 200),
    "cap-nhat/luoi.xlsx": ("/cap-nhat/luoi.xlsx", 302, 200, 200, 200, 200, 404, 404, 404),
    **ADMINISTRATION,
    "tim/": ("/tim/", 302, 200, 200, 200, 200, 200, 200, 200),
    "bao-cao/": ("/bao-cao/", 302, 200, 200, 200, 200, 200, 200, 200),
    "bao-cao/<slug:code>/": ("/bao-cao/bieu-03/?noi=xuan-tan", 302, 200, 404, 404, 200, 200, 200, 200),
    "bao-cao/<slug:code>.xlsx": ("/bao-cao/bieu-03.xlsx?noi=xuan-tan", 302, 200, 404, 404, 200, 200, 200, 200),
    "bao-cao/tong-hop.xlsx": ("/bao-cao/tong-hop.xlsx", 302, 404, 404, 404, 200, 200, 200, 200),
    "bao-cao/chon/": ("/bao-cao/chon/?bieu=bieu-01&noi=xuan-tan", 302, 200, 404, 200, 200, 200, 200, 200),
    "bao-cao/chon.xlsx": ("/bao-cao/chon.xlsx?bieu=bieu-01&noi=xuan-tan", 302, 200, 404, 200, 200, 200, 200, 200),
    "bao-cao/goi/": ("/bao-cao/goi/?bieu=bieu-01&noi=xuan-tan", 302, 200, 404, 200, 200, 200, 200, 200),
    "bao-cao/goi.zip": ("/bao-cao/goi.zip?bieu=bieu-01&noi=xuan-tan", 302, 200, 404, 200, 200, 200, 200, 200),
    "suy-giam/": ("/suy-giam/", 302, 200, 200, 200, 200, 200, 200, 200),
    "suy-giam/<slug:slug>/<str:code>/<str:on>/": (
        "/suy-giam/xuan-tan/15.2/2017-09-14/", 302, 200, 404, 404, 200, 200, 200, 200,
    ),
    "suy-giam/<slug:slug>/<str:code>/<str:on>/tra-loi/": (
        "/suy-giam/xuan-tan/15.2/2017-09-14/tra-loi/", 302, 200, 404, 404, 200, 404, 404, 404,
    ),
    "suy-giam/<slug:slug>/<str:code>/<str:on>/xem-xet/": (
        "/suy-giam/xuan-tan/15.2/2017-09-14/xem-xet/", 302, 404, 404, 404, 200, 404, 404, 404,
    ),
    "suy-giam/<slug:slug>/<str:code>/<str:on>/y-kien/": (
        "/suy-giam/xuan-tan/15.2/2017-09-14/y-kien/", 302, 200, 404, 404, 200, 200, 404, 404,
    ),
    "kiem-tra/": ("/kiem-tra/", 302, 200, 200, 200, 200, 200, 200, 200),
    "kiem-tra/lap/": ("/kiem-tra/lap/", 302, 404, 404, 404, 200, 404, 200, 404),
    "kiem-tra/tep/<int:pk>/": ("/kiem-tra/tep/{photo}/", 302, 200, 404, 200, 200, 200, 404, 200),
    "kiem-tra/tep/<int:pk>/nho/": ("/kiem-tra/tep/{photo}/nho/", 302, 200, 404, 200, 200, 200, 404, 200),
    "kiem-tra/tep/<int:pk>/in/": ("/kiem-tra/tep/{photo}/in/", 302, 200, 404, 200, 200, 200, 404, 200),
    "kiem-tra/<int:pk>/": ("/kiem-tra/{inspection}/", 302, 200, 404, 200, 200, 200, 200, 200),
    "kiem-tra/<int:pk>/bien-ban/": ("/kiem-tra/{inspection}/bien-ban/", 302, 200, 404, 200, 200, 200, 200, 200),
    "kiem-tra/<int:pk>/bien-ban.docx": ("/kiem-tra/{inspection}/bien-ban.docx", 302, 200, 404, 200, 200, 200, 200, 200),
    "kiem-tra/<int:pk>/ghi/": ("/kiem-tra/{draft}/ghi/", 302, 404, 404, 404, 200, 404, 404, 404),
    "kiem-tra/<int:pk>/ghi/o/": ("/kiem-tra/{draft}/ghi/o/", 302, 405, 405, 405, 405, 405, 405, 405),
    "kiem-tra/<int:pk>/ghi/anh/": ("/kiem-tra/{draft}/ghi/anh/", 302, 405, 405, 405, 405, 405, 405, 405),
    "kiem-tra/<int:pk>/noi-dung/": ("/kiem-tra/{draft}/noi-dung/", 302, 404, 404, 404, 200, 404, 404, 404),
    "kiem-tra/<int:pk>/du-thao/": ("/kiem-tra/{draft}/du-thao/", 302, 405, 405, 405, 405, 405, 405, 405),
    "kiem-tra/<int:pk>/ky/": ("/kiem-tra/{ready}/ky/", 302, 404, 404, 404, 200, 404, 404, 404),
    "kiem-tra/<int:pk>/bo-sung/": ("/kiem-tra/{inspection}/bo-sung/", 302, 404, 404, 404, 200, 404, 404, 404),
    "kiem-tra/<int:pk>/ket-thuc/": ("/kiem-tra/{inspection}/ket-thuc/", 302, 405, 405, 405, 405, 405, 405, 405),
    "kiem-tra/<int:pk>/huy/": ("/kiem-tra/{draft}/huy/", 302, 404, 404, 404, 200, 404, 404, 404),
    "kiem-tra/<int:pk>/doi/": ("/kiem-tra/{draft}/doi/", 302, 404, 404, 404, 200, 404, 404, 404),
    "kiem-tra/<int:pk>/kien-nghi/": ("/kiem-tra/{draft}/kien-nghi/", 302, 404, 404, 404, 200, 404, 404, 404),
    "kiem-tra/<int:pk>/kien-nghi/<int:request_pk>/bo/": (
        "/kiem-tra/{inspection}/kien-nghi/{request}/bo/", 302, 405, 405, 405, 405, 405, 405, 405,
    ),
    "kiem-tra/<int:pk>/ket-qua/<int:note_pk>/phuc-tra/": (
        "/kiem-tra/{inspection}/ket-qua/{note}/phuc-tra/", 302, 404, 404, 404, 200, 404, 404, 404,
    ),
    "kiem-tra/<int:pk>/phuc-tra/<int:overturn_pk>/": (
        "/kiem-tra/{inspection}/phuc-tra/{overturn}/", 302, 404, 404, 404, 200, 404, 404, 404,
    ),
    "kien-nghi/": ("/kien-nghi/", 302, 200, 200, 200, 200, 200, 200, 200),
    "kien-nghi/<int:pk>/": ("/kien-nghi/{request}/", 302, 200, 404, 404, 200, 200, 200, 200),
    # documents, tasks and what is done for them
    "chi-thi/<int:pk>/": ("/chi-thi/{directive}/", 302, 200, 200, 200, 200, 200, 200, 200),
    "chi-thi/<int:pk>/ma-tran/": ("/chi-thi/{directive}/ma-tran/", 302, 200, 200, 200, 200, 200, 200, 200),
    "chi-thi/<int:pk>/<slug:slug>/": ("/chi-thi/{directive}/3c/", 302, 200, 200, 200, 200, 200, 200, 200),
    "nguoi/toi/": ("/nguoi/toi/", 302, 200, 200, 200, 404, 404, 404, 404),
    "nguoi/<int:pk>/": ("/nguoi/{officer}/", 302, 200, 404, 200, 200, 200, 200, 200),
    "van-ban/": ("/van-ban/", 302, 200, 200, 200, 200, 200, 200, 200),
    "van-ban/them/": ("/van-ban/them/", 302, 404, 404, 404, 200, 404, 404, 404),
    "van-ban/dang-bo/them/": ("/van-ban/dang-bo/them/", 302, 404, 404, 404, 200, 404, 404, 404),
    "van-ban/<int:pk>/": ("/van-ban/{directive}/", 302, 200, 200, 200, 200, 200, 200, 200),
    "van-ban/<int:pk>/sua/": ("/van-ban/{directive}/sua/", 302, 404, 404, 404, 200, 404, 404, 404),
    "van-ban/<int:pk>/toan-van/": ("/van-ban/{directive}/toan-van/", 302, 200, 200, 200, 200, 200, 200, 200),
    "van-ban/<int:pk>/gui/": ("/van-ban/{directive}/gui/", 302, 404, 404, 404, 200, 404, 404, 404),
    "van-ban/<int:pk>/nhiem-vu/them/": (
        "/van-ban/{directive}/nhiem-vu/them/", 302, 404, 404, 404, 200, 404, 404, 404,
    ),
    "van-ban/<int:pk>/nhiem-vu/<int:task>/sua/": (
        "/van-ban/{directive}/nhiem-vu/{task}/sua/", 302, 404, 404, 404, 200, 404, 404, 404,
    ),
    "van-ban/<int:pk>/nhiem-vu/<int:task>/rut/": (
        "/van-ban/{directive}/nhiem-vu/{task}/rut/", 302, 404, 404, 404, 200, 404, 404, 404,
    ),
    "quan-triet/<int:pk>/": ("/quan-triet/{sent}/", 302, 200, 404, 404, 200, 404, 404, 404),
    "quan-triet/<int:pk>/mo-lai/": ("/quan-triet/{confirmed}/mo-lai/", 302, 404, 404, 404, 200, 404, 404, 404),
    "nhiem-vu/tep/<int:pk>/": ("/nhiem-vu/tep/{proof}/", 302, 200, 404, 404, 200, 200, 404, 404),
    "nhiem-vu/ket-qua/<int:pk>/xac-nhan/": (
        "/nhiem-vu/ket-qua/{deed}/xac-nhan/", 302, 404, 404, 404, 200, 404, 404, 404,
    ),
    "nhiem-vu/ket-qua/<int:pk>/rut/": ("/nhiem-vu/ket-qua/{deed}/rut/", 302, 200, 404, 404, 200, 404, 404, 404),
    "nhiem-vu/<int:pk>/<slug:place>/ghi/": (
        "/nhiem-vu/{task}/xuan-tan/ghi/", 302, 200, 404, 404, 200, 404, 404, 404,
    ),
    "nhiem-vu/<int:pk>/<slug:place>/gia-han/": (
        "/nhiem-vu/{task}/xuan-tan/gia-han/", 302, 200, 404, 404, 404, 404, 404, 404,
    ),
    "gia-han-nhiem-vu/": ("/gia-han-nhiem-vu/", 302, 200, 200, 200, 200, 200, 200, 200),
    "gia-han-nhiem-vu/<int:pk>/quyet-dinh/": (
        "/gia-han-nhiem-vu/{more_time}/quyet-dinh/", 302, 404, 404, 404, 200, 404, 404, 404,
    ),
    # improvement plans
    "ke-hoach/": ("/ke-hoach/", 302, 302, 302, 200, 200, 200, 200, 200),
    "ke-hoach/<slug:slug>/": ("/ke-hoach/xuan-tan/", 302, 200, 404, 200, 200, 200, 200, 200),
    "ke-hoach/<slug:slug>/lap/<str:number>/": ("/ke-hoach/xuan-tan/lap/15.1/", 302, 200, 404, 404, 200, 404, 404, 404),
    "ke-hoach/<slug:slug>/chep/<str:number>/": (
        "/ke-hoach/xuan-tan/chep/15.1/", 302, 200, 404, 404, 200, 404, 404, 404,
    ),
    "ke-hoach/<slug:slug>/nap/": ("/ke-hoach/xuan-tan/nap/", 302, 200, 404, 404, 200, 404, 404, 404),
    "ke-hoach/<slug:slug>/bieu-11/": ("/ke-hoach/xuan-tan/bieu-11/", 302, 200, 404, 200, 200, 200, 200, 200),
    "ke-hoach/<slug:slug>/bieu-11.xlsx": ("/ke-hoach/xuan-tan/bieu-11.xlsx", 302, 200, 404, 200, 200, 200, 200, 200),
    "ke-hoach/<slug:slug>/<int:number>/": ("/ke-hoach/xuan-tan/{plan}/", 302, 200, 404, 200, 200, 200, 200, 200),
    "ke-hoach/<slug:slug>/<int:number>/sua/": (
        "/ke-hoach/xuan-tan/{plan}/sua/", 302, 200, 404, 404, 200, 404, 404, 404,
    ),
    "ke-hoach/<slug:slug>/<int:number>/giai-phap/": (
        "/ke-hoach/xuan-tan/{plan}/giai-phap/", 302, 302, 404, 302, 302, 302, 302, 302,
    ),
    "ke-hoach/<slug:slug>/<int:number>/giai-phap/<int:pk>/": (
        "/ke-hoach/xuan-tan/{plan}/giai-phap/{step}/", 302, 200, 404, 200, 200, 200, 200, 200,
    ),
    "ke-hoach/<slug:slug>/<int:number>/<slug:word>/": (
        "/ke-hoach/xuan-tan/{plan}/huy/", 302, 200, 404, 404, 200, 404, 404, 404,
    ),
    # sheets of heads
    "trach-nhiem/": ("/trach-nhiem/", 302, 302, 302, 404, 200, 200, 404, 404),
    "trach-nhiem/<slug:slug>/": ("/trach-nhiem/xuan-tan/", 302, 200, 404, 404, 200, 200, 404, 404),
    "trach-nhiem/<slug:slug>/bieu-14/": ("/trach-nhiem/xuan-tan/bieu-14/", 302, 200, 404, 404, 200, 200, 404, 404),
    "trach-nhiem/<slug:slug>/bieu-14.xlsx": (
        "/trach-nhiem/xuan-tan/bieu-14.xlsx", 302, 200, 404, 404, 200, 200, 404, 404,
    ),
    "trach-nhiem/<slug:slug>/phieu.docx": ("/trach-nhiem/xuan-tan/phieu.docx", 302, 200, 404, 404, 200, 200, 404, 404),
    "trach-nhiem/<slug:slug>/ghi/<slug:word>/": (
        "/trach-nhiem/xuan-tan/ghi/to-chuc/", 302, 404, 404, 404, 404, 404, 404, 404,
    ),
    "trach-nhiem/<slug:slug>/ghi/<slug:word>/ban-hanh/": (
        "/trach-nhiem/xuan-tan/ghi/to-chuc/ban-hanh/", 302, 404, 404, 404, 404, 404, 404, 404,
    ),
    "trach-nhiem/<slug:slug>/ghi/<slug:word>/bo/": (
        "/trach-nhiem/xuan-tan/ghi/to-chuc/bo/", 302, 404, 404, 404, 404, 404, 404, 404,
    ),
    "trach-nhiem/phong-ban/<slug:code>/": ("/trach-nhiem/phong-ban/lao-dong/", 302, 404, 404, 404, 200, 200, 404, 404),
    "trach-nhiem/phong-ban/<slug:code>/phieu.docx": (
        "/trach-nhiem/phong-ban/lao-dong/phieu.docx", 302, 404, 404, 404, 200, 200, 404, 404,
    ),
    "trach-nhiem/phong-ban/<slug:code>/ghi/<slug:word>/": (
        "/trach-nhiem/phong-ban/lao-dong/ghi/kiem-tra/", 302, 404, 404, 404, 404, 404, 404, 404,
    ),
    "trach-nhiem/phong-ban/<slug:code>/ghi/<slug:word>/ban-hanh/": (
        "/trach-nhiem/phong-ban/lao-dong/ghi/kiem-tra/ban-hanh/", 302, 404, 404, 404, 404, 404, 404, 404,
    ),
    "trach-nhiem/phong-ban/<slug:code>/ghi/<slug:word>/bo/": (
        "/trach-nhiem/phong-ban/lao-dong/ghi/kiem-tra/bo/", 302, 404, 404, 404, 404, 404, 404, 404,
    ),
    **issued_addresses.READ,
    **periodic_addresses.READ,
}  # fmt: skip
READ |= DOSSIERS

# Văn phòng Huyện ủy keeps the register and follows the tasks together with the NTM office; an officer of a commune
# confirms nothing for its party committee.
FOLLOWED = (
    "/van-ban/them/", "/van-ban/dang-bo/them/", "/van-ban/{directive}/sua/", "/van-ban/{directive}/gui/",
    "/van-ban/{directive}/nhiem-vu/them/", "/van-ban/{directive}/nhiem-vu/{task}/sua/",
    "/van-ban/{directive}/nhiem-vu/{task}/rut/", "/quan-triet/{sent}/", "/quan-triet/{confirmed}/mo-lai/",
    "/nhiem-vu/ket-qua/{deed}/xac-nhan/", "/nhiem-vu/ket-qua/{deed}/rut/", "/nhiem-vu/{task}/xuan-tan/ghi/",
    "/gia-han-nhiem-vu/{more_time}/quyet-dinh/",
)  # fmt: skip
# Where one person of a group gets another answer than the rest of it.
ALONE = (
    {
        ("/ky-bao-cao/thang-9-2017/don-doc/", "party_office"): 200,
        ("/chi-thi/{directive}/don-doc/", "party_office"): 200,
        ("/suy-giam/xuan-tan/15.2/2017-09-14/xem-xet/", "party_office"): 200,
        ("/kiem-tra/lap/", "member"): 200,
        ("/quan-triet/{sent}/", "officer"): 404,
        # An officer works for the commune but does not answer for it.
        ("/trach-nhiem/", "officer"): 404,
        ("/trach-nhiem.xlsx", "officer"): 404,
        ("/trach-nhiem/xuan-tan/", "officer"): 404,
        ("/trach-nhiem/xuan-tan/bieu-14/", "officer"): 404,
        ("/trach-nhiem/xuan-tan/bieu-14.xlsx", "officer"): 404,
        ("/trach-nhiem/xuan-tan/phieu.docx", "officer"): 404,
        ("/trach-nhiem/xuan-tan/ghi/to-chuc/", "party_org"): 200,
        ("/trach-nhiem/xuan-tan/ghi/to-chuc/ban-hanh/", "party_org"): 200,
        ("/trach-nhiem/xuan-tan/ghi/to-chuc/bo/", "party_org"): 200,
        ("/trach-nhiem/phong-ban/lao-dong/ghi/kiem-tra/", "party_org"): 200,
        ("/trach-nhiem/phong-ban/lao-dong/ghi/kiem-tra/ban-hanh/", "party_org"): 200,
        ("/trach-nhiem/phong-ban/lao-dong/ghi/kiem-tra/bo/", "party_org"): 200,
    }
    | {(address, "party_office"): 200 for address in FOLLOWED}
    | issued_addresses.ALONE
    | periodic_addresses.ALONE
)

ADMIN_ROOM = "quan-tri/"
# In the administration pages every address answers alike, except the door that leads to the portal's own.
ADMIN_DOOR = "quan-tri/login/"

EXPECTED = [
    pytest.param(row[0], who, ALONE.get((row[0], who), status), id=f"{row[0]}-{who or 'visitor'}")
    for row in READ.values()
    for group, status in zip(GROUPS.values(), row[1:], strict=True)
    for who in group
]


def routes(patterns=None, prefix="") -> list[str]:
    """Every route that the portal answers."""
    found = []
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        found += routes(pattern.url_patterns, route) if isinstance(pattern, URLResolver) else [route]
    return found


@pytest.fixture
def ids(xuan_tan, tan, hanh, party_org, labour) -> Ids:
    """What the addresses with a number in them speak of."""
    return Ids(Cast(xuan_tan, tan, hanh, party_org, labour))


def browser_of(who, sign_in, client):
    return sign_in(who) if who else client


def test_every_address_has_a_row():
    assert sorted({route for route in routes() if route in READ or not route.startswith(ADMIN_ROOM)} ^ set(READ)) == []


@pytest.mark.parametrize(("address", "who", "status"), EXPECTED)
def test_each_role_gets_the_answer_of_the_table(address, who, status, ids, sign_in, client):
    path = ids.path(address)
    browser = browser_of(who, sign_in, client)
    answer = browser.get(path)
    b"".join(answer)  # a file is read to its end, and so closed
    assert answer.status_code == status
    if status == 404:
        assert browser.post(path).status_code in {404, 405}


def test_a_visitor_is_sent_to_the_door_and_back(ids, client):
    guarded = [row[0].format_map(ids) for row in READ.values() if row[1] == 302]
    sent = [client.get(path).url for path in guarded]
    assert sent == [f"/dang-nhap/?next={quote(path)}" for path in guarded]


# --- The administration pages ---------------------------------------------------------------


def admin_addresses() -> list[str]:
    """One address for each route, with 1 in the place of whatever the route asks for."""
    plain = [route for route in routes() if route.startswith(ADMIN_ROOM) and "(?P<" not in route]
    return sorted({f"/{filled(route)}" for route in plain} - {f"/{ADMIN_DOOR}"})


def filled(route: str) -> str:
    return "/".join("1" if part.startswith("<") else part for part in route.split("/"))


@pytest.mark.parametrize("who", [who for group in GROUPS.values() for who in group if who not in {None, "admin"}])
def test_a_stranger_finds_no_administration_page(who, sign_in):
    browser = sign_in(who)
    assert {path: browser.get(path).status_code for path in admin_addresses()} == dict.fromkeys(admin_addresses(), 404)


def test_a_visitor_is_asked_to_sign_in_before_any_administration_page(client, db):
    assert {client.get(path).url.split("?")[0] for path in admin_addresses()} == {"/dang-nhap/"}


def test_an_administrator_can_open_every_list(sign_in):
    browser = sign_in("admin")
    lists = [
        path for path in admin_addresses() if path.count("/") == 4 and "/1/" not in path and "password" not in path
    ]
    answers = {path: browser.get(path).status_code for path in ["/quan-tri/", *lists]}
    assert (len(lists) >= 9, answers) == (True, dict.fromkeys(answers, 200))
