"""Labelled news from every source at hand, in one form: a text, its sentences, its events by their spans."""

import argparse
import gzip
import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from training.lab import LabError, read_lab
from training.packaged_news import packaged_news
from training.texts import Label, Party, Span, Text

HERE = Path(__file__).parent
GOLD = HERE.parent / "tests" / "gold"
LABELS = HERE / "labels"
PACKAGED = "packaged"
BUILD = HERE.parent / "build" / "training"


def data_folder(written: str) -> Path:
    """The folder with corpus/ and bench/, for argparse."""
    folder = Path(written)
    if missing := [name for name in ("corpus", "bench") if not (folder / name).is_dir()]:
        raise argparse.ArgumentTypeError(
            f"{written} has no {' and no '.join(missing)}: give the folder of the labelled news (make ... DATA=FOLDER)"
        )
    return folder


def read_jsonl(path: Path) -> Iterator[Mapping[str, Any]]:
    """The rows of a file of JSON lines, which may be packed."""
    with gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def corpus_text(row: Mapping[str, Any]) -> Text:
    """A line of the corpus, labelled or not."""
    labels = tuple(_corpus_label(event) for event in row["events"]) if "events" in row else None
    return Text(row["id"], row.get("source", "?"), row.get("date"), row["text"], labels)


def _span_of(told: Mapping[str, Any] | None) -> Span | None:
    return (told["start"], told["end"]) if told and told.get("start") is not None else None


def _corpus_label(event: Mapping[str, Any]) -> Label:
    def side(name: str) -> tuple[Party, ...]:
        return tuple(Party(_span_of(p), p["name"], p["country"]) for p in event[name])

    return Label(
        trigger=(event["start"], event["end"]),
        types=tuple(event["types"]),
        is_core=event["core"],
        status=event["status"],
        sources=side("sources"),
        targets=side("targets"),
        place=_span_of(event.get("place")),
        when=_span_of(event.get("when")),
        same=event["same"] - 1 if event.get("same") else None,
    )


def gold_texts(folder: Path) -> Iterator[Text]:
    """The tuned half of the project's own gold; the held half is never read here."""
    for path in sorted(folder.glob("*.jsonl")):
        for row in read_jsonl(path):
            if row["split"] == "dev":
                labels = tuple(_gold_label(row["text"], event) for event in row.get("events", ()))
                yield Text(f"gold/{path.stem}/{row['id']}", "gold", row.get("published"), row["text"], labels)


def _gold_label(text: str, event: Mapping[str, Any]) -> Label:
    start, end = event["triggers"][0]

    def side(name: str) -> tuple[Party, ...]:
        return tuple(
            Party(_nearest(text, p["text"], start), p["text"] or p["country"] or "?", p["country"]) for p in event[name]
        )

    return Label(
        trigger=(start, end),
        types=(event["event_type"], *(t for t in event["accepted_types"] if t != event["event_type"]))[:2],
        is_core=not event["optional"],
        status=event["status"][0],
        sources=side("sources"),
        targets=side("targets"),
        place=_nearest(text, event["place"], start),
        counts=tuple((m["kind"], _written(m["low"], m["high"])) for m in event["magnitudes"]),
    )


def _written(low: float | None, high: float | None) -> str:
    """Bounds as the labels of the corpus write them."""
    return f"<{high}" if low is None else f">{low}" if high is None else f"{low}-{high}"


def _nearest(text: str, words: str | None, at: int, *, within: int = 400) -> Span | None:
    """Where the words stand nearest to a place of the text; None when they do not, or only far away."""
    if not words:
        return None
    pattern = r"\b" + r"\s+".join(re.escape(word) for word in words.split())
    spans = [found.span() for found in re.finditer(pattern, text)] or [
        found.span() for found in re.finditer(pattern, text, re.IGNORECASE)
    ]
    near = min(spans, key=lambda span: abs(span[0] - at), default=None)
    return near if near is not None and abs(near[0] - at) <= within else None


def bench_documents(folder: Path) -> Iterator[Text]:
    """Whole documents labelled by hand, as raw text; a label whose words cannot be found is left out."""
    for path in sorted((folder / "labels").glob("*.json")):
        row = json.loads(path.read_text(encoding="utf-8"))
        text = (folder / "files" / row["file"]).read_text(encoding="utf-8", errors="replace")
        labels = tuple(label for event in row["events"] if (label := _document_label(text, event)) is not None)
        yield Text(f"documents/{path.stem}", "documents", None, text, labels)


def _document_label(text: str, event: Mapping[str, Any]) -> Label | None:
    quote = _nearest(text, event["quote"], 0, within=len(text))
    if quote is None:
        return None
    start, end = quote
    trigger = _nearest(text[start:end], event["trigger"], 0, within=end - start)
    if trigger is None:
        return None
    at = start + trigger[0]

    def side(name: str) -> tuple[Party, ...]:
        return tuple(Party(_nearest(text, p["text"], at, within=200), p["text"], p.get("country")) for p in event[name])

    place = event["place"]
    return Label(
        trigger=(at, start + trigger[1]),
        types=tuple(event["types"][:2]),
        is_core=event["core"],
        status=event["status"],
        sources=side("source"),
        targets=side("target"),
        place=_nearest(text, place["name"], at, within=200) if place and place.get("name") else None,
    )


def sentence_texts(folder: Path) -> Iterator[Text]:
    """The sentences that others have coded, without labels: for the rules to read first."""
    for path in sorted(folder.glob("*.jsonl")):
        for row in read_jsonl(path):
            yield Text(row["id"], "sentences", row.get("date"), row["text"], None)


def bench_sentences(folder: Path, rules: Mapping[str, Mapping[str, Any]]) -> Iterator[Text]:
    """Sentences for which others have coded one event: its type and its parties, without the words that tell it.

    The words are those by which the rules read an event of that type; a sentence without one is left out. What else
    the sentence tells is not known: `is_complete` is false.
    """
    for path in sorted(folder.glob("*.jsonl")):
        for row in read_jsonl(path):
            told = rules.get(row["id"])
            if told is None or len(row["events"]) != 1 or (label := _sentence_label(row, told)) is None:
                continue
            yield Text(row["id"], "sentences", row.get("date"), row["text"], (label,), is_complete=False)


def _sentence_label(row: Mapping[str, Any], told: Mapping[str, Any]) -> Label | None:
    (event,) = row["events"]
    read = next((e for e in told["events"] if e["event_type"] == event.get("plover")), None)
    if read is None:
        return None
    return Label(
        trigger=(read["trigger_start"], read["trigger_end"]),
        types=(event["plover"],),
        is_core=True,
        status=read["status"],
        sources=_sentence_side(row["text"], event, "source", told["mentions"]),
        targets=_sentence_side(row["text"], event, "target", told["mentions"]),
    )


def _sentence_side(
    text: str, event: Mapping[str, Any], side: str, mentions: Sequence[Mapping[str, Any]]
) -> tuple[Party, ...]:
    """The parties of a side: the rules' mention that covers most of the words coded, else those words."""
    written = event.get(f"{side}_text") or []
    names = [written] if isinstance(written, str) else [name for name in written if name]
    parties = []
    for name in names:
        span = _nearest(text, name, 0, within=len(text))
        if span is None:
            continue
        inside = [m for m in mentions if span[0] <= m["start"] and m["end"] <= span[1]]
        best = max(inside, key=lambda m: (m["end"] - m["start"], m["start"]), default=None)
        at = (best["start"], best["end"]) if best else span
        parties.append(Party(at, name, best["country"] if best else None))
    return tuple(parties)


def labelled_later(folder: Path, texts: Mapping[str, Text]) -> Iterator[Text]:
    """The texts whose labels stand in `.lab` files of a folder; sentences.jsonl beside them says which characters
    each sentence is, and by its checksum that the text is the same. Raises LabError."""
    for row in read_jsonl(folder / "sentences.jsonl"):
        text, path = texts[row["id"]], folder / f"{row['id']}.lab"
        if hashlib.sha256(text.text.encode()).hexdigest() != row["sha256"]:
            raise LabError(f"{path}: the text of {row['id']} is not the one that was labelled")
        lab = path.read_text(encoding="utf-8")
        yield replace(text, labels=read_lab(path.name, lab, text.text, [(a, b) for a, b in row["sentences"]]))


def labelled_news(folder: Path) -> Iterator[Text]:
    """The texts of the packaged news that have labels. Raises LabError."""
    return labelled_later(folder / PACKAGED, {text.text_id: text for text in packaged_news()})


def load_texts(data: Path, gold: Path, labels: Path, rules: Mapping[str, Mapping[str, Any]]) -> list[Text]:
    """Every labelled text in a fixed order: the corpus, the later labels, the packaged news, the bench's documents and
    sentences, the own gold. `rules`: what the rules alone read, by id."""
    corpus, bench = data / "corpus", data / "bench" / "data"
    texts = [corpus_text(row) for name in ("labelled", "labelled2") for row in read_jsonl(corpus / f"{name}.jsonl")]
    texts += labelled_later(labels, {text.text_id: text for text in unlabelled(corpus)})
    texts += labelled_news(labels)
    texts += bench_documents(bench / "documents")
    texts += gold_texts(gold)
    texts += bench_sentences(bench / "sentences", rules)
    return texts


def unlabelled(corpus: Path) -> list[Text]:
    """The texts of the corpus that came without labels."""
    return [corpus_text(row) for row in read_jsonl(corpus / "unlabelled.jsonl.gz")]
