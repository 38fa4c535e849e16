"""One step of training on texts of our own: every part of the loss is a number, and the network learns and is kept."""

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="training needs the extra: make EXTRAS=train setup")
pytest.importorskip("onnx")
pytest.importorskip("safetensors")

import numpy as np  # noqa: E402  # only where there is something to train with
from tokenizers import Tokenizer  # noqa: E402

from tidings.annotate import annotate, load_knowledge  # noqa: E402
from tidings.encoder.run import load_weights, own_encoder  # noqa: E402
from tidings.records import Passage  # noqa: E402
from training.export import write_weights  # noqa: E402
from training.network import Encoder, Network, Shape  # noqa: E402
from training.texts import Label, Party, Text  # noqa: E402
from training.train import PARTS, Recipe, batches, losses, read_recipe, train  # noqa: E402
from training.windows import Ready, make_ready, windows_of  # noqa: E402

# As the public encoder, but so small that a step takes no time.
TINY = Shape(layers=1, width=24, heads=2, inner=48, vocabulary=30522, positions=512, epsilon=1e-12)


def label(text: str, trigger: str, event_type: str, sources: list[str], targets: list[str], **more: object) -> Label:
    def span(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    def party(words: str, country: str | None) -> Party:
        return Party(span(words), words, country)

    return Label(
        trigger=span(trigger),
        types=(event_type,),
        is_core=True,
        status="actual",
        sources=tuple(party(words, "KEN") for words in sources),
        targets=tuple(party(words, "SOM") for words in targets),
        **more,  # type: ignore[arg-type]
    )


RAID = "Kenyan troops shelled Kismayo on Friday. The shelling killed traders, and Somalia recalled its envoy."
TALKS = "Peru and Chile held talks in Arica. Dockers had blocked the port."
TEXTS = (
    Text(
        "one",
        "corpus",
        None,
        RAID,
        (
            label(RAID, "shelled", "ASSAULT", ["Kenyan troops"], ["Kismayo"], when=(33, 39)),
            label(RAID, "shelling", "ASSAULT", ["Kenyan troops"], ["traders"], same=0),
            label(RAID, "recalled", "SANCTION", ["Somalia"], [], place=(22, 29)),
        ),
    ),
    Text("two", "sentences", None, TALKS, (label(TALKS, "held talks", "CONSULT", ["Peru", "Chile"], []),), False),
)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return own_encoder().tokenizer


@pytest.fixture(scope="module")
def ready(tokenizer: Tokenizer) -> list[Ready]:
    from tidings.schemas.json_output import annotation_json

    rows = load_knowledge(with_encoder=False)
    told = ((text, annotate(Passage(text.text), knowledge=rows)) for text in TEXTS)
    return [make_ready(text, annotation_json(text.text, said), tokenizer) for text, said in told]


@pytest.fixture
def network() -> Network:
    torch.manual_seed(3)
    return Network(Encoder(TINY), TINY.width)


@pytest.fixture
def recipe() -> Recipe:
    return replace(read_recipe(), epochs=1)


def test_each_part_of_the_loss_is_a_number(ready: list[Ready], tokenizer: Tokenizer, network: Network) -> None:
    windows = [w for one in ready for w in windows_of(one, tokenizer, longest=64, chance=None)]
    told = losses(network, windows, smoothing=0.05)
    assert set(told) == set(PARTS)
    assert all(np.isfinite(part.item()) and part.item() > 0 for part in told.values())


def test_steps_on_the_same_texts_make_the_loss_smaller(
    ready: list[Ready], tokenizer: Tokenizer, network: Network, recipe: Recipe
) -> None:
    windows = [w for one in ready for w in windows_of(one, tokenizer, longest=64, chance=None)]
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-2)
    network.eval()  # without dropout, so that two losses can be compared
    sums = []
    for _ in range(8):
        loss = sum(recipe.loss[name] * part for name, part in losses(network, windows, smoothing=0.05).items())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        sums.append(loss.item())
    assert sums[-1] < sums[0]


def trained(ready: list[Ready], tokenizer: Tokenizer, recipe: Recipe, out: Path) -> dict[str, torch.Tensor]:
    torch.manual_seed(3)
    network = Network(Encoder(TINY), TINY.width)
    train(ready, tokenizer, network, recipe, out=out)
    return network.state_dict()


def test_an_epoch_changes_the_network_is_logged_and_kept(
    ready: list[Ready], tokenizer: Tokenizer, recipe: Recipe, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    torch.manual_seed(3)
    before = Network(Encoder(TINY), TINY.width).state_dict()
    after = trained(ready, tokenizer, recipe, tmp_path / "net.pt")
    log = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (log[0]["texts"], log[-1]["epoch"]) == (len(TEXTS), 1)
    assert not torch.equal(before["heads.types.weight"], after["heads.types.weight"])
    kept = torch.load(tmp_path / "net.pt")
    assert torch.equal(kept["heads.types.weight"], after["heads.types.weight"])
    assert not {"encoder.words.weight", "encoder.places.weight"} & kept.keys()


def test_the_same_seed_gives_the_same_weights(
    ready: list[Ready], tokenizer: Tokenizer, recipe: Recipe, tmp_path: Path
) -> None:
    one, other = (trained(ready, tokenizer, recipe, tmp_path / f"{name}.pt") for name in ("one", "other"))
    assert all(torch.equal(one[name], other[name]) for name in one)


def test_batches_hold_every_window_once_and_not_too_much(ready: list[Ready], tokenizer: Tokenizer) -> None:
    windows = [w for one in ready for w in windows_of(one, tokenizer, longest=16, chance=random.Random(1))]
    told = list(batches(windows, random.Random(5), pieces=40))
    assert sorted(id(w) for batch in told for w in batch) == sorted(map(id, windows))
    assert all(len(batch) * max(len(w.ids) for w in batch) <= 40 or len(batch) == 1 for batch in told)


def test_what_is_trained_can_be_written_and_read_as_weights(
    ready: list[Ready], tokenizer: Tokenizer, network: Network, tmp_path: Path
) -> None:
    """The encoder at run time says the same as the network it was written from, but for what int8 rounds off."""
    network.eval()
    arrays = {name: value.numpy() for name, value in network.state_dict().items()}
    write_weights(arrays, TINY, tokenizer.to_str(), {"name": "tiny"}, tmp_path)
    encoder = load_weights(tmp_path)
    (window,) = windows_of(ready[0], tokenizer, longest=64, chance=None)
    told = encoder._body(window.ids, window.cases, window.positions)
    with torch.no_grad():
        mask = torch.ones(1, len(window.ids), dtype=torch.bool)
        ids, cases, positions = (torch.from_numpy(x)[None] for x in (window.ids, window.cases, window.positions))
        wanted = network.encoder(ids, cases, positions, mask)[0].numpy()
    assert told.shape == wanted.shape
    assert np.corrcoef(told.ravel(), wanted.ravel())[0, 1] > 0.99
