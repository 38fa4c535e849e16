"""A network is taught by another: shares in place of labels, the same windows, and the imitation comes nearer."""

import argparse
import gzip
import json
import random
from pathlib import Path

import pytest

torch = pytest.importorskip("torch", reason="training needs the extra: make EXTRAS=train setup")
pytest.importorskip("onnx")
pytest.importorskip("safetensors")

import numpy as np  # noqa: E402  # only where there is something to train with
from tokenizers import Tokenizer  # noqa: E402

from tidings.annotate import annotate, load_knowledge  # noqa: E402
from tidings.encoder.pieces import special_ids  # noqa: E402
from tidings.encoder.run import own_encoder  # noqa: E402
from tidings.records import Passage  # noqa: E402
from tidings.schemas.json_output import annotation_json  # noqa: E402
from training.data import LABELS, Text, labelled_news  # noqa: E402
from training.network import Encoder, Network, Shape  # noqa: E402
from training.other_news import ARCHIVE, FOLDERS, other_news  # noqa: E402
from training.packaged_news import MissingNews, ask_for_news, packaged_news, packed_news  # noqa: E402
from training.soft_labels import SoftReader, SoftText, soft_losses, soft_windows_of  # noqa: E402
from training.teacher_network import distance_classes, own_ids  # noqa: E402
from training.windows import make_ready  # noqa: E402

TINY = Shape(layers=1, width=24, heads=2, inner=48, vocabulary=30522, positions=512, epsilon=1e-12)
RAID = "Kenyan troops shelled Kismayo on Friday. The shelling killed traders, and Somalia recalled its envoy. " * 4


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return own_encoder().tokenizer


@pytest.fixture(scope="module")
def soft(tokenizer: Tokenizer) -> SoftText:
    said = annotation_json(RAID, annotate(Passage(RAID), knowledge=load_knowledge(with_encoder=False)))
    ready = make_ready(Text("other", "other", None, RAID, None), said, tokenizer)
    torch.manual_seed(5)
    teacher = Network(Encoder(TINY), TINY.width)
    with torch.no_grad():
        teacher.heads.tags.weight.mul_(20)  # sure enough of some pieces
    return SoftReader(teacher, tokenizer).read(ready)


def test_every_piece_has_shares_and_every_pair_of_a_window_is_told(soft: SoftText) -> None:
    assert soft.tags.shape == (len(soft.ready.pieces.ids), 4, 3)
    assert np.allclose(soft.tags.sum(axis=2), 1, atol=0.01)
    assert soft.triggers
    assert all(a[1] <= b[0] for a, b in zip(soft.mentions, soft.mentions[1:], strict=False))


def test_windows_hold_each_piece_once_wherever_they_are_cut(soft: SoftText, tokenizer: Tokenizer) -> None:
    ends = special_ids(tokenizer)
    for seed in range(5):
        windows = soft_windows_of(soft, ends, longest=64, chance=random.Random(seed))
        assert np.concatenate([w.ids[1:-1] for w in windows]).tolist() == soft.ready.pieces.ids.tolist()
        for window in windows:
            assert window.roles.shape == (len(window.triggers), len(window.mentions), 2)
            for (start, end), told in zip(window.triggers, window.told, strict=True):
                first, last = told.span
                assert window.ids[start:end].tolist() == soft.ready.pieces.ids[first:last].tolist()


def test_a_network_comes_nearer_to_its_teacher(soft: SoftText, tokenizer: Tokenizer) -> None:
    torch.manual_seed(1)
    network = Network(Encoder(TINY), TINY.width)
    windows = soft_windows_of(soft, special_ids(tokenizer), longest=64, chance=random.Random(0))
    optimizer = torch.optim.AdamW([p for p in network.parameters() if p.requires_grad], lr=0.01)
    told = []
    for _ in range(8):
        parts = soft_losses(network, windows)
        loss = sum(parts.values(), start=torch.zeros(()))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        told.append(float(loss.detach()))
    assert {"trigger", "types", "roles", "absent"} <= parts.keys()
    assert told[-1] < 0.9 * told[0]


def test_the_teacher_reads_the_same_pieces_by_its_own_ids() -> None:
    assert own_ids(torch.tensor([[101, 1996, 102]])).tolist() == [[0, 2000, 2]]


def test_distances_are_told_apart_near_and_in_classes_far_away() -> None:
    told = distance_classes(200)
    assert told[0, 0] == 0
    assert told[5, 3] == 2
    assert told[3, 5] == 18
    assert told[199, 0] == told[150, 0] == 15


def empty_data(folder: Path) -> tuple[Path, Path]:
    """The corpus and the bench's sets below a folder, without a text."""
    corpus, bench = folder / "corpus", folder / "bench" / "data"
    for name in FOLDERS:
        (bench / name).parent.mkdir(parents=True, exist_ok=True)
        (bench / f"{name}.jsonl").write_text("")
    corpus.mkdir()
    for name in ("labelled.jsonl", "labelled2.jsonl"):
        (corpus / name).write_text("")
    for path in (corpus / "unlabelled.jsonl.gz", bench / ARCHIVE):
        with gzip.open(path, "wt") as out:
            out.write("")
    return corpus, bench


def test_other_news_leaves_out_what_tells_a_labelled_story_or_nothing_of_public_life(tmp_path: Path) -> None:
    words = "The minister said that troops had attacked rebels near the border, and police arrested soldiers. "
    labelled = " ".join(f"{words} Number {n}." for n in range(6))
    other = " ".join(
        f"Police and troops clashed with militants in district {n}, the government said." for n in range(9)
    )
    idle = " ".join(f"The pudding of day {n} was baked with plums and eaten warm by cousins." for n in range(9))
    corpus, bench = empty_data(tmp_path)
    rows = [
        {"id": n, "text": text, "date": "2015-02-03 10:00"} for n, text in enumerate((labelled, other, idle, other))
    ]
    (bench / "dates" / "aquaint.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    for name in ("labelled.jsonl", "labelled2.jsonl"):
        (corpus / name).write_text(json.dumps({"text": labelled}) + "\n")
    told = [(text.text_id, text.published) for text in other_news(tmp_path) if text.source != "packaged"]
    assert told == [("other/dates/aquaint/1", "2015-02-03")]


def test_the_news_of_the_package_is_whole_and_dated() -> None:
    told = list(packaged_news())
    assert len(told) == len({text.text_id for text in told}) == 3824
    assert {text.published[:4] for text in told if text.published} == {"2016", "2017"}
    assert sum(text.published is None for text in told) < 100
    assert not any("\N{REPLACEMENT CHARACTER}" in text.text for text in told)


@pytest.mark.parametrize(("package", "said"), [("no-such-news", "is not installed"), ("torch", "carries no News")])
def test_without_the_news_nothing_is_trained_and_one_line_says_why(
    package: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(MissingNews, match=said):
        packed_news(package)
    with pytest.raises(SystemExit) as ended:
        ask_for_news(argparse.ArgumentParser(prog="train_all"), package)
    told = capsys.readouterr().err
    assert ended.value.code == 2
    assert told.startswith("train_all: ")
    assert told.count("\n") == 1


def test_where_the_news_is_at_hand_training_begins() -> None:
    ask_for_news(argparse.ArgumentParser())
    assert packed_news().suffix == ".zip"


def test_labels_of_the_packaged_news_are_read_and_no_teacher_is_asked_of_them(tmp_path: Path) -> None:
    labelled = list(labelled_news(LABELS))
    assert {path.stem for path in (LABELS / "packaged").glob("*.lab")} == {text.text_id for text in labelled}
    assert min(len(label.types) for text in labelled for label in text.labels or ()) == 1
    empty_data(tmp_path)
    asked = {text.text_id for text in other_news(tmp_path)}
    assert len(asked) > 1000
    assert asked.isdisjoint(text.text_id for text in labelled)
