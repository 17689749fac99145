"""Sample people and accounts: plainly invented names, one account for each role."""

import datetime as dt

from accounts.actions import create_user
from accounts.enums import POST_OF, Role
from accounts.models import User
from communes.actions.people import appoint
from communes.enums import FAR, Post
from communes.models import Appointment, Department, Officer, Unit

PASSWORD = "Mua-gat-2017"  # noqa: S105 - printed at every start; production refuses to run with it
SINCE, TODAY = dt.date(2015, 8, 1), dt.date(2017, 9, 25)
FAMILY = ("Nguyễn", "Trần", "Lê", "Phạm", "Vũ", "Đỗ", "Mai", "Đặng", "Bùi", "Hoàng")
GIVEN = ("An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Hải", "Khánh", "Lan", "Minh", "Nam", "Oanh", "Phúc", "Quang")
POSTS = (Post.PARTY_SECRETARY, Post.CHAIR, Post.ASSIGNED_MEMBER, Post.NTM_OFFICER)
# Name for signing in, role, what is printed beside it. Units and departments are found by the loader.
DISTRICT_ACCOUNTS = (
    ("vpdp", Role.DISTRICT_NTM_OFFICE, "Trần Thị Bình"),
    ("vphu", Role.PARTY_OFFICE, "Phạm Văn Dũng"),
    ("tochuc", Role.PARTY_ORG, "Lê Thị Giang"),
    ("phutrach", Role.ASSIGNED_MEMBER, "Vũ Văn Hải"),
    ("lanhdao", Role.LEADERSHIP, "Đặng Văn Khánh"),
    ("mttq", Role.FRONT, "Mai Thị Lan"),
    ("quantri", Role.ADMIN, "Đỗ Văn Minh"),
)

# For which body of the Party or the Front an account acts.
BODY_OF = {"vphu": "van-phong-huyen-uy", "tochuc": "ban-to-chuc", "mttq": "mat-tran"}

# In every commune its officer may sign in, in the three that came up last the heads too.
COMMUNE_ACCOUNTS = {
    Post.NTM_OFFICER: ("ntm", Role.COMMUNE_OFFICER),
    Post.PARTY_SECRETARY: ("bithu", Role.COMMUNE_SECRETARY),
    Post.CHAIR: ("chutich", Role.COMMUNE_CHAIR),
}


def sample_name(number: int) -> str:
    """A plain name; wherever it is stored "(minh họa)" follows, so that nobody takes it for a real officer's."""
    return f"{FAMILY[number % len(FAMILY)]} Văn {GIVEN[number * 5 % len(GIVEN)]}"


def holder_name(number: int, post: Post) -> str:
    """Who holds a post in the commune of that number."""
    return sample_name(number * len(POSTS) + POSTS.index(post))


def load_officers(communes: list[Unit]) -> None:
    """Heads, assigned members and NTM officers of every commune; one chairman changes during the year."""
    for number, commune in enumerate(communes):
        for post in POSTS:
            changes = commune.code == "14137" and post == Post.CHAIR
            until = dt.date(2017, 6, 30) if changes else FAR
            put_in_office(commune, post, holder_name(number, post), SINCE, until)
            if changes:
                put_in_office(commune, post, sample_name(len(communes) * len(POSTS)), dt.date(2017, 7, 1), FAR)


def put_in_office(commune: Unit, post: Post, name: str, since: dt.date, until: dt.date) -> None:
    officer = Officer.objects.create(name=f"{name} (minh họa)", sample=True)
    appoint(officer=officer, post=post, unit=commune, valid_from=since, valid_to=until, by=None, sample=True)


def load_accounts(district: Unit, communes: list[Unit]) -> dict[str, User]:
    """One account for each district role and three departments, an officer for each commune, heads of three; each
    person's joined to whom is in office."""
    users = {}

    held = Appointment.objects.on(TODAY).filter(sample=True).select_related("officer")
    in_office = {(row.post, row.unit_id): row.officer for row in held}
    members = {row.officer.name: row.officer for row in held if row.post == Post.ASSIGNED_MEMBER}

    def add(username: str, name: str, role: Role, unit: Unit, department: Department | None = None) -> None:
        officer = in_office.get((POST_OF.get(role), unit.pk))
        if role == Role.ASSIGNED_MEMBER:
            officer = members[f"{name} (minh họa)"]
        users[username] = create_user(
            username=username, full_name=f"{name} (minh họa)", role=role, password=PASSWORD, by=None,
            unit=unit, department=department, officer=officer, must_change_password=False, sample=True,
        )  # fmt: skip

    bodies = {body.code: body for body in district.departments.all()}
    for username, role, name in DISTRICT_ACCOUNTS:
        add(username, name, role, district, bodies.get(BODY_OF.get(username, "")))
    for department in Department.objects.filter(code__in=("bhxh", "lao-dong", "trung-tam-y-te")):
        add(f"phong.{department.code}", department.short_name, Role.SECTOR_DEPT, district, department)
    for number, commune in enumerate(communes):
        for post, (name, role) in COMMUNE_ACCOUNTS.items():
            if post == Post.NTM_OFFICER or commune.code in ("14092", "14110", "14113"):
                add(f"{commune.slug}.{name}", holder_name(number, post), role, commune)
    return users


def printed_accounts() -> list[tuple[str, str]]:
    """(name for signing in, what it is for): one line for each role."""
    named = ("xuan-tan.ntm", "xuan-tan.bithu", "xuan-tan.chutich", "phong.bhxh", *(row[0] for row in DISTRICT_ACCOUNTS))
    users = {user.username: user for user in User.objects.filter(sample=True, username__in=named)}
    return [(name, users[name].get_role_display()) for name in named if name in users]
