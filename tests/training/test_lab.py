"""A line of a `.lab` file is read to spans of the text, or refused by file, line and value."""

import hashlib
import json
from pathlib import Path

import pytest

from training.data import labelled_later
from training.lab import LabError, read_lab
from training.texts import Label, Party, Text

TEXT = "Kenyan jets bombed Kismayo on Friday. The bombing killed nine; Somalia recalled its envoy, and Kenya said no."
SENTENCES = ((0, 37), (38, len(TEXT)))
GOOD = "1 | bombed | ASSAULT | core | actual | Kenyan jets=Kenya (KEN,MIL) | - | place=Kismayo"


def read(*lines: str, text: str = TEXT) -> tuple[Label, ...]:
    return read_lab("mine.lab", "\n".join(lines), text, SENTENCES)


def words(span: tuple[int, int] | None, text: str = TEXT) -> str | None:
    return text[span[0] : span[1]] if span else None


def test_a_good_line() -> None:
    line = (
        "2 | recalled | SANCTION/REJECT | opt | planned | Somalia (SOM,GOV) ; envoy=Somali envoy (SOM,-) "
        '| 0=Kenya (ken,GOV) | place="Kismayo" when=Friday day=2024-05-10 n=killed:9 speaker="Kenya" same=1'
    )
    _, label = read(GOOD, line)
    assert (words(label.trigger), label.types, label.is_core, label.status) == (
        "recalled", ("SANCTION", "REJECT"), False, "planned",
    )  # fmt: skip
    somalia, envoy = label.sources
    assert (words(somalia.span), somalia.name, somalia.country) == ("Somalia", "Somalia", "SOM")
    assert (words(envoy.span), envoy.name, envoy.country) == ("envoy", "Somali envoy", "SOM")
    assert label.targets == (Party(None, "Kenya", "KEN"),)  # told elsewhere in the text
    assert label.same == 0
    assert (label.place, label.when) == (None, None)  # neither stands in that sentence


def test_place_and_time_are_words_of_the_sentence() -> None:
    (label,) = read(GOOD.replace("place=Kismayo", 'place="Kismayo" when="on Friday"'))
    assert (words(label.place), words(label.when)) == ("Kismayo", "on Friday")


SPANS = [
    ("2 | bombing", "bombing", 1),
    ("2 | Kenya", "Kenya", 2),  # the whole word, not "Kenyan" of the sentence before
    ("2 | KENYA SAID", "Kenya said", 1),  # letters' case may differ
    ("1 | bombed  Kismayo", "bombed Kismayo", 1),  # so may blanks
]


@pytest.mark.parametrize(("cells", "found", "nth"), SPANS)
def test_the_trigger_is_found_in_its_sentence(cells: str, found: str, nth: int) -> None:
    (label,) = read(f"{cells} | ASSAULT | core | actual | - | - | -")
    start = -1
    for _ in range(nth):
        start = TEXT.index(found, start + 1)
    assert label.trigger == (start, start + len(found))


def test_the_second_of_two_like_words_is_asked_for_by_number() -> None:
    text = "Rebels fled and soldiers fled when others came to the town."
    first, second = (
        read(f"1 | {said} | RETREAT | core | actual | - | - | -", text=text)[0].trigger for said in ("fled", "fled#2")
    )
    assert (first, second) == ((7, 11), (25, 29))


def test_no_party_is_a_dash_and_several_are_parted() -> None:
    (label,) = read("1 | bombed | ASSAULT | core | actual | - | Kismayo (SOM,-) ; 0=nobody (-,-) | -")
    assert label.sources == ()
    assert [(party.name, party.country) for party in label.targets] == [("Kismayo", "SOM"), ("nobody", None)]


def test_blank_lines_and_remarks_are_no_labels() -> None:
    assert len(read("", "# a remark", GOOD, "   ")) == 1
    assert read() == ()


FAULTS = [
    (GOOD.rsplit(" |", 1)[0], r"mine\.lab:1: 8 fields parted by | are wanted"),
    (GOOD + " | more", r"mine\.lab:1: 8 fields parted by | are wanted"),
    ("nonsense", r"mine\.lab:1: 8 fields"),
    (GOOD.replace("1 |", "one |", 1), r"mine\.lab:1: invalid literal .*'one'"),
    (GOOD.replace("1 |", "9 |", 1), r"mine\.lab:1: .*out of range"),
    (GOOD.replace("ASSAULT", "ATTACK"), r"mine\.lab:1: 'ATTACK' is not a valid EventType"),
    (GOOD.replace("ASSAULT", "ASSAULT/ATTACK"), r"mine\.lab:1: 'ATTACK' is not a valid EventType"),
    (GOOD.replace("actual", "real"), r"mine\.lab:1: 'real' is not a valid Status"),
    (GOOD.replace("bombed", "bombing"), r"mine\.lab:1: trigger 'bombing' is not in sentence 1"),
    (GOOD.replace("bombed", "bombed#2"), r"mine\.lab:1: trigger 'bombed#2' is not in sentence 1"),
    (GOOD.replace("bombed", "bomb"), r"mine\.lab:1: trigger 'bomb' is not in sentence 1"),  # no part of a word
    (GOOD.replace("(KEN,MIL)", "KEN"), r"mine\.lab:1: a party is 'mention=Name \(COUNTRY,SECTOR\)', not"),
    (GOOD.replace("(KEN,MIL)", "(Kenya,MIL)"), r"mine\.lab:1: a party is"),
    (GOOD.replace("Kenyan jets=", "Ugandan jets="), r"mine\.lab:1: mention 'Ugandan jets' is not in the sentence"),
]


@pytest.mark.parametrize(("line", "message"), FAULTS)
def test_a_fault_is_named_by_file_line_and_value(line: str, message: str) -> None:
    with pytest.raises(LabError, match=message.replace("|", r"\|")):
        read(line)


def test_the_number_of_a_line_counts_labels() -> None:
    with pytest.raises(LabError, match=r"mine\.lab:2: "):
        read(GOOD, "# a remark", GOOD.replace("ASSAULT", "ATTACK"))


def test_a_text_that_is_not_the_one_labelled_is_refused(tmp_path: Path) -> None:
    row = {"id": "u1", "sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "sentences": SENTENCES}
    (tmp_path / "sentences.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (tmp_path / "u1.lab").write_text(GOOD + "\n", encoding="utf-8")
    text = Text("u1", "corpus", None, TEXT, None)
    (labelled,) = labelled_later(tmp_path, {"u1": text})
    assert labelled.labels == read(GOOD)
    other = Text("u1", "corpus", None, TEXT + " More.", None)
    with pytest.raises(LabError, match="the text of u1 is not the one that was labelled"):
        list(labelled_later(tmp_path, {"u1": other}))
