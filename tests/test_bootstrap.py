"""The one command: what it must get right on a machine nobody has prepared."""

import ast
import socket
import sys
from pathlib import Path

import pytest

import bootstrap


@pytest.fixture
def empty_project(tmp_path, monkeypatch) -> Path:
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "VAR", tmp_path / "var")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return tmp_path


def test_it_needs_nothing_but_python():
    imported = {
        alias.name.split(".")[0]
        for node in ast.walk(ast.parse(Path(bootstrap.__file__).read_text(encoding="utf-8")))
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert imported - sys.stdlib_module_names == set()


def test_a_busy_port_gives_way_to_the_next():
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        first = busy.getsockname()[1]
        assert first < bootstrap.free_port(first) < first + 50


def test_each_machine_gets_its_own_key_and_keeps_it(empty_project, monkeypatch):
    monkeypatch.delenv("SECRET_KEY")
    bootstrap.write_env()
    first = bootstrap.setting("SECRET_KEY")
    bootstrap.write_env()
    assert (len(first) >= 50, bootstrap.setting("SECRET_KEY")) == (True, first)
    (empty_project / ".env").unlink()
    bootstrap.write_env()
    assert bootstrap.setting("SECRET_KEY") != first


def test_the_environment_wins_over_the_file(empty_project, monkeypatch):
    bootstrap.write_env()
    monkeypatch.setenv("NTM_DEMO", "off")
    assert bootstrap.setting("NTM_DEMO") == "off"


def test_the_demonstration_is_loaded_only_into_a_new_database(empty_project):
    bootstrap.write_env()
    assert bootstrap.is_new()
    bootstrap.VAR.mkdir()
    (bootstrap.VAR / "ntm.sqlite3").touch()
    bootstrap.stamp().touch()
    assert not bootstrap.is_new()
    (bootstrap.VAR / "ntm.sqlite3").unlink()
    assert bootstrap.is_new()


def test_another_database_is_prepared_on_its_own(empty_project, monkeypatch):
    bootstrap.write_env()
    first = bootstrap.stamp()
    monkeypatch.setenv("DATABASE_URL", "postgres://ntm@localhost/ntm")
    assert bootstrap.stamp() != first


def test_a_changed_file_changes_the_digest(empty_project):
    path = empty_project / "units.json"
    path.write_text("[1]", encoding="utf-8")
    before = bootstrap.digest([path])
    path.write_text("[2]", encoding="utf-8")
    assert bootstrap.digest([path]) != before


@pytest.mark.parametrize(("passed", "code"), [(True, 0), (False, 1)], ids=["passed", "failed"])
def test_the_last_lines_say_what_failed(passed, code, capsys):
    assert bootstrap.report({"suite on SQLite": (passed, 61.2)}, []) == code
    assert capsys.readouterr().out == f"[bootstrap] {'passed' if passed else 'FAILED'}  suite on SQLite (61 s)\n"


@pytest.mark.parametrize("lines", [bootstrap.NO_BROWSER, bootstrap.NO_OFFICE], ids=["no browser", "no LibreOffice"])
def test_skipped_tests_are_said_aloud(lines, capsys):
    bootstrap.report({}, lines)
    assert capsys.readouterr().out.count("SKIPPED") == 1


@pytest.mark.parametrize("works", [True, False], ids=["installs", "cannot"])
def test_libreoffice_is_installed_for_the_tests_where_it_can_be(monkeypatch, works):
    """A suite that skips the workbooks because nobody had installed LibreOffice would call itself passed."""
    there = {}
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: there.get(name))
    monkeypatch.setattr(bootstrap, "apt_install", lambda *names: works and there.update(soffice="/usr/bin/soffice"))
    assert bootstrap.find_office() == ("/usr/bin/soffice" if works else None)
