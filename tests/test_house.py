"""The laws of the house that no linter knows: sizes, names, and the one place for each dangerous thing.

What is read are the files git tracks, or would track: a stray file of a person's own breaks nothing.
"""

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROOMS = {"courses", "learners", "cms", "seeds", "tests"}
FILE_LINES, FUNCTION_LINES, TEMPLATE_LINES = 300, 25, 100
BANNED_NAMES = {"utils", "helpers", "common", "misc", "manager", "managers", "util", "helper"}
# The program that is started names the settings before any setting can be read.
ENTRANCES = {"manage.py", "cms/wsgi.py", "cms/asgi.py", "cms/celery.py"}
BLEACH_PLACES = {"courses/html.py"}
PILLOW_PLACES = {"courses/images.py", "seeds/pictures.py"}
# Each marks as safe only what courses/html.py cleaned or what it escaped itself.
SAFE_PLACES = {
    "cms/templatetags/icons.py",
    "cms/templatetags/kept.py",
    "courses/html.py",
    "courses/templatetags/items.py",
    "cms/templates/account/email/login_code_message.txt",
    "cms/templates/account/email/unknown_account_message.txt",
}
PURE = ("courses/items/", "courses/rules/", "courses/importers/", "courses/exporters/", "courses/text.py")


def test_the_top_holds_the_five_rooms_and_nothing_else():
    assert {path.split("/")[0] for path in tracked() if "/" in path and not path.startswith(".")} == ROOMS


def test_no_file_is_longer_than_three_hundred_lines():
    assert {path: n for path in code() if (n := len(lines(path))) > FILE_LINES} == {}


def test_no_function_is_longer_than_twenty_five_lines_of_code():
    long = {
        f"{path}:{node.lineno} {node.name}": n for path, node in functions() if (n := size(path, node)) > FUNCTION_LINES
    }
    assert long == {}


def test_no_template_is_longer_than_a_hundred_lines():
    assert {path: n for path in templates() if (n := len(lines(path))) > TEMPLATE_LINES} == {}


def test_no_module_has_a_name_that_says_nothing():
    assert [
        path for path in tracked() if path.endswith(".py") and BANNED_NAMES & set(Path(path).with_suffix("").parts)
    ] == []


def test_only_the_sanitiser_imports_bleach():
    assert {path for path in code() if imports(path, "bleach")} <= BLEACH_PLACES


def test_only_the_picture_modules_import_pillow():
    assert {path for path in code() if imports(path, "PIL")} <= PILLOW_PLACES


def test_only_the_settings_reader_touches_the_environment():
    readers = {path for path in code() if re.search(r"\bos\.environ\b|\bgetenv\b|import environ\b", text(path))}
    assert readers <= ENTRANCES | {"cms/settings/env.py"}


def test_entrances_only_name_the_settings():
    for path in ENTRANCES & set(code()):
        touched = [line.strip() for line in lines(path) if "environ" in line]
        assert [line for line in touched if 'os.environ.setdefault("DJANGO_SETTINGS_MODULE"' not in line] == [], path


def test_nothing_is_marked_safe_outside_the_listed_places():
    marks = re.compile(r"\bmark_safe\b|\bSafeString\b|\bSafeText\b|\|\s*safe\b|\|\s*safeseq\b|autoescape\s+off")
    assert {path for path in [*code(), *templates()] if marks.search(text(path))} <= SAFE_PLACES


def test_items_rules_and_importers_know_no_database():
    pure = [path for path in code() if path.startswith(PURE)]
    assert {path for path in pure if imports(path, "django.db", "courses.models", "wagtail.models")} == set()


def test_templates_of_courses_do_not_load_tags_of_learners():
    taught = [path for path in templates() if path.startswith("courses/")]
    assert {path for path in taught if loaded_tags(path) & tags_of("learners", "cms")} == set()
    assert {
        path for path in templates() if path.startswith("learners/") and loaded_tags(path) & tags_of("cms")
    } == set()


def test_no_view_is_freed_from_the_check_against_forged_forms():
    assert {path for path in code() if re.search(r"csrf_exempt|CsrfExempt", text(path))} == set()


def test_no_form_or_api_takes_whatever_fields_there_are():
    everything = re.compile(
        r"""\b(fields|model_fields|api_fields)\s*=\s*\(?\[?["']__all__["']|^\s+exclude\s*=\s*\[\s*\]""", re.M
    )
    assert {path for path in code() if everything.search(text(path))} == set()


def test_no_api_or_search_field_names_an_answer_key():
    found = {}
    for path in code():
        for name, fields in field_lists(path, {"api_fields", "search_fields"}):
            secret = {
                field
                for field in fields
                if re.search(r"(^|_)(key|keys|answer|answers|feedback|explanation|correct)($|_)", field)
            }
            if secret:
                found[f"{path} {name}"] = secret
    assert found == {}


def test_no_file_names_a_registry_or_a_folder_of_one_machine():
    # Written in pieces, so that this file does not find itself.
    hosts = [
        "pypi" + ".org",
        "files.python" + "hosted",
        "registry." + "npmjs",
        "registry." + "yarnpkg",
        "npm" + "mirror",
    ]
    flags = ["--index" + "-url", "--extra-index" + "-url", "--find" + "-links"]
    folders = [f"/{name}/" for name in ("ro" + "ot", "wo" + "rk", "ho" + "me", "Us" + "ers")]
    marks = re.compile(
        "|".join([*map(re.escape, [*hosts, *flags]), *(rf"(?<![\w.}}/-]){folder}\w" for folder in folders)])
    )
    found = {path: hit.group() for path in tracked() if is_text(path) and (hit := marks.search(text(path)))}
    # The lock is made without index lines; the option that says so is the only one allowed.
    assert {path: hit for path, hit in found.items() if path != "Makefile"} == {}
    assert marks.search(text("Makefile").replace("--no-emit-index" + "-url", "")) is None


@cache
def tracked() -> tuple[str, ...]:
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout  # noqa: S603
    return tuple(sorted({path for path in listed.split("\0") if path and (ROOT / path).is_file()}))


def code() -> list[str]:
    """Python that people run, so neither tests nor migrations, which Django writes."""
    return [path for path in tracked() if path.endswith(".py") and not re.match(r"tests/|.*/migrations/", path)]


def templates() -> list[str]:
    return [
        path for path in tracked() if "/templates/" in path and Path(path).suffix in {".html", ".txt", ".svg", ".xml"}
    ]


@cache
def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def lines(path: str) -> list[str]:
    return text(path).splitlines()


def is_text(path: str) -> bool:
    return b"\0" not in (ROOT / path).read_bytes()[:4096]


@cache
def tree(path: str) -> ast.Module:
    return ast.parse(text(path), path)


def functions() -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for path in code():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield path, node


def size(path: str, node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines of code from ``def`` to the end: neither decorators nor docstring, blank lines or comments."""
    documented = node.body[0] if ast.get_docstring(node, clean=False) is not None else None
    told = range(documented.lineno, documented.end_lineno + 1) if documented else range(0)
    numbered = [(n, lines(path)[n - 1].strip()) for n in range(node.lineno, node.end_lineno + 1) if n not in told]
    return len([n for n, line in numbered if line and not line.startswith("#")])


def imports(path: str, *packages: str) -> bool:
    """Whether a module imports one of the packages or anything inside them."""
    names = []
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names += [node.module or "", *(f"{node.module}.{alias.name}" for alias in node.names)]
    return any(name == package or name.startswith(f"{package}.") for name in names for package in packages)


def loaded_tags(path: str) -> set[str]:
    loads = re.findall(r"{%\s*load\s+([^%]*?)\s*%}", text(path))
    return {word for load in loads for word in re.sub(r"^.*\bfrom\s+", "", load).split()}


def tags_of(*rooms: str) -> set[str]:
    return {Path(path).stem for path in code() for room in rooms if path.startswith(f"{room}/templatetags/")} - {
        "__init__"
    }


def field_lists(path: str, names: set[str]) -> Iterator[tuple[str, set[str]]]:
    """The texts that stand in each assignment to one of ``names``."""
    for node in ast.walk(tree(path)):
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        for target in targets:
            if isinstance(target, ast.Name) and target.id in names and node.value is not None:
                words = (part.value for part in ast.walk(node.value) if isinstance(part, ast.Constant))
                yield target.id, {word for word in words if isinstance(word, str)}
