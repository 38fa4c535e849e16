"""Check the rows of the lexicon: ids are unique, examples are read, and which rows are never used on texts of your own.

`python -m tools.check_rows [FILE ...]`: files of JSON lines, which may be packed, each line with a `text`.
"""

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from tidings.actors.mentions import find_mentions
from tidings.annotate import annotate, load_knowledge
from tidings.events.lexicon.frames import Frame
from tidings.events.lexicon.load import Lexicon, own_lexicon
from tidings.events.passage_index import PassageIndex, read
from tidings.events.triggers.encoder_detector import row_used
from tidings.events.triggers.lexicon_detector import find_triggers
from tidings.parse.spacy_parser import load_model
from tidings.parse.tree import Doc, plain
from tidings.places.find import find_places
from tidings.records import Passage
from training.data import read_jsonl

BATCH = 256


def frames_of(lexicon: Lexicon) -> list[Frame]:
    """All rows of a lexicon, each once."""
    return list({id(frame): frame for frames in lexicon.frames.values() for frame in frames}.values())


def repeated_ids(frames: Iterable[Frame]) -> dict[str, int]:
    """The ids that more than one row bears, and how many."""
    return {row_id: count for row_id, count in Counter(frame.row_id for frame in frames).items() if count > 1}


def found_in_examples(frames: Sequence[Frame], lexicon: Lexicon) -> Mapping[str, tuple[Frame, ...]]:
    """By example: the rows that fire there."""
    examples = sorted({frame.example for frame in frames})
    docs = map(plain, load_model().pipe(examples, batch_size=BATCH))
    return {example: _fired(_read(doc, lexicon)) for example, doc in zip(examples, docs, strict=True)}


def unread_rows(frames: Iterable[Frame], found: Mapping[str, tuple[Frame, ...]]) -> list[str]:
    """The ids of the rows in whose example no row of their type fires."""
    return [one.row_id for one in frames if one.event_type not in {row.event_type for row in found[one.example]}]


def outdone_rows(frames: Iterable[Frame], found: Mapping[str, tuple[Frame, ...]]) -> list[str]:
    """The ids of the rows in whose example another row of their type goes before."""
    others = (one for one in frames if one.row_id not in {row.row_id for row in found[one.example]})
    return [one.row_id for one in others if one.event_type in {row.event_type for row in found[one.example]}]


def _read(doc: Doc, lexicon: Lexicon) -> PassageIndex:
    mentions, actors = find_mentions(doc, published=None)
    places = find_places(doc, mentions=mentions, actors=actors)
    return read(
        doc,
        lexicon,
        mentions=mentions,
        actors=actors,
        places=places,
        dates=(),
        magnitudes=(),
        published=None,
        body_start=0,
    )


def _fired(reading: PassageIndex) -> tuple[Frame, ...]:
    found = (find_triggers(reading, sentence) for sentence in reading.doc.sents)
    return tuple(trigger.frame for triggers in found for trigger in triggers)


def used_rows(texts: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """The id of a row each time that one is used, and whether it is by the encoder's trigger, not by the row alone."""
    known = load_knowledge()
    for text in texts:
        coded = annotate(Passage(text), knowledge=known).coded
        reading = coded.reading if coded is not None else None
        if reading is None:
            continue
        for sentence in reading.doc.sents:
            rows = find_triggers(reading, sentence)
            yield from ((row.frame.row_id, False) for row in rows)
            for scored in reading.encoded.output.triggers if reading.encoded is not None else ():
                if sentence.start_char <= scored.start < sentence.end_char:
                    row = row_used(reading, scored, rows)
                    if row is not None:
                        yield row.row_id, True


def main() -> int:
    """Print what is wrong, then each row with how often it fires and how often it serves a trigger of the encoder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="JSON lines with a text: which rows are used there")
    files = parser.parse_args().files
    lexicon = own_lexicon()
    frames = frames_of(lexicon)
    found = found_in_examples(frames, lexicon)
    twice, unread, outdone = repeated_ids(frames), unread_rows(frames, found), outdone_rows(frames, found)
    for row_id, count in twice.items():
        print(f"{count} rows are called {row_id}")
    for row_id in unread:
        print(f"no row of its type fires in its example: {row_id}")
    for row_id in outdone:
        print(f"another row reads its example: {row_id}")
    if files:
        uses = Counter(used_rows(row["text"] for path in files for row in read_jsonl(path)))
        for frame in frames:
            print(uses[frame.row_id, False], uses[frame.row_id, True], frame.row_id, sep="\t")
    print(f"{len(frames)} rows: {len(twice)} ids twice, {len(unread)} unread, {len(outdone)} outdone", file=sys.stderr)
    return 1 if twice or unread else 0


if __name__ == "__main__":
    sys.exit(main())
