"""The same text has the same bits whatever else is read; weights that cannot be used are refused by file and remedy."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.encoder.texts import NEWS, ODD
from tidings.annotate import annotate, load_knowledge
from tidings.encoder.records import EncoderOutput, Hint
from tidings.encoder.run import (
    FILES,
    FORM,
    WEIGHTS,
    OnnxEncoder,
    WeightsError,
    check_weights,
    checksum,
    load_weights,
    own_encoder,
)
from tidings.parse.spacy_parser import parse
from tidings.parse.tree import Doc
from tidings.records import Passage

TEXTS = [*NEWS.values(), ODD["emoji among words"], ODD["empty"], ODD["shouting"]]


def as_bytes(output: EncoderOutput) -> bytes:
    """All that is said, to the last digit."""
    return repr(output).encode()


class Listening:
    """An encoder that keeps what it has said of each text."""

    def __init__(self, encoder: OnnxEncoder) -> None:
        self.encoder = encoder
        self.said: dict[str, bytes] = {}
        self.hints: dict[str, tuple[Hint, ...]] = {}

    def encode(self, doc: Doc, hints: Sequence[Hint]) -> EncoderOutput:
        output = self.encoder.encode(doc, hints)
        self.said[doc.text], self.hints[doc.text] = as_bytes(output), tuple(hints)
        return output


def listen(texts: Sequence[str]) -> Listening:
    """What is said of each text when they are annotated one after the other by an encoder loaded anew."""
    encoder = Listening(load_weights())
    knowledge = replace(load_knowledge(with_encoder=False), encoder=encoder)
    for text in texts:
        annotate(Passage(text), knowledge=knowledge)
    return encoder


def test_a_text_has_the_same_bits_alone_and_among_others_in_any_order() -> None:
    among, backwards = listen(TEXTS), listen([*TEXTS, *reversed(TEXTS)])
    assert among.said == backwards.said
    assert len(among.said) == len(TEXTS)
    for text in TEXTS:
        alone = load_weights().encode(parse(text), among.hints[text])
        assert as_bytes(alone) == among.said[text]
    assert len(set(among.said.values())) == len(TEXTS)  # what differs is told apart, so equal bits mean something


def test_what_stands_after_does_not_change_what_is_said_of_the_opening() -> None:
    """The windows go forward: a text that goes on has the same first window, if that was full."""
    text = NEWS["long"]
    half = text[: text.index("\n\n", len(text) // 2)]
    whole, opening = (own_encoder().encode(parse(one), ()) for one in (text, half))
    first = opening.triggers[0]
    assert whole.triggers[0] == first


# How a good folder is spoilt; the words that the message must hold beside the file's name.
Spoil = Callable[[Path], object]


def missing(path: Path) -> None:
    path.unlink()


def truncated(path: Path) -> None:
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content[: len(content) // 2])


def emptied(path: Path) -> None:
    path.unlink()
    path.write_bytes(b"")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of links to the weights, so that one of them can be spoilt."""
    for name in (*FILES, "card.json"):
        (tmp_path / name).symlink_to(str(WEIGHTS.joinpath(name)))
    return tmp_path


def with_card(folder: Path, **changed: object) -> None:
    """Write the card anew with other contents."""
    card = json.loads((folder / "card.json").read_text(encoding="utf-8"))
    (folder / "card.json").unlink()
    (folder / "card.json").write_text(json.dumps({**card, **changed}), encoding="utf-8")


@pytest.mark.parametrize("name", [*FILES, "card.json"])
@pytest.mark.parametrize("spoil", [missing, truncated, emptied])
@pytest.mark.parametrize("use", [load_weights, check_weights])
def test_a_spoilt_file_is_named_with_the_remedy(
    use: Callable[[Path], object], spoil: Spoil, name: str, folder: Path
) -> None:
    spoil(folder / name)
    with pytest.raises(WeightsError, match="install tidings again") as refused:
        use(folder)
    assert str(folder / name) in str(refused.value)


def test_weights_of_another_form_are_refused(folder: Path) -> None:
    with_card(folder, form=FORM + 1)
    with pytest.raises(WeightsError, match=rf"card.json: weights of form {FORM + 1}, .* reads form {FORM}; install"):
        load_weights(folder)


@pytest.mark.parametrize("card", ["[]", "{}", '{"form": 1}', '{"form": 1, "sha256": 5}', "not json", '"form"'])
def test_a_card_that_is_none_is_refused(card: str, folder: Path) -> None:
    (folder / "card.json").unlink()
    (folder / "card.json").write_text(card, encoding="utf-8")
    with pytest.raises(WeightsError, match=r"card\.json: .*install"):
        load_weights(folder)


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_cannot_be_read_is_refused_though_the_card_knows_it(name: str, folder: Path) -> None:
    sums = json.loads((folder / "card.json").read_text(encoding="utf-8"))["sha256"]
    (folder / name).unlink()
    (folder / name).write_bytes(b"no weights")
    with_card(folder, sha256={**sums, name: hashlib.sha256(b"no weights").hexdigest()})
    with pytest.raises(WeightsError, match="cannot be read"):
        load_weights(folder)


def test_other_weights_have_another_checksum(folder: Path) -> None:
    assert checksum(folder) == checksum()
    with_card(folder, seed=12)
    assert checksum(folder) != checksum()


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"card\.json: missing"):
        load_weights(tmp_path / "nowhere")


def test_the_card_of_the_package_is_true() -> None:
    check_weights()
