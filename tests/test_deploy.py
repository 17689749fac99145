"""The files of deploy/: read for what they say, and their command run as cron, systemd and the Task Scheduler run it.

The portal is put into a folder of its own with its own settings and data, as on a machine of an office.
"""

import configparser
import email
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from email import policy
from pathlib import Path
from xml.etree import ElementTree

import pytest
from django.db import connection

from tests.mailbox import mailbox

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parent.parent
DEPLOY = ROOT / "deploy"
CRON, SERVICE, TIMER, TASK = (DEPLOY / f"ntm-nhac-viec.{kind}" for kind in ("cron", "service", "timer", "xml"))
# What cron leaves of an environment, and a system whose letters are not those of Vietnam.
BARE = {"PATH": "/usr/bin:/bin", "SHELL": "/bin/sh", "HOME": "/", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0"}
SETTINGS = """
SECRET_KEY=only-for-this-test-{filler}
ALLOWED_HOSTS=ntm.example
DATABASE_URL=sqlite:///{folder}/office.sqlite3
PORTAL_ADDRESS=https://ntm.example
NTM_DEMO=on
NTM_TODAY=2017-09-25
"""
PEOPLE = """
from accounts.actions import create_user
from accounts.models import User
from communes.models import Unit
unit = Unit.objects.get(code="14110")
create_user(username="can-bo", full_name="Vũ Văn Hải", role="COMMUNE_OFFICER", password="lúa chín đồng xa 2017",
            by=None, unit=unit)
User.objects.update(email="can.bo@xuantan.vn")
"""
TASKS = "{http://schemas.microsoft.com/windows/2004/02/mit/task}"


# --- An office with the portal on its machine ----------------------------------------------------


@pytest.fixture(scope="module")
def office(tmp_path_factory, django_db_setup) -> Path:
    """The portal in a folder of its own, with one account that something waits for."""
    folder = tmp_path_factory.mktemp("srv") / "ntm"
    left_out = shutil.ignore_patterns(
        ".venv", ".git", ".env", "var", "tests", "bench", "docs", "staticfiles", ".*cache"
    )
    shutil.copytree(ROOT, folder, ignore=left_out)
    (folder / ".venv").symlink_to(sys.prefix)
    (folder / ".env").write_text(SETTINGS.format(folder=folder, filler="x" * 40), encoding="utf-8")
    fill(folder)
    run(folder, [".venv/bin/python", "manage.py", "shell", "-v", "0", "-c", PEOPLE])
    return folder


def fill(folder: Path) -> None:
    """Rulebook, units and directive: a copy of what every test finds, or loaded anew where that is on a server."""
    if connection.vendor == "sqlite":
        here, there = connection.settings_dict["NAME"], folder / "office.sqlite3"
        with closing(sqlite3.connect(here)) as known, closing(sqlite3.connect(there)) as own:
            known.backup(own)
        return
    for command in ("migrate", "load_units", "load_rulebook", "load_directive"):
        run(folder, [".venv/bin/python", "manage.py", command])


@pytest.fixture
def fresh(office):
    """Nobody was reminded yet, and no e-mail lies in the folder."""
    with closing(sqlite3.connect(office / "office.sqlite3")) as data, data:
        data.execute("DELETE FROM directives_remindedtask")
        data.execute("DELETE FROM directives_reminder")
    shutil.rmtree(office / "var" / "thu", ignore_errors=True)
    return office


def run(cwd: Path, command: list[str], **given) -> subprocess.CompletedProcess:
    """One command with the bare environment; what it says is UTF-8."""
    done = subprocess.run(
        command, cwd=cwd, env=BARE, capture_output=True, timeout=240, encoding="utf-8", check=False, **given
    )
    assert done.returncode == 0, done.stderr
    return done


def told(office: Path) -> list[tuple]:
    with closing(sqlite3.connect(office / "office.sqlite3")) as data:
        return data.execute("SELECT mail_to, mail_state, day FROM directives_reminder").fetchall()


def letters(office: Path) -> list[email.message.EmailMessage]:
    """The e-mails in the folder, which is where they go until a mail server is named."""
    texts = [path.read_bytes() for path in sorted((office / "var" / "thu").glob("*"))]
    return [email.message_from_bytes(text.split(b"-" * 79)[0], policy=policy.default) for text in texts]


def three_runs(run_it) -> list[str]:
    """What the dry run and two real ones say last."""
    return [run_it(option).stdout.strip().splitlines()[-1] for option in (" --dry-run", "", "")]


SAID = ["Sẽ nhắc 01 người. Chưa gửi gì.", "Đã nhắc 01 người.", "Đã nhắc 0 người."]
SENT = [("can.bo@xuantan.vn", "SENT", "2017-09-25")]


# --- cron ----------------------------------------------------------------------------------------


def cron_line() -> re.Match:
    lines = [line for line in CRON.read_text(encoding="ascii").splitlines() if line[:1].isdigit()]
    assert len(lines) == 1
    return re.fullmatch(r"(?P<when>\S+ \S+ \S+ \S+ \S+) (?P<user>\S+) (?P<command>.+)", lines[0])


def test_cron_runs_on_working_mornings_under_the_user_of_the_portal():
    found = cron_line()
    assert (found["when"], found["user"]) == ("30 6 * * 1-6", "ntm")
    assert "%" not in found["command"]
    assert CRON.read_text(encoding="ascii").endswith("remind\n")


def test_the_line_of_cron_foretells_then_reminds_once(fresh):
    command = cron_line()["command"].replace("/srv/ntm", str(fresh))
    assert three_runs(lambda option: run(Path("/"), ["/bin/sh", "-c", command + option])) == SAID
    assert told(fresh) == SENT


def test_until_a_mail_server_is_named_the_letters_lie_in_a_folder_and_are_read_in_vietnamese(fresh):
    run(Path("/"), ["/bin/sh", "-c", cron_line()["command"].replace("/srv/ntm", str(fresh))])
    (letter,) = letters(fresh)
    assert (letter["To"], letter["From"]) == ("can.bo@xuantan.vn", "ntm@localhost")
    assert str(letter["Subject"]).strip().startswith("Nhắc việc ngày 25/9/2017: ")
    text = letter.get_content()
    assert "Kính gửi: Vũ Văn Hải, Cán bộ NTM xã Xuân Tân" in text
    assert "https://ntm.example/chi-thi/" in text


def test_with_a_mail_server_in_the_settings_the_letter_is_sent_there(fresh):
    command = cron_line()["command"].replace("/srv/ntm", str(fresh))
    with mailbox() as server:
        run(Path("/"), ["/bin/sh", "-c", f"export EMAIL_URL=smtp://127.0.0.1:{server.port}; {command}"])
    assert (server.recipients, letters(fresh), told(fresh)) == (["can.bo@xuantan.vn"], [], SENT)


# --- systemd -------------------------------------------------------------------------------------


def unit_file(path: Path) -> configparser.ConfigParser:
    read = configparser.ConfigParser(interpolation=None, strict=True)
    read.optionxform = str
    read.read_string(path.read_text(encoding="ascii"))
    return read


def test_the_timer_starts_the_service_of_its_name_and_makes_up_for_a_morning():
    timer, service = unit_file(TIMER), unit_file(SERVICE)
    assert (TIMER.stem, timer["Timer"]["Persistent"]) == (SERVICE.stem, "true")
    assert timer["Install"]["WantedBy"] == "timers.target"
    assert (service["Service"]["Type"], service["Service"]["User"]) == ("oneshot", "ntm")
    assert service["Service"]["ExecStart"].startswith(service["Service"]["WorkingDirectory"] + "/")


def test_the_command_of_the_service_foretells_then_reminds_once(fresh):
    told_so = unit_file(SERVICE)["Service"]
    command = told_so["ExecStart"].replace(told_so["WorkingDirectory"], str(fresh))
    assert three_runs(lambda option: run(fresh, [*command.split(), *option.split()])) == SAID
    assert told(fresh) == SENT


@pytest.fixture
def systemd_analyze() -> str:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is not on this machine: the units were only read, not verified.")
    return program


def test_systemd_finds_nothing_wrong_with_the_units(systemd_analyze, office, tmp_path):
    for path in (SERVICE, TIMER):
        text = path.read_text(encoding="ascii").replace("/srv/ntm", str(office)).replace("User=ntm", "User=root")
        (tmp_path / path.name).write_text(text, encoding="ascii")
    done = subprocess.run(
        [systemd_analyze, "verify", "--man=no", str(tmp_path / SERVICE.name), str(tmp_path / TIMER.name)],
        capture_output=True, encoding="utf-8", timeout=60, check=False,
    )  # fmt: skip
    complaints = [line for line in done.stderr.splitlines() if SERVICE.stem in line]
    assert (complaints, done.returncode) == ([], 0)


def test_systemd_understands_when_the_timer_elapses(systemd_analyze):
    when = unit_file(TIMER)["Timer"]["OnCalendar"]
    done = subprocess.run(
        [systemd_analyze, "calendar", "--iterations=7", "--base-time=2017-09-25 12:00:00 UTC", when],
        capture_output=True, encoding="utf-8", timeout=60, check=True,
    )  # fmt: skip
    in_utc = re.findall(r"\(in UTC\): (\w{3}) \S+ (\d\d:\d\d)", done.stdout) or re.findall(
        r"(?:Next elapse|Iteration #\d+): (\w{3}) \S+ (\d\d:\d\d):00 UTC", done.stdout
    )
    assert {at for _, at in in_utc} == {"23:30"}
    assert {name for name, _ in in_utc} == {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri"}


# --- Task Scheduler ------------------------------------------------------------------------------


@pytest.fixture
def task() -> ElementTree.Element:
    return ElementTree.fromstring(TASK.read_text(encoding="ascii"))  # noqa: S314 - our own file


def test_the_task_is_of_the_kind_windows_reads(task):
    assert (task.tag, task.get("version")) == (f"{TASKS}Task", "1.2")
    assert [part.tag.removeprefix(TASKS) for part in task] == ["RegistrationInfo", "Triggers", "Settings", "Actions"]
    # Windows takes a task in UTF-16 or without a word about its letters; plain ASCII is both.
    assert not TASK.read_text(encoding="ascii").startswith("<?xml")


def test_the_task_starts_on_working_mornings_and_makes_up_for_one(task):
    trigger = task.find(f"{TASKS}Triggers/{TASKS}CalendarTrigger")
    days = trigger.find(f"{TASKS}ScheduleByWeek/{TASKS}DaysOfWeek")
    assert [day.tag.removeprefix(TASKS)[:3] for day in days] == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    assert trigger.findtext(f"{TASKS}StartBoundary").endswith("T06:30:00")
    said = {part.tag.removeprefix(TASKS): part.text for part in task.find(f"{TASKS}Settings")}
    assert (said["StartWhenAvailable"], said["MultipleInstancesPolicy"]) == ("true", "IgnoreNew")


def test_the_command_of_the_task_foretells_then_reminds_once(task, fresh):
    given = {part.tag.removeprefix(TASKS): part.text for part in task.find(f"{TASKS}Actions/{TASKS}Exec")}
    assert given["Command"] == given["WorkingDirectory"] + r"\.venv\Scripts\python.exe"
    python = str(fresh / ".venv" / "bin" / "python")
    assert three_runs(lambda option: run(fresh, [python, *(given["Arguments"] + option).split()])) == SAID
    assert told(fresh) == SENT


# --- The page that tells of them -----------------------------------------------------------------


def test_the_operations_page_names_every_file():
    page = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert [
        path.name for path in sorted(DEPLOY.iterdir()) if not re.search(rf"deploy[/\\]{re.escape(path.name)}", page)
    ] == []
