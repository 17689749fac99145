"""Roles of the portal (docs/glossary.md)."""

from django.db import models

from communes.enums import Post


class Role(models.TextChoices):
    COMMUNE_OFFICER = "COMMUNE_OFFICER", "Cán bộ NTM xã"
    COMMUNE_SECRETARY = "COMMUNE_SECRETARY", "Bí thư Đảng ủy xã"
    COMMUNE_CHAIR = "COMMUNE_CHAIR", "Chủ tịch UBND xã"
    SECTOR_DEPT = "SECTOR_DEPT", "Phòng, ban phụ trách tiêu chí"
    DISTRICT_NTM_OFFICE = "DISTRICT_NTM_OFFICE", "Văn phòng điều phối NTM huyện"
    PARTY_OFFICE = "PARTY_OFFICE", "Văn phòng Huyện ủy"
    PARTY_ORG = "PARTY_ORG", "Ban Tổ chức, UBKT Huyện ủy"
    ASSIGNED_MEMBER = "ASSIGNED_MEMBER", "Ủy viên BTV phụ trách xã"
    LEADERSHIP = "LEADERSHIP", "Lãnh đạo huyện"
    FRONT = "FRONT", "MTTQ và đoàn thể"
    ADMIN = "ADMIN", "Quản trị"


COMMUNE_ROLES = (Role.COMMUNE_OFFICER, Role.COMMUNE_SECRETARY, Role.COMMUNE_CHAIR)

# The accounts of those who answer for a commune.
HEAD_ROLES = (Role.COMMUNE_SECRETARY, Role.COMMUNE_CHAIR)

# The post whose holder signs in with an account of the role; the other roles are offices, not posts.
POST_OF = {
    Role.COMMUNE_SECRETARY: Post.PARTY_SECRETARY,
    Role.COMMUNE_CHAIR: Post.CHAIR,
    Role.COMMUNE_OFFICER: Post.NTM_OFFICER,
    Role.SECTOR_DEPT: Post.DEPARTMENT_HEAD,
    Role.ASSIGNED_MEMBER: Post.ASSIGNED_MEMBER,
}

# Roles that read what is put down to the heads of all communes (Biểu 14).
HEAD_READERS = (
    Role.DISTRICT_NTM_OFFICE,
    Role.PARTY_OFFICE,
    Role.PARTY_ORG,
    Role.ASSIGNED_MEMBER,
    Role.LEADERSHIP,
)

# Roles that read everything about the district as a whole.
DISTRICT_READERS = (
    Role.DISTRICT_NTM_OFFICE,
    Role.PARTY_OFFICE,
    Role.PARTY_ORG,
    Role.ASSIGNED_MEMBER,
    Role.LEADERSHIP,
    Role.FRONT,
    Role.ADMIN,
)
