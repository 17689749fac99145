"""Words for places and posts, as the office uses them."""

import datetime as dt

from django.db import models

# Validity is stored with far dates instead of NULL, so that "valid on a day" is one range test.
DAWN = dt.date(1900, 1, 1)
FAR = dt.date(9999, 12, 31)


class Level(models.TextChoices):
    PROVINCE = "PROVINCE", "Tỉnh"
    DISTRICT = "DISTRICT", "Huyện"
    COMMUNE = "COMMUNE", "Xã"
    HAMLET = "HAMLET", "Thôn"


class Kind(models.TextChoices):
    """What the unit is called in front of its name."""

    THANH_PHO_TW = "THANH_PHO_TW", "Thành phố trực thuộc trung ương"
    TINH = "TINH", "Tỉnh"
    THANH_PHO = "THANH_PHO", "Thành phố"
    THI_XA = "THI_XA", "Thị xã"
    QUAN = "QUAN", "Quận"
    HUYEN = "HUYEN", "Huyện"
    PHUONG = "PHUONG", "Phường"
    THI_TRAN = "THI_TRAN", "Thị trấn"
    XA = "XA", "Xã"
    THON = "THON", "Thôn"
    TO_DAN_PHO = "TO_DAN_PHO", "Tổ dân phố"


# What may stand on each level; a unit of another kind is a fault in the file it came from.
KINDS_OF = {
    Level.PROVINCE: (Kind.THANH_PHO_TW, Kind.TINH),
    Level.DISTRICT: (Kind.THANH_PHO, Kind.THI_XA, Kind.QUAN, Kind.HUYEN),
    Level.COMMUNE: (Kind.PHUONG, Kind.THI_TRAN, Kind.XA),
    Level.HAMLET: (Kind.THON, Kind.TO_DAN_PHO),
}


class Region(models.TextChoices):
    """The seven regions of Quyết định 1980/QĐ-TTg."""

    TDMN = "TDMN", "Trung du miền núi phía Bắc"
    DBSH = "DBSH", "Đồng bằng sông Hồng"
    BTB = "BTB", "Bắc Trung Bộ"
    DHNTB = "DHNTB", "Duyên hải Nam Trung Bộ"
    TN = "TN", "Tây Nguyên"
    DNB = "DNB", "Đông Nam Bộ"
    DBSCL = "DBSCL", "Đồng bằng sông Cửu Long"


class Post(models.TextChoices):
    """A post someone holds over a unit or a department, from one day to another."""

    PARTY_SECRETARY = "PARTY_SECRETARY", "Bí thư Đảng ủy, Trưởng BCĐ xã"
    CHAIR = "CHAIR", "Chủ tịch UBND xã"
    ASSIGNED_MEMBER = "ASSIGNED_MEMBER", "Ủy viên BTV Huyện ủy phụ trách"
    NTM_OFFICER = "NTM_OFFICER", "Cán bộ NTM xã"
    DISTRICT_SECRETARY = "DISTRICT_SECRETARY", "Bí thư Huyện ủy"
    DISTRICT_CHAIR = "DISTRICT_CHAIR", "Chủ tịch UBND huyện"
    DEPARTMENT_HEAD = "DEPARTMENT_HEAD", "Trưởng phòng, ban"


# Posts of which a unit or a department has one holder on any day; communes/triggers.py keeps it.
HEAD_POSTS = (
    Post.PARTY_SECRETARY,
    Post.CHAIR,
    Post.DISTRICT_SECRETARY,
    Post.DISTRICT_CHAIR,
    Post.DEPARTMENT_HEAD,
)


class ChangeKind(models.TextChoices):
    MERGED = "MERGED", "Nhập vào"
    RENAMED = "RENAMED", "Đổi tên"
    CONTINUED = "CONTINUED", "Giữ mã, thay đổi địa giới"
