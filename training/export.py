"""Write the trained network for run time: the encoder as ONNX in int8, the embeddings in int8, the heads as they are.

The graph is built node by node, two-dimensional: one window, no batch, so that no padding can change a bit.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from tidings.encoder.read import LONGEST
from tidings.encoder.run import FILES, FORM
from training.network import Shape

OPSET = 20
Arrays = Mapping[str, np.ndarray]


class _Graph:
    """Nodes and weights, each name once."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.weights: list[onnx.TensorProto] = []

    def add(self, op: str, name: str, *inputs: str, **attributes: object) -> str:
        self.nodes.append(helper.make_node(op, list(inputs), [name], name=name, **attributes))
        return name

    def keep(self, name: str, value: np.ndarray) -> str:
        self.weights.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name


def graph_of(arrays: Arrays, shape: Shape) -> onnx.ModelProto:
    """The encoder from embedded pieces (pieces, width) to their vectors (pieces, width)."""
    g = _Graph()
    size = shape.width // shape.heads
    split = g.keep("split", np.array([0, shape.heads, size], np.int64))
    joined = g.keep("joined", np.array([0, shape.width], np.int64))
    scale = g.keep("scale", np.array(size**-0.5, np.float32))

    def norm(x: str, name: str) -> str:
        w, b = g.keep(f"{name}.weight", arrays[f"{name}.weight"]), g.keep(f"{name}.bias", arrays[f"{name}.bias"])
        return g.add("LayerNormalization", f"{name}.out", x, w, b, axis=-1, epsilon=shape.epsilon)

    def linear(x: str, name: str, *, factor: float = 1.0) -> str:
        w = g.keep(f"{name}.weight", arrays[f"{name}.weight"].T * np.float32(factor))
        b = g.keep(f"{name}.bias", arrays[f"{name}.bias"] * np.float32(factor))
        return g.add("Add", f"{name}.out", g.add("MatMul", f"{name}.product", x, w), b)

    def heads(x: str, name: str, order: Sequence[int]) -> str:
        return g.add("Transpose", f"{name}.heads", g.add("Reshape", f"{name}.split", x, split), perm=list(order))

    x = norm("embedded", "norm")
    for i in range(shape.layers):
        at = f"layers.{i}"
        q = heads(linear(x, f"{at}.q"), f"{at}.q", (1, 0, 2))
        k = heads(linear(x, f"{at}.k"), f"{at}.k", (1, 2, 0))
        v = heads(linear(x, f"{at}.v"), f"{at}.v", (1, 0, 2))
        scores = g.add("Mul", f"{at}.scaled", g.add("MatMul", f"{at}.scores", q, k), scale)
        mixed = g.add("MatMul", f"{at}.mixed", g.add("Softmax", f"{at}.shares", scores, axis=-1), v)
        flat = g.add("Reshape", f"{at}.flat", g.add("Transpose", f"{at}.back", mixed, perm=[1, 0, 2]), joined)
        x = norm(g.add("Add", f"{at}.sum", x, linear(flat, f"{at}.o")), f"{at}.norm")
        bent = g.add("Gelu", f"{at}.bent", linear(x, f"{at}.up"))
        x = norm(g.add("Add", f"{at}.sum2", x, linear(bent, f"{at}.down")), f"{at}.norm2")
    sizes = ["pieces", shape.width]
    inputs = [helper.make_tensor_value_info("embedded", TensorProto.FLOAT, sizes)]
    outputs = [helper.make_tensor_value_info(x, TensorProto.FLOAT, sizes)]
    made = helper.make_graph(g.nodes, "encoder", inputs, outputs, g.weights)
    model = helper.make_model(made, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=9)
    onnx.checker.check_model(model)
    return model


def write_encoder(arrays: Arrays, shape: Shape, out: Path) -> None:
    """The encoder with weights in int8 for each row; activations are scaled window by window.

    Static scales were tried: a quarter of the signal was lost to a few large activations, and it was slower. Scales of
    a window depend on nothing outside it, and windows go one by one: the bits are the same whatever else is read.
    """
    plain = out.with_suffix(".fp32.onnx")
    onnx.save(graph_of(arrays, shape), plain)
    quantize_dynamic(
        plain,
        out,
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul"],
        extra_options={"MatMulConstBOnly": True},
    )
    plain.unlink()


def quantised_rows(table: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A table of embeddings in int8 with a scale for each row."""
    scale = np.maximum(np.abs(table).max(axis=1), 1e-8) / 127
    return np.round(table / scale[:, None]).astype(np.int8), scale.astype(np.float32)


def write_weights(arrays: Arrays, shape: Shape, tokenizer: str, card: Mapping[str, object], folder: Path) -> None:
    """The folder that `tidings.encoder.run` reads; `arrays`: the network's state, `card`: what is to be said of it."""
    folder.mkdir(parents=True, exist_ok=True)
    body = {name.removeprefix("encoder."): value for name, value in arrays.items() if name.startswith("encoder.")}
    heads = {name.removeprefix("heads."): value for name, value in arrays.items() if name.startswith("heads.")}
    write_encoder(body, shape, folder / "encoder.onnx")
    words, scales = quantised_rows(body["words.weight"])
    np.savez_compressed(
        folder / "embeddings.npz",
        words=words,
        scales=scales,
        places=body["places.weight"][:LONGEST],
        cases=body["cases.weight"],
        stretches=body["sentences.weight"],
    )
    np.savez_compressed(folder / "heads.npz", **heads)
    (folder / "tokenizer.json").write_text(tokenizer, encoding="utf-8")
    write_card(folder, card)


def write_card(folder: Path, card: Mapping[str, object]) -> None:
    """card.json of a folder of weights: what is to be said of them, their form, and the checksums of the files."""
    sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}
    text = json.dumps({"form": FORM, **card, "sha256": sums}, indent=1, ensure_ascii=False)
    (folder / "card.json").write_text(text + "\n", encoding="utf-8")
