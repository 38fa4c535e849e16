"""How the documents of a warehouse were read, and whether a run reads in the same way."""

from collections.abc import Iterator

from tidings.flows.storage.manifest import Manifest, ReadSettings


def reads_otherwise(before: Manifest, now: ReadSettings) -> bool:
    """Whether documents of the warehouse may have been read in another way than a run reads now."""
    return before.is_mixed or (before.reading is not None and before.reading != now)


def told(before: Manifest | None, now: ReadSettings | None) -> str | None:
    """What a person should know who runs over files that were read in another way; None when there is nothing."""
    if before is None or now is None or not reads_otherwise(before, now):
        return None
    differing = ", ".join(_differences(before.reading, now)) if before.reading else ""
    how = f"with other settings ({differing})" if differing else "with other settings, before the last run"
    return (
        f"Files that were there already were read {how}; they were not read again. "
        'To read them again: --reprocess "CONDITION", for instance --reprocess true'
    )


def _differences(before: ReadSettings, now: ReadSettings) -> Iterator[str]:
    if before.least_confidence != now.least_confidence:
        said, says = (_said(reading.least_confidence) for reading in (before, now))
        yield f"--min-confidence {said}, now {says}"
    if before.weights != now.weights:
        yield "other weights"
    if before.knowledge != now.knowledge:
        yield "other --actors or --lexicon"
    if before.pipeline_version != now.pipeline_version:
        yield f"tidings {before.pipeline_version}, now {now.pipeline_version}"


def _said(confidence: float | None) -> str:
    return "as advised" if confidence is None else f"{confidence:g}"
