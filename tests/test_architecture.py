"""The house keeps its shape: which room may open which door, and how big anything may grow.

The rules are explained in docs/architecture.md. Complexity and style are ruff's (ruff.toml).
"""

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from django.core.management import call_command
from django.template.loader import get_template

ROOT = Path(__file__).resolve().parent.parent

APPS = ("communes", "accounts", "criteria", "directives", "dossiers", "reports")
LAYERS = (
    ("enums",),
    ("rules",),
    ("models",),
    ("permissions",),
    ("actions",),
    ("status",),
    ("tables",),
    ("forms", "xlsx", "docx", "lens", "charts", "context"),
    ("views",),
    ("urls",),
)
LAYER_OF = {name: number for number, names in enumerate(LAYERS) for name in names}
# Doors to Django or the console: nothing inside an app leans on them, except on template tags.
LEAVES = {"admin", "apps", "backends", "checks", "management", "templatetags", "triggers"}
VIEWS = LAYER_OF["views"]
SHARED = "ntm_portal"
BANNED_NAMES = {"utils", "helpers", "services", "selectors", "signals", "common", "misc"}
TEXT = {".py", ".html", ".css", ".js", ".md", ".toml", ".ini", ".json", ".csv", ".txt", ".svg"}
NOT_OURS = {".git", ".venv", "var", "staticfiles", "__pycache__", ".ruff_cache", ".pytest_cache", ".hypothesis"}


# --- Reading the house ----------------------------------------------------------------------


@cache
def project_files() -> tuple[Path, ...]:
    """Every file of the project, none of what was installed or made."""
    found = (path for path in ROOT.rglob("*") if not NOT_OURS & set(path.relative_to(ROOT).parts))
    return tuple(sorted(path for path in found if path.is_file()))


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


PYTHON = [path for path in project_files() if path.suffix == ".py" and "migrations" not in path.parts]
APP_CODE = [path for path in PYTHON if path.relative_to(ROOT).parts[0] in (*APPS, SHARED)]
TEMPLATES = [
    path for path in project_files() if path.suffix == ".html" and path.relative_to(ROOT).parts[0] == "templates"
]
in_every_python_file = pytest.mark.parametrize("path", PYTHON, ids=name_of)
in_every_app_file = pytest.mark.parametrize("path", APP_CODE, ids=name_of)
in_every_template = pytest.mark.parametrize("path", TEMPLATES, ids=name_of)


def room(path: Path) -> tuple[str, str]:
    """The app a file belongs to, and its module there: criteria/models/finding.py is (criteria, models)."""
    app, *rest = path.relative_to(ROOT).with_suffix("").parts
    return app, rest[0] if rest else ""


def imports(tree: ast.Module) -> list[str]:
    """Dotted names of everything a file imports."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            found += [f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names]
    return found


def functions(tree: ast.AST) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def classes(tree: ast.Module) -> list[ast.ClassDef]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)]


def length(node: ast.AST) -> int:
    return node.end_lineno - node.lineno + 1


# --- The two arrows -------------------------------------------------------------------------


def may_open(app: str, module: str, other_app: str, other: str) -> bool:
    """Whether a module may import another one of this or an earlier app."""
    if other_app == SHARED:
        return True
    if app == SHARED or APPS.index(other_app) > APPS.index(app):
        return False
    if (app, module) == (other_app, other) or other == "":
        return True
    if module in LEAVES:
        return other in LEAVES or LAYER_OF[other] < VIEWS
    if other in LEAVES:
        return other == "templatetags" and LAYER_OF[module] >= LAYER_OF["tables"]
    same_app = app == other_app
    return LAYER_OF[other] < LAYER_OF[module] or (not same_app and LAYER_OF[other] == LAYER_OF[module])


@in_every_app_file
def test_a_module_imports_only_from_its_left(path):
    app, module = room(path)
    doors = [name.split(".") for name in imports(tree_of(path)) if name.split(".")[0] in (*APPS, SHARED)]
    wrong = [".".join(door) for door in doors if not may_open(app, module, door[0], door[1] if len(door) > 1 else "")]
    assert wrong == []


@pytest.mark.parametrize("path", [path for path in APP_CODE if room(path)[0] in APPS], ids=name_of)
def test_every_module_has_a_known_place(path):
    module = room(path)[1]
    assert module in LAYER_OF or module in LEAVES or module == "__init__"


@pytest.mark.parametrize(
    ("app", "module", "other_app", "other", "allowed"),
    [
        ("criteria", "views", "criteria", "models", True),
        ("criteria", "models", "criteria", "views", False),
        ("criteria", "models", "directives", "models", False),
        ("criteria", "models", "communes", "models", True),
        ("criteria", "rules", "communes", "models", False),
        ("criteria", "actions", "accounts", "actions", True),
        ("criteria", "forms", "criteria", "xlsx", False),
        ("criteria", "management", "criteria", "actions", True),
        ("criteria", "management", "criteria", "views", False),
        ("criteria", "actions", "criteria", "admin", False),
        ("ntm_portal", "clock", "communes", "models", False),
        ("reports", "views", "criteria", "templatetags", True),
    ],
)
def test_the_arrows_are_the_ones_we_drew(app, module, other_app, other, allowed):
    assert may_open(app, module, other_app, other) is allowed


@in_every_app_file
def test_imports_are_absolute_and_stand_at_the_top(path):
    tree = tree_of(path)
    inside = [node for function in functions(tree) for node in ast.walk(function)]
    late = [node.lineno for node in inside if isinstance(node, ast.Import | ast.ImportFrom)]
    assert (late, [name for name in imports(tree) if name.startswith(".")]) == ([], [])


def rule_files() -> list[Path]:
    return [path for path in APP_CODE if room(path)[1] == "rules"]


@pytest.mark.parametrize("path", rule_files(), ids=name_of)
def test_a_rule_knows_no_database_request_or_clock(path):
    allowed = ("django.utils.functional", "django.utils.text")
    outside = [name for name in imports(tree_of(path)) if name.startswith(("django.", "ntm_portal.clock"))]
    assert [name for name in outside if not name.startswith(allowed)] == []
    assert re.findall(r"\b(?:today|now|time)\(\)", path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", rule_files(), ids=name_of)
def test_a_rule_never_uses_floats(path):
    names = [node.id for node in ast.walk(tree_of(path)) if isinstance(node, ast.Name)]
    constants = [node.value for node in ast.walk(tree_of(path)) if isinstance(node, ast.Constant)]
    assert ("float" in names, [value for value in constants if isinstance(value, float)]) == (False, [])


@in_every_app_file
def test_only_views_and_doors_know_what_day_it_is(path):
    """Everything else is told the day; an action may read the moment it writes down."""
    module = room(path)[1]
    free = LEAVES | {"views", "clock"}
    asked = set(re.findall(r"\bclock\.(\w+)\(|\b(now|today)\(\)", path.read_text(encoding="utf-8")))
    names = {name for pair in asked for name in pair}
    assert not names & ({"today"} if module == "actions" else {"today", "now"}) or module in free


# --- Budgets --------------------------------------------------------------------------------


@in_every_python_file
def test_files_and_functions_stay_small(path):
    tree = tree_of(path)
    lines = len(path.read_text(encoding="utf-8").splitlines())
    long = {node.name: length(node) for node in functions(tree) if length(node) > 50}
    assert lines <= 400
    assert long == {}


@pytest.mark.parametrize("path", [path for path in APP_CODE if room(path)[1] == "views"], ids=name_of)
def test_a_view_fits_on_one_screen(path):
    assert {node.name: length(node) for node in functions(tree_of(path)) if length(node) > 40} == {}


@pytest.mark.parametrize("path", [path for path in APP_CODE if room(path)[1] == "models"], ids=name_of)
def test_a_model_stays_small(path):
    assert {node.name: length(node) for node in classes(tree_of(path)) if length(node) > 200} == {}


@in_every_template
def test_a_template_stays_small(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 150


# --- Habits ---------------------------------------------------------------------------------


def test_no_module_has_a_name_that_says_nothing():
    assert [name_of(path) for path in PYTHON if {*path.parts[:-1], path.stem} & BANNED_NAMES] == []


@in_every_app_file
def test_nothing_hides_in_a_save_override(path):
    assert [node.lineno for node in functions(tree_of(path)) if node.name == "save"] == []


@in_every_app_file
def test_findings_are_neither_updated_nor_deleted(path):
    """Only the removal of the demonstration deletes, and only rows marked as sample."""
    calls = [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]
    changing = [
        ast.unparse(node)
        for node in calls
        if isinstance(node.func, ast.Attribute) and node.func.attr in {"update", "delete", "bulk_update"}
    ]
    assert [call for call in changing if "finding" in call.casefold() and "sample=True" not in call] == []


def documented(path: Path) -> list[ast.AST]:
    """What must say in one line what it means to the office."""
    module, body = room(path)[1], tree_of(path).body
    if "demo" in path.parts:
        return []
    if module in {"rules", "actions", "views", "permissions"}:
        return [node for node in body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]
    if module != "models":
        return []
    kinds = [node for node in body if isinstance(node, ast.ClassDef)]
    methods = [
        method
        for node in kinds
        if node.name.endswith("QuerySet")
        for method in node.body
        if isinstance(method, ast.FunctionDef) and not method.name.startswith("_")
    ]
    return kinds + methods


@in_every_app_file
def test_what_the_office_can_do_is_explained(path):
    assert [node.name for node in documented(path) if not ast.get_docstring(node)] == []


def test_nothing_is_left_for_later():
    words = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
    texts = ((path, path.read_text(encoding="utf-8")) for path in project_files() if path.suffix in TEXT)
    assert [name_of(path) for path, text in texts if words.search(text)] == []


def test_no_secret_and_no_third_party_file_is_kept():
    foreign = re.compile(
        r"(bootstrap|htmx|jquery|\.min\.).*\.(css|js|map)$|\.(woff2?|ttf|otf|eot|geojson|sqlite3|pem|key)$"
    )
    ignored = {".env"}
    assert [name_of(path) for path in project_files() if foreign.search(path.name) and path.name not in ignored] == []


def test_no_migration_is_missing(db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


# --- Templates ------------------------------------------------------------------------------


def template_name(path: Path) -> str:
    parts = path.parts
    return "/".join(parts[len(parts) - 1 - parts[::-1].index("templates") + 1 :])


@in_every_template
def test_a_template_carries_no_script_or_style_of_its_own(path):
    inline = re.compile(r"<script(?![^>]*\bsrc=)|<style\b|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
    assert inline.findall(path.read_text(encoding="utf-8")) == []


@in_every_template
def test_a_template_does_not_calculate_or_judge(path):
    judging = re.compile(r"\{%\s*(?:el)?if\b[^%]*[=!]=\s*[\"'][A-Z_]+[\"']|\|add:|\|divisibleby|\{%\s*widthratio")
    assert judging.findall(path.read_text(encoding="utf-8")) == []


@in_every_template
def test_a_partial_is_included_with_only_what_it_is_given(path):
    included = re.findall(r"\{%\s*include\b[^%]*%\}", path.read_text(encoding="utf-8"))
    assert [tag for tag in included if not re.search(r"\bonly\s*%\}$", tag)] == []


@in_every_template
def test_a_template_compiles(path):
    get_template(template_name(path))


def test_every_template_is_used():
    found_by_django = {"400.html", "403.html", "404.html", "500.html", "403_csrf.html"}
    texts = [path.read_text(encoding="utf-8") for path in (*APP_CODE, *TEMPLATES)]
    used = set(re.findall(r"""["']([\w./-]+\.html)["']""", "\n".join(texts)))
    names = {template_name(path) for path in TEMPLATES}
    replaced = {name for name in names if name.startswith(("admin/", "bootstrap5/"))}
    assert sorted(names - used - found_by_django - replaced) == []


# --- Documents ------------------------------------------------------------------------------


def test_every_setting_is_explained():
    settings = (ROOT / "ntm_portal" / "settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r"""\benv(?:\.\w+)?\(\s*["']([A-Z_]+)["']""", settings)) | {"DATABASE_URL"}
    explained = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
    assert sorted(name for name in read if f"`{name}`" not in explained) == []


def test_the_readme_is_a_door_plate():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").splitlines()) <= 120


@pytest.mark.parametrize("path", [path for path in project_files() if path.suffix == ".md"], ids=name_of)
def test_a_document_points_only_at_files_that_exist(path):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("path", [path for path in project_files() if path.suffix == ".css"], ids=name_of)
def test_a_stylesheet_closes_every_block_it_opens(path):
    """One brace too few, and everything after it holds only on a telephone."""
    depth = 0
    for line in re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL).splitlines():
        assert not line.startswith("@") or depth == 0, line
        depth += line.count("{") - line.count("}")
    assert depth == 0
