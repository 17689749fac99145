"""One command from a fresh clone: `python3 bootstrap.py run` (Windows: `py bootstrap.py run`).

Standard library only: it installs everything else. No shell and no make are needed.
"""

import argparse
import hashlib
import importlib.util
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
VAR = ROOT / "var"
APPS = ("ntm_portal", "communes", "accounts", "criteria", "directives", "dossiers", "reports", "static")
LOADERS = ("load_units", "load_rulebook", "load_procedures", "load_directive", "load_periods")

LOCAL_ENV = """\
# Written by bootstrap.py for this machine only; docs/operations.md explains every name.
SECRET_KEY={key}
HTTPS=off
ALLOWED_HOSTS=localhost,127.0.0.1
NTM_TODAY=2017-09-25
NTM_DEMO=on
"""

# Of the width of Times New Roman and Arial, so that a page breaks here where it breaks in the office.
FONTS = ("fonts-liberation", "fonts-dejavu-core")

NO_BROWSER = [
    "SKIPPED browser tests: there is no Chromium here that can be driven, and apt could not",
    "install it (not Debian, no root and no password-free sudo, or no network). By hand:",
    "    sudo apt-get install chromium libatomic1",
]
NO_OFFICE = [
    "SKIPPED the tests that open workbooks and documents: there is no LibreOffice here, and apt",
    "could not install it. By hand:",
    "    sudo apt-get install libreoffice-calc libreoffice-writer",
]

# What `check` judges: the safe defaults, with nothing relaxed.
PRODUCTION_ENV = {
    "DEBUG": "off",
    "HTTPS": "on",
    "NTM_DEMO": "off",
    "NTM_TODAY": "",
    "ALLOWED_HOSTS": "ntm.example",
    "CSRF_TRUSTED_ORIGINS": "https://ntm.example",
}


def main() -> int:
    """Read the verb and do it; the exit code is that of the first step that failed."""
    sys.stdout.reconfigure(encoding="utf-8", errors="replace", line_buffering=True)
    if sys.version_info < (3, 11):  # noqa: UP036 - an older python3 may be the one that starts this file
        sys.exit(f"Python 3.11 or newer is needed; this is {sys.version.split()[0]}.")
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=sorted(VERBS))
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), help="for run")
    options, rest = parser.parse_known_args()
    os.chdir(ROOT)
    os.environ.setdefault("PYTHONUTF8", "1")  # Vietnamese on a Windows console, also through a pipe
    try:
        return VERBS[options.verb](options, rest)
    except subprocess.CalledProcessError as failure:
        say(f"stopped: {' '.join(map(str, failure.cmd[1:6]))} … ended with {failure.returncode}")
        return failure.returncode or 1
    except KeyboardInterrupt:
        return 130


# --- Steps ----------------------------------------------------------------------------------


def say(text: str) -> None:
    print(f"[bootstrap] {text}")


def step(*command, env: dict[str, str] | None = None) -> None:
    """Run one command in the project folder, its output in sight; stop everything if it fails."""
    subprocess.run(command, check=True, cwd=ROOT, stdin=subprocess.DEVNULL, env=os.environ | (env or {}))


def python(*arguments, env: dict[str, str] | None = None) -> None:
    step(str(PYTHON), *arguments, env=env)


def manage(*arguments, env: dict[str, str] | None = None) -> None:
    python("manage.py", *arguments, env=env)


def digest(paths) -> str:
    """One line that changes when any of these files changes."""
    total = hashlib.sha256()
    for path in sorted(paths):
        total.update(str(path.relative_to(ROOT)).encode())
        total.update(path.read_bytes())
    return total.hexdigest()


# --- Setting up -----------------------------------------------------------------------------


def make_venv() -> None:
    """Make .venv; where Debian left out ensurepip, install python3-venv first."""
    if PYTHON.exists():
        return
    if importlib.util.find_spec("ensurepip") is None and not apt_install("python3-venv"):
        sys.exit("This Python has no ensurepip. Install it once, as root: apt-get install python3-venv")
    say("making .venv")
    step(sys.executable, "-m", "venv", "--clear", str(VENV))


def apt_install(*packages: str) -> bool:
    """Install Debian packages where that can be done without asking anyone."""
    if not shutil.which("apt-get"):
        return False
    before = [] if is_root() else ["sudo", "-n"]
    if not is_root() and not may_sudo():
        return False
    say(f"apt-get install {' '.join(packages)}")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *packages]):
        whole = [*before, "apt-get", "-qq", *command]
        done = subprocess.run(
            whole, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, text=True, errors="replace"
        )
        if done.returncode:
            say(f"{' '.join(whole)} failed: {done.stderr.strip()[-500:]}")
    return subprocess.run(["dpkg", "-s", *packages], capture_output=True).returncode == 0


def is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def may_sudo() -> bool:
    """Whether sudo works without asking for a password."""
    return bool(shutil.which("sudo")) and subprocess.run(["sudo", "-n", "true"], capture_output=True).returncode == 0


def install(requirements: str) -> None:
    """Bring .venv to the pins of this file; nothing to do when it was done for the same text."""
    make_venv()
    files = [ROOT / "requirements.txt", ROOT / requirements]
    wanted = digest(set(files))
    remembered = VENV / f"{requirements}.sha256"
    if remembered.exists() and remembered.read_text() == wanted:
        return
    say(f"installing {requirements}")
    python("-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", requirements)
    remembered.write_text(wanted)


def write_env() -> None:
    """Give this machine its own key and the relaxations that localhost needs, once."""
    path = ROOT / ".env"
    if not path.exists():
        path.write_text(LOCAL_ENV.format(key=secrets.token_urlsafe(50)), encoding="utf-8")
        if not WINDOWS:
            path.chmod(0o600)
        say("wrote .env with a new key")


def setup(_options, _rest) -> int:
    """Everything that has to be installed to run, test and check."""
    install("requirements-dev.txt")
    write_env()
    return 0


# --- Running --------------------------------------------------------------------------------


def source_digest() -> str:
    """Changes when code, data files or stylesheets change, so that the next start prepares again."""
    found = (path for app in APPS for path in (ROOT / app).rglob("*"))
    return digest(path for path in found if path.is_file() and path.suffix != ".pyc")


def setting(name: str) -> str:
    """What the portal will read under this name: from the environment, else from .env."""
    lines = (ROOT / ".env").read_text(encoding="utf-8").splitlines()
    kept = dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))
    return os.environ.get(name, kept.get(name, "")).strip()


def stamp() -> Path:
    """Where it is remembered for which code this database was prepared last."""
    address = hashlib.sha256(setting("DATABASE_URL").encode()).hexdigest()[:8]
    return VAR / f"prepared-{address}.txt"


def prepare(seed: bool) -> None:
    """Bring the database and the static files up to this version of the code."""
    VAR.mkdir(exist_ok=True)
    manage("migrate", "--verbosity=0")
    for loader in LOADERS:
        manage(loader)
    if seed:
        manage("load_demo")
    manage("collectstatic", "--noinput", "--verbosity=0")
    stamp().write_text(source_digest())


def is_new() -> bool:
    """True before the first start on a database: only then is the demonstration loaded without being asked for."""
    own_file_is_gone = not setting("DATABASE_URL") and not (VAR / "ntm.sqlite3").exists()
    return own_file_is_gone or not stamp().exists()


def run(options, _rest) -> int:
    """Install, prepare and serve on this machine."""
    install("requirements.txt")
    write_env()
    new = is_new()
    if new or stamp().read_text() != source_digest():
        say("preparing the database")
        prepare(seed=new and setting("NTM_DEMO") == "on")
    serve = [str(PYTHON), "manage.py", "serve", "--port", str(free_port(options.port))]
    if not WINDOWS:
        os.execv(serve[0], serve)  # whoever stops this process stops the server
    return subprocess.run(serve, cwd=ROOT).returncode


def free_port(first: int) -> int:
    """The wanted port, or the next one nobody listens on."""
    for port in range(first, first + 50):
        with socket.socket() as probe:
            if not WINDOWS:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    sys.exit(f"No free port from {first} to {first + 49}.")


def seed(_options, _rest) -> int:
    """Load the demonstration again."""
    install("requirements.txt")
    write_env()
    prepare(seed=True)
    return 0


# --- Proving --------------------------------------------------------------------------------


def test(_options, rest) -> int:
    """The suite on SQLite with coverage, on PostgreSQL, and in a real browser."""
    install("requirements-dev.txt")
    if rest:
        return subprocess.run([str(PYTHON), "-m", "pytest", *rest], cwd=ROOT).returncode
    office = find_office()
    pytest = ("-m", "pytest", "-q", "-n", "2", "--dist", "loadfile")
    no_need = ("--ignore=tests/test_architecture.py",)  # the shape of the code is the same on any database
    phases = {
        "suite on SQLite": lambda: python(*pytest, "--cov", "--cov-report="),
        "coverage": lambda: python("-m", "tests.coverage_gate"),
        "suite on PostgreSQL": lambda: python("-W", "ignore", "-m", "tests.postgres", str(PYTHON), *pytest, *no_need),
    }
    browser = find_chromium()
    if browser:
        phases["browser"] = lambda: browse(browser)
    missing = [] if browser else NO_BROWSER
    return report({name: measure(phase) for name, phase in phases.items()}, missing if office else missing + NO_OFFICE)


def browse(browser: str, **env: str) -> None:
    """The tests that drive this Chromium."""
    # A file has a portal of its own, as an office does, and tells a day in its order.
    in_order = ("-p", "no:randomly", "-n", "2", "--dist", "loadfile")
    python("-m", "pytest", "-q", *in_order, "-m", "browser", "tests/browser", env={"CHROMIUM": browser} | env)


def measure(phase) -> tuple[bool, float]:
    """Whether a phase passed, and its seconds; a failed phase does not hide the ones after it."""
    begun = time.monotonic()
    try:
        phase()
    except subprocess.CalledProcessError:
        return False, time.monotonic() - begun
    return True, time.monotonic() - begun


def report(results: dict[str, tuple[bool, float]], untried: list[str]) -> int:
    """Say in the last lines what passed, what failed and, in these lines, what was not tried."""
    for name, (passed, seconds) in results.items():
        say(f"{'passed' if passed else 'FAILED':7} {name} ({seconds:.0f} s)")
    if untried:
        for line in ("!" * 78, *untried, "!" * 78):
            say(line)
    return 0 if all(passed for passed, _ in results.values()) else 1


def find_office() -> str | None:
    """LibreOffice, installed through apt where that can be done: the tests open workbooks and documents in it."""
    if not shutil.which("soffice"):
        apt_install("libreoffice-calc", "libreoffice-writer", *FONTS)
    return shutil.which("soffice")


def find_chromium() -> str | None:
    """A Chromium that can be driven, installed through apt where that can be done."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None or not driver_works():
        # libatomic1: playwright's driver needs it, and Chromium does not bring it.
        apt_install("chromium", "libatomic1", *FONTS)
        found = found or shutil.which("chromium")
    return found if driver_works() else None


def driver_works() -> bool:
    return subprocess.run([str(PYTHON), "-m", "playwright", "--version"], capture_output=True).returncode == 0


def screenshots(_options, _rest) -> int:
    """Run the browser tests and let them write the pictures of the docs."""
    install("requirements-dev.txt")
    browser = find_chromium()
    if browser is None:
        return report({}, NO_BROWSER) or 1
    browse(browser, SCREENSHOTS="on")
    return 0


def check(_options, _rest) -> int:
    """Style, templates, migrations, architecture, and Django's own list for production."""
    install("requirements-dev.txt")
    with tempfile.TemporaryDirectory() as folder:
        production = PRODUCTION_ENV | {
            "SECRET_KEY": secrets.token_urlsafe(50),
            "DATABASE_URL": f"sqlite:///{(Path(folder) / 'check.sqlite3').as_posix()}",
        }
        phases = {
            "ruff": lambda: python("-m", "ruff", "check"),
            "ruff format": lambda: python("-m", "ruff", "format", "--check"),
            "djlint": lambda: python("-m", "djlint", "templates", "--lint", "--quiet"),
            "migrations": lambda: manage("makemigrations", "--check", "--dry-run", env=production),
            "architecture": lambda: python("-m", "pytest", "-q", "-p", "no:randomly", "tests/test_architecture.py"),
            "migrate": lambda: manage("migrate", "--verbosity=0", env=production),
            "deployment": lambda: manage(
                "check", "--deploy", "--fail-level=WARNING", "--database=default", env=production
            ),
        }
        return report({name: measure(phase) for name, phase in phases.items()}, [])


def lint(_options, _rest) -> int:
    """Only the style checks."""
    install("requirements-dev.txt")
    python("-m", "ruff", "check")
    python("-m", "djlint", "templates", "--lint", "--quiet")
    return 0


def fmt(_options, _rest) -> int:
    """Put the code into the one layout."""
    install("requirements-dev.txt")
    python("-m", "ruff", "check", "--fix-only", "--quiet")
    python("-m", "ruff", "format")
    return 0


def bench(_options, rest) -> int:
    """Measure the pages, the writes and the workbook against their floors."""
    install("requirements-dev.txt")
    python("bench/run.py", *rest)
    return 0


VERBS = {
    "bench": bench,
    "check": check,
    "fmt": fmt,
    "lint": lint,
    "run": run,
    "screenshots": screenshots,
    "seed": seed,
    "setup": setup,
    "test": test,
}

if __name__ == "__main__":
    sys.exit(main())
