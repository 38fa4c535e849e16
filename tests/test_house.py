"""The house in order: imports point one way, rooms stay small, package files stay empty."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ROOMS = ("tidings", "schemas", "flows")
# They stand beside tidings and are linked into it: installed, all is one package.
LINKED = ("schemas", "flows")
# They import what they need, each other too; no room imports them.
WORKSHOPS = ("training", "tools", "benchmarks")
MODULES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
WORKSHOP_MODULES = sorted(path for room in WORKSHOPS for path in (ROOT / room).rglob("*.py"))
LONGEST_MODULE, LONGEST_FUNCTION = 400, 50
SMALLEST_GATE = 35
LEARNING = {"torch", "onnx", "safetensors", "sklearn"}
# What a pure room may not know: where its text comes from, and what becomes of its records; how the encoder learnt.
FORBIDDEN = {
    "tidings": {
        "tidings.schemas",
        "tidings.flows",
        "pyarrow",
        "pandas",
        "prefect",
        "duckdb",
        "great_expectations",
        "requests",
        "httpx",
    },
    "schemas": {"tidings.flows", "prefect", "duckdb"},
    "flows": {"spacy"},
}
# What a parsed text may be asked; who parses it is not asked by other rooms.
PARSED = ("tidings.parse.tree", "tidings.parse.clauses", "tidings.parse.lemmas")
# What every room of tidings may import, whatever else it may.
GROUND = (
    "tidings.records",
    "tidings.vocabulary",
    "tidings.ontology",
    "tidings.csv_rows",
    "tidings.lean_imports",
    *PARSED,
)
# The picture of docs/architecture.md: all that a room may import of tidings beside the ground and itself.
ALLOWED = {
    "tidings.ontology": (),
    "tidings.readers": (),
    "tidings.articles": (
        "tidings.readers.export_labels",
        "tidings.readers.export_markers",
        "tidings.readers.export_part",
        "tidings.readers.language",
    ),
    "tidings.parse": (),
    "tidings.encoder": (),
    "tidings.actors": ("tidings.encoder.records", "tidings.places.gazetteer"),
    "tidings.places": (),
    "tidings.dates": ("tidings.magnitudes.numbers",),
    "tidings.magnitudes": (),
    "tidings.events": (
        "tidings.encoder.records",
        "tidings.magnitudes",
        "tidings.linking.connected_components",
        "tidings.linking.words",
    ),
    "tidings.linking": (),
    "tidings.schemas": ("tidings.annotation", "tidings.events.candidates", "tidings.places.gazetteer"),
    "tidings.flows": (
        "tidings.schemas",
        "tidings.readers",
        "tidings.articles.segment",
        "tidings.articles.paste",
        "tidings.articles.taken",
        "tidings.annotate",
        "tidings.annotation",
        "tidings.encoder.run",
        "tidings.linking.articles",
        "tidings.linking.events",
    ),
}
# Of the encoder the other rooms see what it says, not how it says it; the flows name the error of its weights.
ENCODER = "tidings.encoder"
OF_THE_ENCODER = {"tidings": {"tidings.encoder.records"}, "schemas": set(), "flows": {"tidings.encoder.run"}}
# The one module that puts the rooms together.
DOOR = "tidings.annotate"
# What a user imports or starts: they lead to the flows, and hold nothing else.
GATES = {"tidings": {"importlib", "os", "typing", "tidings"}, "tidings.__main__": {"sys", "tidings"}}
# The only rooms that know these libraries.
ONLY = {
    "onnxruntime": ("tidings.encoder",),
    "tokenizers": ("tidings.encoder",),
    # the last asks for its stop words
    "spacy": (
        "tidings.parse.spacy_parser",
        "tidings.parse.tree",
        "tidings.parse.word_forms",
        "tidings.linking.stories",
    ),
}

# Words that may stand in code, for their classes are closed: grammar, the calendar. All others are rows with a note.
CLOSED = """
a an the this that these those such both other another
i we he she it they me us him her them you who whom which whose himself herself his their my your our
in on at near outside inside across around throughout within over into to toward towards through of from against with
between by for about above after along alongside amid among as before behind beyond during like off onto out past under
up upon via without versus concerning regarding since
and or nor if unless whether lest until till once when
will shall 'll ’ll wo set go would could may might can ca should must 'd ’d had were
's ’s not n't n’t never neither no hardly barely none nobody nothing
first second third last latest only next more
mon tue wed thu fri sat sun may march august week month year day
"""
CLOSED_CLASSES = frozenset(CLOSED.split())
# Constants whose members only read like words: columns, features and forms, classes of tokens of dates, endings, what a
# tokenizer leaves.
NO_WORDS = re.compile(
    r"\w*(COLUMNS|HEADER|FILES|ROLES|CLASSES|JOINERS)|BOUNDS|SUMMED|COMPARED|EVENT_WORDS|TENSED|JOINING|MONTH_NEIGHBOURS"
    r"|MONTH_OPENERS|SPELLINGS|PEOPLE_ENDINGS|BEGIN_WORDS"
)
LINKS = """
acomp advmod amod appos attr ccomp compound conj csubj csubjpass det dobj nmod npadvmod nsubj nsubjpass nummod oprd
parataxis pobj poss predet prt quantmod
"""
DEPENDENCIES = frozenset(LINKS.split())
# The rooms that read news; readers know formats, which have words of their own.
ROOMS_OF_TEXT = ("actors", "articles", "dates", "events", "linking", "magnitudes", "parse", "places")
ENGLISH = re.compile(r"[a-z’']*[a-z][a-z’']*")


def name(path: Path) -> str:
    """The path as the tests show it."""
    return path.relative_to(ROOT).as_posix()


def module(path: Path) -> str:
    """The name under which a module is imported."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    inside = ("tidings", *parts) if parts[0] in LINKED else parts
    return ".".join(inside).removesuffix(".__init__")


def imported_modules(path: Path) -> set[str]:
    """The full names of all modules a module imports, at its top or within."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names if is_module(f"{node.module}.{alias.name}")}
    return found


def is_module(dotted: str) -> bool:
    """Whether a name of our own is a module or a package, not something in one."""
    path = ROOT.joinpath(*dotted.split("."))
    return path.is_dir() or path.with_suffix(".py").exists()


def imported(path: Path) -> set[str]:
    """The first names of all modules a module imports."""
    return {dotted.partition(".")[0] for dotted in imported_modules(path)}


def rooms_imported(path: Path) -> set[str]:
    """Likewise, with the two rooms that are linked into the package by their own names."""
    linked = {f"tidings.{room}" for room in LINKED}
    return imported(path) | {room for room in linked for dotted in imported_modules(path) if is_in(dotted, (room,))}


def is_in(dotted: str, rooms: tuple[str, ...]) -> bool:
    """Whether a module is one of these or stands in one of them."""
    return any(dotted == room or dotted.startswith(f"{room}.") for room in rooms)


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_point_one_way(path: Path) -> None:
    if module(path) in GATES:
        assert imported(path) <= GATES[module(path)]
        return
    assert not rooms_imported(path) & (FORBIDDEN[path.relative_to(ROOT).parts[0]] | LEARNING)
    assert not imported(path) & {*WORKSHOPS, "tests"}


@pytest.mark.parametrize("room", ALLOWED)
def test_a_room_asks_only_those_it_may(room: str) -> None:
    paths = [path for path in MODULES if is_in(module(path), (room,))]
    assert paths
    may = (*GROUND, room, *ALLOWED[room])
    strays = {
        (name(path), dotted)
        for path in paths
        for dotted in imported_modules(path)
        if dotted.startswith("tidings.") and not is_module_of_none(dotted) and not is_in(dotted, may)
    }
    assert strays == set()


def is_module_of_none(dotted: str) -> bool:
    """Whether a name is a package alone: what is taken from it is looked at by its own name."""
    return ROOT.joinpath(*dotted.split(".")).is_dir()


def test_of_the_encoder_other_rooms_know_its_records_only() -> None:
    strays = {
        (name(path), dotted)
        for path in MODULES
        if not is_in(module(path), (ENCODER, DOOR))
        for dotted in imported_modules(path)
        if is_in(dotted, (ENCODER,)) and dotted not in OF_THE_ENCODER[path.relative_to(ROOT).parts[0]]
    }
    assert strays == set()


@pytest.mark.parametrize("library", ONLY)
def test_a_library_is_known_in_its_room_only(library: str) -> None:
    users = {module(path) for path in MODULES if library in imported(path)}
    assert users
    assert {user for user in users if not is_in(user, ONLY[library])} == set()


@pytest.mark.parametrize("path", [*MODULES, *WORKSHOP_MODULES], ids=name)
def test_modules_are_small_and_say_what_they_are(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    assert len(text.splitlines()) <= LONGEST_MODULE
    if path.name != "__init__.py":
        first = (ast.get_docstring(tree) or "").partition("\n\n")[0]
        assert first, "a module says in one sentence what it is"
        assert not re.search(r"[.!?]\s+[A-Z`]", first), "in one sentence; more of it below an empty line"
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = {f.name: n for f in functions if (n := (f.end_lineno or f.lineno) - f.lineno + 1) > LONGEST_FUNCTION}
    assert not long


@pytest.mark.parametrize("path", sorted((ROOT / "tests").rglob("test_*.py")), ids=name)
def test_every_test_can_fail(path: Path) -> None:
    tests = [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)
    ]
    assert [one.name for one in tests if one.name.startswith("test_") and not asserts(one)] == []


def asserts(test: ast.FunctionDef) -> bool:
    """Whether a test says what must hold: itself, by an expected error, or by a helper that is called for that."""
    called = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(test)
        if isinstance(node, ast.Call)
    }
    said = [node.test for node in ast.walk(test) if isinstance(node, ast.Assert)]
    if any(isinstance(one, ast.Constant) for one in said):  # "assert True" holds whatever happens
        return False
    return bool(said) or any(one in ("raises", "fail") or one.startswith(("assert_", "check")) for one in called)


@pytest.mark.parametrize("path", [p for p in MODULES if p.name == "__init__.py"], ids=name)
def test_package_files_are_empty(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = [node for node in tree.body if not isinstance(node, ast.Expr)]
    if module(path) in GATES:  # its names, and what must be set before any library is loaded
        kept = ast.Import | ast.ImportFrom | ast.If | ast.Assign | ast.FunctionDef
        told = [node for node in told if not isinstance(node, kept)]
        assert len(path.read_text(encoding="utf-8").splitlines()) <= SMALLEST_GATE
    assert not told


def test_a_class_has_a_name_of_its_own() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in MODULES]
    names = Counter(node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
    assert [name for name, count in names.items() if count > 1] == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    names = {module(path) for path in MODULES}
    asked = {module(path): imported_modules(path) & names - {module(path)} for path in MODULES}
    packages = {module(path) for path in MODULES if path.name == "__init__.py"}
    asked = {one: others - packages for one, others in asked.items() if one not in packages}
    while free := [one for one, others in asked.items() if not others & asked.keys()]:
        for one in free:
            del asked[one]
    assert sorted(asked) == []


@pytest.mark.parametrize("path", [*MODULES, *WORKSHOP_MODULES, *sorted((ROOT / "tests").rglob("*.py"))], ids=name)
def test_nobody_imports_a_linked_room_by_its_folder(path: Path) -> None:
    assert not imported(path) & set(LINKED)


def words_in_code(path: Path) -> dict[str, set[str]]:
    """The English words in the constants of a module, by constant."""
    found: dict[str, set[str]] = {}
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.Assign | ast.AnnAssign) or node.value is None:
            continue
        target = node.targets[0] if isinstance(node, ast.Assign) else node.target
        if isinstance(target, ast.Name) and target.id.isupper():
            listed = [one for one in ast.walk(node.value) if isinstance(one, ast.Set | ast.Tuple | ast.List)]
            parts = [part.value for one in listed for part in one.elts if isinstance(part, ast.Constant)]
            words = {word for word in parts if isinstance(word, str) and ENGLISH.fullmatch(word)}
            if len(words) > 1:
                found[target.id] = words
    return found


@pytest.mark.parametrize("room", ROOMS_OF_TEXT)
def test_words_of_open_classes_are_rows(room: str) -> None:
    paths = sorted((ROOT / "tidings" / room).rglob("*.py"))
    told = [(name(path), constant, words) for path in paths for constant, words in words_in_code(path).items()]
    kept = CLOSED_CLASSES | DEPENDENCIES
    strays = [(path, one, words - kept) for path, one, words in told if words - kept and not NO_WORDS.fullmatch(one)]
    assert strays == []
