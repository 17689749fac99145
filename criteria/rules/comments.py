"""Trao đổi về một ô: who may be addressed, who is meant, and what is refused before it is written down."""

import datetime as dt
import re
from collections.abc import Collection, Mapping
from types import MappingProxyType

from accounts.enums import Role
from communes.enums import Level
from criteria.enums import Addressee
from ntm_portal.vietnamese import counted, number

LONGEST = 1000
# As fast as somebody writes who means it; a script or a stuck key is slower to notice than this.
MOST, IN_MINUTES = 20, 10
SAME_WITHIN = dt.timedelta(minutes=2)

# Which calls reach an account of a role. Those who only keep the accounts, and the Front, are not called.
REACHED: Mapping[Role, tuple[Addressee, ...]] = MappingProxyType(
    {
        Role.COMMUNE_OFFICER: (Addressee.COMMUNE, Addressee.COMMUNE_OFFICER),
        Role.COMMUNE_SECRETARY: (Addressee.COMMUNE, Addressee.COMMUNE_SECRETARY),
        Role.COMMUNE_CHAIR: (Addressee.COMMUNE, Addressee.COMMUNE_CHAIR),
        Role.SECTOR_DEPT: (Addressee.DEPARTMENT,),
        Role.DISTRICT_NTM_OFFICE: (Addressee.OFFICE,),
        Role.PARTY_OFFICE: (Addressee.PARTY_OFFICE,),
        Role.PARTY_ORG: (Addressee.PARTY_ORG,),
        Role.ASSIGNED_MEMBER: (Addressee.ASSIGNED_MEMBER,),
        Role.LEADERSHIP: (Addressee.LEADERSHIP,),
    }
)
OF_COMMUNE = (
    Addressee.COMMUNE,
    Addressee.COMMUNE_OFFICER,
    Addressee.COMMUNE_SECRETARY,
    Addressee.COMMUNE_CHAIR,
    Addressee.DEPARTMENT,
    Addressee.ASSIGNED_MEMBER,
)


def addressees_of(level: Level, *, has_department: bool) -> list[Addressee]:
    """Whom one can call at a cell: nobody of a commune at the district's own, no department where none leads."""
    away = set() if level == Level.COMMUNE else set(OF_COMMUNE)
    if not has_department:
        away.add(Addressee.DEPARTMENT)
    return [addressee for addressee in Addressee if addressee not in away]


def tidied(text: str) -> str:
    """The words as typed, with one kind of line break, no spaces at the ends and no runs of empty lines."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def text_fault(text: str) -> str:
    """Why these words are not a comment; empty where they are."""
    if not text:
        return "Ghi nội dung trao đổi."
    if len(text) > LONGEST:
        return (
            f"Nội dung dài {number(len(text))} chữ, tối đa {number(LONGEST)}. Rút gọn, hoặc gắn tài liệu ở minh chứng."
        )
    return ""


def pace_fault(written: Collection[dt.datetime], at: dt.datetime) -> str:
    """Why somebody has to wait before writing more; `written` are the moments of the last comments."""
    since = at - dt.timedelta(minutes=IN_MINUTES)
    if sum(moment > since for moment in written) < MOST:
        return ""
    return f"Tài khoản này đã ghi {counted(MOST)} ý kiến trong {IN_MINUTES} phút. Chờ ít phút rồi ghi tiếp."
