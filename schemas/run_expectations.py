"""Run a suite on a frame: which rows fail which expectation; an error inside a check is a failure of the check."""

import logging
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pandas as pd

os.environ.setdefault("GX_ANALYTICS_ENABLED", "false")
from tidings.lean_imports import without

# One expectation that we do not use draws pictures and tests distributions; what it needs is half of the loading.
with without(hollow={"altair": (), "scipy": ("stats",)}):
    import great_expectations as gx
from great_expectations.core.batch_definition import BatchDefinition
from great_expectations.core.expectation_validation_result import ExpectationValidationResult
from great_expectations.datasource.fluent.interfaces import Batch
from great_expectations.expectations.expectation import Expectation

__all__ = ["FailedExpectation", "examine", "gx"]

logging.getLogger("great_expectations").setLevel(logging.WARNING)  # it tells of every temporary folder it makes


@dataclass(frozen=True, slots=True)
class FailedExpectation:
    """An expectation that is not met: the positions of the rows, or none where the frame as a whole fails."""

    expectation: str
    columns: str
    positions: tuple[int, ...]
    detail: str


def examine(frame: pd.DataFrame, expectations: Sequence[Expectation]) -> list[FailedExpectation]:
    """The failures of a frame that has rows; whether it may have none, the caller must know."""
    if not len(frame) or not expectations:
        return []
    batch = _definition().get_batch(batch_parameters={"dataframe": frame})
    suite = gx.ExpectationSuite(name="rows", expectations=list(expectations))
    if not _failed(batch, suite, "BOOLEAN_ONLY"):  # whether any row fails costs half of asking which
        return []
    return [_failure(result.to_json_dict()) for result in _failed(batch, suite, "COMPLETE")]


def _failed(batch: Batch, suite: gx.ExpectationSuite, result_format: str) -> list[ExpectationValidationResult]:
    """The results of the expectations that are not met; RuntimeError when one of them gave none."""
    verdict = batch.validate(suite, result_format=result_format)
    if len(verdict.results) != len(suite.expectations):
        raise RuntimeError(f"{len(suite.expectations)} expectations gave {len(verdict.results)} results")
    return [result for result in verdict.results if not result.success]


@lru_cache(maxsize=1)
def _definition() -> BatchDefinition:
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("frames").add_dataframe_asset("frame")
    return asset.add_batch_definition_whole_dataframe("whole")


def _failure(result: dict[str, Any]) -> FailedExpectation:
    config, found = result["expectation_config"], result["result"]
    kwargs = config["kwargs"]
    columns = kwargs.get("column") or "/".join(
        kwargs.get("column_list") or [kwargs[name] for name in ("column_A", "column_B") if name in kwargs]
    )
    positions = tuple(int(at) for at in found.get("unexpected_index_list") or ())
    raised = [error["exception_message"] for error in _exceptions(result.get("exception_info") or {})]
    seen = found.get("partial_unexpected_list") or found.get("observed_value")
    return FailedExpectation(config["type"], columns, positions, "; ".join(raised) or f"found {str(seen)[:200]}")


def _exceptions(info: dict[str, Any]) -> list[dict[str, Any]]:
    """What was raised: Great Expectations gives one record, or one for each metric."""
    records = [info] if "raised_exception" in info else list(info.values())
    return [record for record in records if record.get("raised_exception")]
