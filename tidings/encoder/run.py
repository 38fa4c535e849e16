"""Load the weights of the network and run it: a parsed text in, scored spans and roles out, one thread, no batch."""

import hashlib
import io
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from tidings.encoder.heads import Floats, Weights
from tidings.encoder.pieces import Ints, Span
from tidings.encoder.read import read
from tidings.encoder.records import EncoderOutput, Hint
from tidings.parse.tree import Doc

WEIGHTS: Traversable = files("tidings.encoder").joinpath("weights")
# What card.json of the weights must say: the form of the files that this module reads.
FORM = 1
FILES = ("encoder.onnx", "embeddings.npz", "heads.npz", "tokenizer.json")


class WeightsError(ValueError):
    """The weights cannot be used: which file and why, and what to do, are in the message."""


@dataclass(frozen=True, slots=True)
class OnnxEncoder:
    """The network of a folder of weights."""

    session: onnxruntime.InferenceSession
    embeddings: Weights
    heads: Weights
    tokenizer: Tokenizer

    def encode(self, doc: Doc, hints: Sequence[Hint]) -> EncoderOutput:
        """What the network says of a parsed text; the same bits whatever else is read before or beside it."""
        sentences = [(span.start_char, span.end_char) for span in doc.sents]
        return self.read(doc.text, [(a, b) for a, b in sentences if not doc.text[a:b].isspace()], hints)

    def read(self, text: str, sentences: Sequence[Span], hints: Sequence[Hint]) -> EncoderOutput:
        """Likewise, of a text whose sentences are known."""
        return read(text, sentences, hints, tokenizer=self.tokenizer, weights=self.heads, body=self._body)

    def _body(self, ids: Ints, cases: Ints, stretches: Ints) -> Floats:
        table = self.embeddings
        words = table["words"][ids].astype(np.float32) * table["scales"][ids, None]
        embedded = words + table["places"][: len(ids)] + table["cases"][cases] + table["stretches"][stretches]
        hidden: Floats = self.session.run(None, {"embedded": embedded.astype(np.float32)})[0]
        return hidden


def load_weights(folder: Traversable = WEIGHTS) -> OnnxEncoder:
    """The network whose weights lie in a folder. Raises WeightsError for files missing, damaged or of another form."""
    card = _card(folder)
    told = {name: _checked(folder, name, card) for name in FILES}
    try:
        return OnnxEncoder(
            session=_session(told["encoder.onnx"]),
            embeddings=_arrays(told["embeddings.npz"]),
            heads=_arrays(told["heads.npz"]),
            tokenizer=Tokenizer.from_str(told["tokenizer.json"].decode()),
        )
    except Exception as broken:  # onnxruntime and tokenizers have no class of their own for what they raise
        raise WeightsError(f"{folder}: fit card.json but cannot be read ({broken}); install again") from broken


def _session(graph: bytes) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def check_weights(folder: Traversable = WEIGHTS) -> None:
    """Nothing, if the files are those that the card names; else WeightsError. No network is loaded: it is cheap."""
    card = _card(folder)
    for name in FILES:
        _checked(folder, name, card)


def checksum(folder: Traversable = WEIGHTS) -> str:
    """What tells these weights from any others: the checksum of their card. Raises WeightsError as `load_weights`."""
    _card(folder)
    return hashlib.sha256(folder.joinpath("card.json").read_bytes()).hexdigest()


@lru_cache(maxsize=1)
def own_encoder() -> OnnxEncoder:
    """The network that comes with the package, loaded once per process."""
    return load_weights()


def _card(folder: Traversable) -> dict[str, str]:
    """The checksums of the files, by name, from the card of the weights."""
    path = folder.joinpath("card.json")
    try:
        card = json.loads(path.read_text(encoding="utf-8"))
        form, sums = card["form"], dict(card["sha256"])
    except (OSError, ValueError, KeyError, TypeError) as broken:
        raise WeightsError(f"{path}: missing or damaged ({broken}); install tidings again") from broken
    if form != FORM:
        raise WeightsError(f"{path}: weights of form {form}, this tidings reads form {FORM}; install them together")
    return sums


def _checked(folder: Traversable, name: str, sums: dict[str, str]) -> bytes:
    path = folder.joinpath(name)
    try:
        told = path.read_bytes()
    except OSError as missing:
        raise WeightsError(f"{path}: missing ({missing}); install tidings again") from missing
    if hashlib.sha256(told).hexdigest() != sums.get(name):
        raise WeightsError(f"{path}: cut off, damaged or of another version than card.json; install tidings again")
    return told


def _arrays(packed: bytes) -> Weights:
    with np.load(io.BytesIO(packed)) as stored:
        return {key: stored[key] for key in stored.files}
