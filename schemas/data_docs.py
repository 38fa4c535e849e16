"""Data Docs of Great Expectations: pages that show every expectation on the tables, and what it found."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from pathlib import Path

import pyarrow as pa

from tidings.schemas.run_expectations import gx
from tidings.schemas.suites import row_suite
from tidings.schemas.table import Table
from tidings.schemas.validation_frames import References, frames

SITE, SOURCE = "tables", "warehouse"
INDEX = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Data Docs</title>
<style>body {{ font: 16px sans-serif; margin: 2em }} td {{ padding: .2em 1em }}</style>
<h1>What is expected of the tables</h1>
<table><tr><th>rows of<th>all that is expected<th>what was found{rows}</table></html>
"""


def write_data_docs(chunks: Iterable[tuple[Table, pa.Table, References]], folder: Path) -> Path:
    """Validate the rows of tables and show the results in a folder; its first page.

    Each chunk is a validation of its own. The pages ask other hosts for their style, and are whole without it; the
    first page asks nobody, for the library's own stays empty without a network.
    """
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    context.add_data_docs_site(site_name=SITE, site_config=_site(folder))
    source = context.data_sources.add_pandas(SOURCE)
    known: dict[str, gx.ValidationDefinition] = {}
    found: dict[str, list[bool]] = defaultdict(list)
    for table, rows, references in chunks:
        suites = row_suite(table)
        for name, frame in frames(table, rows, references).items():
            if not len(frame) or not suites.get(name):
                continue
            if name not in known:
                batch = source.add_dataframe_asset(name).add_batch_definition_whole_dataframe("rows")
                suite = context.suites.add(gx.ExpectationSuite(name=name, expectations=list(suites[name])))
                made = gx.ValidationDefinition(name=name, data=batch, suite=suite)
                known[name] = context.validation_definitions.add(made)
            verdict = known[name].run(batch_parameters={"dataframe": frame}, result_format="SUMMARY")
            found[name].append(bool(verdict.success))
    context.build_data_docs(site_names=[SITE])
    index = folder / "index.html"
    index.write_text(INDEX.format(rows="".join(_lines(folder, found))), encoding="utf-8")
    return index


def _lines(folder: Path, found: Mapping[str, Sequence[bool]]) -> Iterable[str]:
    for name, verdicts in found.items():
        suite = f"expectations/{name.replace('.', '/')}.html"
        pages = sorted((folder / "validations").rglob(f"{SOURCE}-{name}.html"))
        results = ", ".join(
            f'<a href="{escape(page.relative_to(folder).as_posix())}">{"met" if is_met else "not met"}</a>'
            for page, is_met in zip(pages[-len(verdicts) :], verdicts, strict=True)
        )
        yield f'\n<tr><td>{escape(name)}<td><a href="{escape(suite)}">expected</a><td>{results}'


def _site(folder: Path) -> dict[str, object]:
    backend = {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder.absolute())}
    return {
        "class_name": "SiteBuilder",
        "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        "store_backend": backend,
    }
