"""What `query`, `shell` and `export` may do: read the tables, and nothing else; no text of the news is ever run."""

import csv
import io
import shlex
import shutil
from pathlib import Path

import pytest

from tests.flows.conftest import tree
from tests.flows.rows import publish_texts, text_of
from tidings.flows.cli import main
from tidings.flows.commands.errors import Exit
from tidings.flows.storage.warehouse import Warehouse
from tidings.flows.telling.markdown import escaped
from tidings.flows.telling.render_summary import as_markdown, as_text
from tidings.flows.telling.summary import Summary


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse in a folder with signs of SQL and of patterns in its name."""
    root = tmp_path_factory.mktemp("asked") / "o'brien [x]*?"
    publish_texts(root, [("a.txt", text_of(1))])
    publish_texts(root, [("b.txt", text_of(2, "=Norland"))])
    return root


def ask(root: Path, sql: str, *options: str) -> int:
    """The exit code of a question."""
    return main(["query", sql, "--warehouse", str(root), *options])


FORBIDDEN = [
    "SELECT * FROM read_text('{tmp}/secret.txt')",
    "SELECT * FROM '{tmp}/secret.txt'",
    "SELECT * FROM read_csv('{tmp}/secret.txt')",
    "SELECT * FROM glob('{tmp}/*')",
    "COPY events TO '{tmp}/out.csv'",
    "COPY (SELECT 1) TO '{folder}/events/x.parquet'",
    "EXPLAIN ANALYZE COPY (SELECT 1) TO '{folder}/events/x.parquet'",
    "EXPORT DATABASE '{tmp}/out'",
    "ATTACH '{tmp}/out.db'",
    "ATTACH '{folder}/out.db'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "SET enable_external_access = true",
    "SET allowed_directories = ['/']",
    "RESET lock_configuration",
    "CREATE TABLE mine AS SELECT 1",
    "SELECT 1; COPY (SELECT 1) TO '{folder}/events/x.parquet'",
    "SELECT * FROM database",
    "PRAGMA enable_profiling",
]


@pytest.mark.parametrize("sql", FORBIDDEN)
def test_a_question_reads_the_tables_only(
    root: Path, tmp_path: Path, sql: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "secret.txt").write_text("secret\n")
    folder = Warehouse(root).require().folder
    before = tree(root), tree(tmp_path)
    escaped_folder = str(folder).replace("'", "''")
    assert ask(root, sql.format(tmp=tmp_path, folder=escaped_folder)) == Exit.USAGE
    told = capsys.readouterr()
    assert "secret\n" not in told.out
    assert "Traceback" not in told.err
    assert (tree(root), tree(tmp_path)) == before


@pytest.mark.parametrize(
    "sql", ["FROM events", "SELECT 1 AS x", "DESCRIBE events", "SHOW TABLES", "EXPLAIN FROM dyads", "SUMMARIZE events",
            "WITH a AS (FROM actors) SELECT count(*) FROM a", "SELECT e.*, a.* FROM events e, articles a"]
)  # fmt: skip
@pytest.mark.parametrize("form", ["csv", "table"])
def test_what_reads_the_tables_is_answered(root: Path, sql: str, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert ask(root, sql, "--format", form) == Exit.GOOD
    assert capsys.readouterr().out


def test_files_are_allowed_when_asked_for(root: Path, tmp_path: Path) -> None:
    assert ask(root, f"COPY (SELECT 1 AS x) TO '{tmp_path}/out.csv'", "--allow-files") == Exit.GOOD
    assert (tmp_path / "out.csv").read_text() == "x\n1\n"


def test_shell_reads_only(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    lines = iter(
        ["COPY (SELECT 1) TO 'x.csv';", "SELECT * FROM read_text('/etc/hostname');", "SELECT 41 + 1;", ".quit"]
    )
    monkeypatch.setattr("builtins.input", lambda prompt: next(lines))
    assert main(["shell", "--warehouse", str(root)]) == Exit.GOOD
    told = capsys.readouterr().out
    assert "only one statement that reads" in told
    assert "disabled" in told
    assert "42" in told


@pytest.mark.parametrize(("options", "mark"), [((), "'"), (("--keep-formulas",), "")])
def test_texts_like_formulas_are_marked_in_csv(
    root: Path, tmp_path: Path, options: tuple[str, ...], mark: str, capsys: pytest.CaptureFixture[str]
) -> None:
    question = (
        "SELECT '=1+1' AS a, '+1' AS b, '-1' AS c, '@x' AS d, chr(9) || 'e' AS e, chr(13) AS f, 'a=b' AS g, -1 AS h"
    )
    assert ask(root, question, "--format", "csv", *options) == Exit.GOOD
    (row,) = csv.DictReader(io.StringIO(capsys.readouterr().out, newline=""))
    assert [row[name][0] for name in "abcd"] == ([mark] * 4 if mark else list("=+-@"))
    assert (row["g"], row["h"]) == ("a=b", "-1")
    for form in ("polecat", "gdelt", "acled-like"):
        assert main(["export", str(tmp_path / form), "--format", form, "--warehouse", str(root), *options]) == Exit.GOOD
    lines = csv.reader((tmp_path / "polecat").read_text(encoding="utf-8").splitlines(), delimiter="\t")
    cells = [cell for line in lines for cell in line if "Norland" in cell]
    assert sorted(cells) == ["'=Norland", "Norland"] if mark else ["=Norland", "Norland"]


def test_names_are_escaped_on_a_page() -> None:
    name = "<script>alert(1)</script>[x](javascript:alert(1))|`\n# *a*"
    told = as_markdown(
        Summary(
            "w", "r", 1, 1, 0, {"loaded": 1}, {}, 1, {}, 1, {"ACCUSE": 1}, {}, ((name, "state", 1),), {}, {}, {}, 0.0
        )
    )
    assert escaped(name) in told
    assert not any(sign in told for sign in ("<script", "](", "javascript:", "\n# *a"))


def test_what_to_do_next_can_be_pasted() -> None:
    told = as_text(Summary("o'brien w", "r", 1, 0, 3, {}, {}, 1, {}, 1, {}, {}, (), {}, {}, {"events": 1}, 0.0))
    line = next(line for line in told.splitlines() if " shell " in line)
    assert shlex.split(line)[-1] == "o'brien w"
    assert repr("o'brien w") in told


def test_a_copy_under_another_name_answers(root: Path, tmp_path: Path) -> None:
    shutil.copytree(root, tmp_path / "event_month=1 'q'", symlinks=True)
    assert ask(tmp_path / "event_month=1 'q'", "SELECT event_month FROM (SELECT 1 AS event_month)") == Exit.GOOD
