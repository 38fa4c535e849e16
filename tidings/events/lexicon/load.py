"""Read the event lexicon: frames from the CSV files of the folder beside this module, every cell checked.

A file whose name begins with `verbs`, `nouns` or `phrases` holds frames, one sense a row, in these columns:

- `trigger`: lemmas parted by blanks, alternatives by `|`: `accuse`, `criticize|slam`, `shoot down`,
  `hold|have talk|discussion`. The head is the first word of a verb or adjective, the last of a noun, or the word marked
  with `*` (`state* of emergency`). The other words must hang together with the head in the parse, in any order and with
  any words between. -ize, -ization, -or, -ense stand for -ise, -isation, -our, -ence too, `ceasefire` for `cease-fire`.
- `sense`: a word that tells the row from others of the same trigger and type; nothing where there is none. The id of a
  row is `trigger/TYPE`, or `trigger/TYPE#sense`; no two rows have the same.
- `pos`: `verb`, `noun` or `adj`, of the head; `modal` for an auxiliary that makes a speech act of its verb
  (`will|would not`, `must`): slots are those of the verb, and the test `head` looks at the verb.
- `type`, `mode`: PLOVER 2.0 type, and mode, or nothing when the word leaves it open.
- `cameo`: CAMEO code, or nothing: then the nearest to type, mode and contexts.
- `status`: `planned`, `hypothetical` or `denied` when the word itself makes it so; nothing is `actual`.
- `source`, `target`: slots by preference, parted by blanks: the first with somebody in it is taken. Slots joined by `+`
  are taken together: `subj+with`, `poss+by+mod host`.
- `symmetric`: `yes` when all parties stand in source (codebook ruling 9).
- `requires`, `forbids`: sense tests parted by blanks; all of the first must pass and none of the second.
  `obj:TROOPS|convoy` passes when the object is of the class TROOPS (classes.csv) or has the lemma `convoy`.
- `contexts`: PLOVER contexts parted by blanks.
- `example`: a sentence in which the row fires; a test runs it.
- `note`: why, where learnt.

Slots: `subj` and `obj` are the logical ones (a passive is turned round, a relative or participial clause completed, a
subject shared or controlled is found); `speaker` who is reported or quoted as saying it; `dative` who is given to;
`comp` who is to act in the completing clause ("urged him to go", "called for Mali to go", "demanded that he go"); for
nouns `poss` ("the king's visit"), `mod` (a nationality or name before the noun: "Russian strike", "Russia-Belarus
drills"), `host` (the subject of the clause around it); and any preposition: `with`, `against`, `on`, `of`, `between`.

Sense tests look at slots and also at `head` (the word the trigger depends on), `child` (any word that depends on the
trigger), `particle`, `predicate` (what somebody is called), `sentence` and `domain` (any word, any noun of it),
`clause` (the verb of the completing clause), `infinitive` (likewise, an infinitive only) and `means` (the trigger, its
doer, what stands with, by, in or from it, and their modifiers). Their classes are those
of classes.csv and `ANY` (something stands there), `ACTOR` (an actor of the text), `PERSON` (a person or a group of
people), `STATE` (a country or one of its bodies), `PLACE`; `TROOPS` takes armed forces by name too. A row with more
words or more tests is tried before a more general one of the same head; among equals, file and line order decides.
What a row forbids, a more general row of the same type does not allow.

`classes.csv` holds the word classes, `operators.csv` the words that plan, doubt, deny, report or demand what their
completing clause says, `modes.csv` the tests by which a mode is known where a row leaves it open: the first row of the
type is taken of which one test passes or that has none. A user's rows of the same columns join by
`load_lexicon(extra={"file name": csv_text})`.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import groupby

from tidings.csv_rows import Row, TableError, read_rows
from tidings.events.lexicon.frames import Effect, Frame, PartOfSpeech, Probe, SenseTest, Slot
from tidings.ontology.tables import CAMEO, CONTEXTS, MODES, nearest_cameo
from tidings.parse.lemmas import american
from tidings.vocabulary import EventType, Status

FOLDER: Traversable = files("tidings.events.lexicon").joinpath("rows")
FRAME_FILES = ("verbs", "nouns", "phrases")
BUILT_IN_CLASSES = frozenset({"ANY", "ACTOR", "PERSON", "STATE", "PLACE"})
_PREPOSITIONS = """
    about above across after against along alongside amid among around as at before behind between beyond by during
    for from in inside into like near of off on onto out outside over past through to toward towards under until up upon
    via with within without versus concerning regarding"""
PREPOSITIONS = frozenset(_PREPOSITIONS.split())
SLOTS = frozenset(Slot) | PREPOSITIONS
PROBES = SLOTS | frozenset(Probe)
_COLUMNS = "trigger sense pos type mode cameo status source target symmetric requires forbids contexts example note"
COLUMNS = tuple(_COLUMNS.split())
SENSE = re.compile(r"[a-z]+(-[a-z]+)*")
ALONE = ""  # in place of a word beside the head, where a frame has none
Head = tuple[PartOfSpeech, str]
Classes = Mapping[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All frames by a lemma of their head, most specific first; word classes; operators by lemma and part of speech.

    `beside`: for a head, which of its frames to try in a sentence with a word, the rarest of those beside the head;
    those of one word under `ALONE`. `modes` are those of a type in the order in which they are tried, each with the
    tests of which one must pass. `has_users`: whether any row is a user's.
    """

    frames: Mapping[Head, tuple[Frame, ...]]
    beside: Mapping[Head, Mapping[str, tuple[int, ...]]]
    classes: Classes
    operators: Mapping[Head, Effect]
    modes: Mapping[EventType, tuple[tuple[str, tuple[SenseTest, ...]], ...]]
    has_users: bool

    def frames_of(self, pos: PartOfSpeech, lemma: str) -> tuple[Frame, ...]:
        """Frames whose head may be this lemma, most specific first; the tagger adds "e" to verbs it does not know."""
        return self.frames.get(self._known(pos, lemma), ())

    def frames_told(self, pos: PartOfSpeech, lemma: str, said: frozenset[str]) -> list[Frame]:
        """Likewise, of a sentence in which these words are said, and `ALONE`: the frames all of whose words are."""
        head = self._known(pos, lemma)
        if head not in self.frames:
            return []
        frames, beside = self.frames[head], self.beside[head]
        places = {place for word in beside.keys() & said for place in beside[word]}
        told = (frames[place] for place in sorted(places))
        return [frame for frame in told if not any(choice.isdisjoint(said) for choice in frame.others)]

    def _known(self, pos: PartOfSpeech, lemma: str) -> Head:
        return (pos, lemma) if (pos, lemma) in self.frames else (pos, lemma.removesuffix("e"))


def _bad(row: Row, column: str, value: str, known: str) -> TableError:
    return TableError(f"{row.file}:{row.line}: {column} {value!r} is not known; {known}")


def _words(row: Row, pos: PartOfSpeech) -> tuple[tuple[frozenset[str], ...], int]:
    words = row.cells["trigger"].split()
    if not words or not all(all(choice) for choice in (word.split("|") for word in words)):
        raise _bad(row, "trigger", row.cells["trigger"], "write lemmas, alternatives parted by |")
    marked = [i for i, word in enumerate(words) if word.endswith("*")]
    head = marked[0] if marked else len(words) - 1 if pos is PartOfSpeech.NOUN else 0
    return tuple(frozenset(_lemmas(word.rstrip("*"))) for word in words), head


def _lemmas(written: str) -> list[str]:
    """The alternatives of a cell as words are looked up: American, without hyphens."""
    return [american(lemma).replace("-", "") for lemma in written.split("|")]


def _slots(row: Row, column: str) -> tuple[tuple[str, ...], ...]:
    choices = tuple(tuple(choice.split("+")) for choice in row.cells[column].split())
    for slot in (slot for choice in choices for slot in choice):
        if slot not in SLOTS:
            raise _bad(row, column, slot, f"slots are prepositions or {', '.join(Slot)}")
    return choices


def _tests(row: Row, column: str, classes: Classes) -> tuple[SenseTest, ...]:
    tests = []
    for written in row.cells[column].split():
        slot, colon, wanted = written.partition(":")
        if not colon or not wanted or slot not in PROBES:
            raise _bad(
                row,
                column,
                written,
                f"write slot:CLASS|lemma; slots are prepositions or {', '.join(PROBES - PREPOSITIONS)}",
            )
        upper = frozenset(name for name in wanted.split("|") if name.isupper())
        if not upper <= classes.keys() | BUILT_IN_CLASSES:
            raise _bad(row, column, written, f"classes are {', '.join(sorted(classes.keys() | BUILT_IN_CLASSES))}")
        members = frozenset(lemma for name in upper - BUILT_IN_CLASSES for lemma in classes[name])
        tests.append(SenseTest(slot, upper, frozenset(_lemmas(wanted)) - upper, members))
    return tuple(tests)


def _kind(row: Row) -> tuple[EventType, str | None]:
    try:
        event_type = EventType(row.cells["type"])
    except ValueError:
        raise _bad(row, "type", row.cells["type"], f"types are {', '.join(EventType)}") from None
    mode = row.cells["mode"] or None
    if mode is not None and mode not in MODES[event_type]:
        raise _bad(row, "mode", mode, f"modes of {event_type} are {', '.join(sorted(MODES[event_type])) or 'none'}")
    return event_type, mode


def _row_id(row: Row, event_type: EventType) -> str:
    """`trigger/TYPE`, or `trigger/TYPE#sense` where other rows have the same trigger and type."""
    sense = row.cells["sense"]
    if sense and not SENSE.fullmatch(sense):
        raise _bad(row, "sense", sense, "write one word of small letters and hyphens")
    return f"{row.cells['trigger']}/{event_type}" + (f"#{sense}" if sense else "")


def _frame(row: Row, classes: Classes) -> Frame:
    written = row.cells["pos"], row.cells["status"] or Status.ACTUAL
    try:
        pos, status = PartOfSpeech(written[0]), Status(written[1])
    except ValueError as unknown:
        raise TableError(f"{row.file}:{row.line}: pos or status: {unknown}") from None
    words, head = _words(row, pos)
    event_type, mode = _kind(row)
    contexts = tuple(row.cells["contexts"].split())
    if not CONTEXTS.issuperset(contexts):
        raise _bad(row, "contexts", row.cells["contexts"], f"contexts are {', '.join(sorted(CONTEXTS))}")
    cameo_code = row.cells["cameo"] or nearest_cameo(event_type, mode, contexts)
    if cameo_code not in CAMEO:
        raise _bad(row, "cameo", cameo_code, "see cameo_codes.csv of the ontology")
    if row.cells["symmetric"] not in ("", "yes"):
        raise _bad(row, "symmetric", row.cells["symmetric"], "write yes or nothing")
    if not row.cells["example"]:
        raise _bad(row, "example", "", "write a sentence in which the row fires")
    return Frame(
        row_id=_row_id(row, event_type),
        words=words,
        head=head,
        pos=pos,
        event_type=event_type,
        mode=mode,
        cameo_code=cameo_code,
        status=status,
        sources=_slots(row, "source"),
        targets=_slots(row, "target"),
        is_symmetric=row.cells["symmetric"] == "yes",
        requires=_tests(row, "requires", classes),
        forbids=_tests(row, "forbids", classes),
        contexts=contexts,
        example=row.cells["example"],
    )


def _own(file: str, columns: Sequence[str]) -> Iterator[Row]:
    return read_rows(FOLDER.joinpath(file).read_text(encoding="utf-8"), file, columns)


def _classes() -> Classes:
    rows = _own("classes.csv", ("class", "lemmas", "note"))
    return {row.cells["class"]: frozenset(_lemmas(row.cells["lemmas"].replace(" ", "|"))) for row in rows}


def _operators() -> Mapping[Head, Effect]:
    found = {}
    for row in _own("operators.csv", ("lemma", "pos", "effect", "note")):
        try:
            found[PartOfSpeech(row.cells["pos"]), row.cells["lemma"]] = Effect(row.cells["effect"])
        except ValueError as unknown:
            raise TableError(f"{row.file}:{row.line}: {unknown}") from None
    return found


def _modes(classes: Classes) -> Mapping[EventType, tuple[tuple[str, tuple[SenseTest, ...]], ...]]:
    found: dict[EventType, tuple[tuple[str, tuple[SenseTest, ...]], ...]] = {}
    for row in _own("modes.csv", ("type", "mode", "when", "note")):
        event_type, mode = _kind(row)
        if mode is None:
            raise _bad(row, "mode", "", "every row gives a mode")
        found[event_type] = (*found.get(event_type, ()), (mode, _tests(row, "when", classes)))
    return found


def read_frames(name: str, text: str, classes: Classes) -> tuple[Frame, ...]:
    """The frames of one CSV file. Raises TableError at the first cell that cannot be read."""
    frames: dict[str, Frame] = {}
    for row in read_rows(text, name, COLUMNS, optional=("sense",)):
        frame = _frame(row, classes)
        if frame.row_id in frames:
            raise row.error("another row of this trigger and type; give each of them a `sense`", frame.row_id)
        frames[frame.row_id] = frame
    return tuple(frames.values())


def own_files() -> tuple[tuple[str, str], ...]:
    """(name, text) of the frame files that come with the package, by name."""
    found = sorted((path.name, path) for path in FOLDER.iterdir() if path.name.endswith(".csv"))
    return tuple((name, path.read_text(encoding="utf-8")) for name, path in found if name.startswith(FRAME_FILES))


def _by_head(frames: list[Frame]) -> Mapping[Head, tuple[Frame, ...]]:
    keyed = sorted(
        ((frame.pos, lemma), not frame.is_users, tuple(-number for number in frame.specificity), order)
        for order, frame in enumerate(frames)
        for lemma in frame.words[frame.head]
    )
    return {key: tuple(frames[order] for *_, order in group) for key, group in groupby(keyed, key=lambda row: row[0])}


def _beside(frames: tuple[Frame, ...], count: Counter[str]) -> Mapping[str, tuple[int, ...]]:
    """The places of the frames of one head by the rarest of their other words; `count` says how common each is."""
    found: dict[str, list[int]] = {}
    for place, frame in enumerate(frames):
        rarest = min(frame.others, key=lambda choice: sum(count[word] for word in choice), default=(ALONE,))
        for word in rarest:
            found.setdefault(word, []).append(place)
    return {word: tuple(places) for word, places in found.items()}


@lru_cache(maxsize=1)
def own_lexicon() -> Lexicon:
    """The lexicon that comes with the package."""
    return load_lexicon()


def load_lexicon(extra: Mapping[str, str] | None = None) -> Lexicon:
    """The package's lexicon and a user's rows, given as {file name: csv text}; the user's are tried first.

    Raises TableError with file, line and value at the first cell that cannot be read.
    """
    classes = _classes()
    users = [frame for name, text in (extra or {}).items() for frame in read_frames(name, text, classes)]
    shipped = [frame for name, text in own_files() for frame in read_frames(name, text, classes)]
    if repeated := [row_id for row_id, count in Counter(frame.row_id for frame in shipped).items() if count > 1]:
        raise TableError(f"lexicon/rows: ids that more than one row bears: {', '.join(repeated)}")
    frames = [*(replace(frame, is_users=True) for frame in users), *shipped]
    by_head = _by_head(frames)
    count = Counter(word for frame in frames for choice in frame.others for word in choice)
    beside = {head: _beside(found, count) for head, found in by_head.items()}
    return Lexicon(by_head, beside, classes, _operators(), _modes(classes), has_users=bool(users))
