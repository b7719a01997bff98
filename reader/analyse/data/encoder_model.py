"""The encoder that is trained for reader.analyse, and how it becomes a file. Needs torch and onnx."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from encoder_texts import CORPORA
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional

from reader.analyse.linear import LABELS
from reader.analyse.listed import LISTS
from reader.analyse.shapes import SHAPES

_HIDDEN, _HEADS, _LAYERS, _TOLD = 384, 12, 6, 32
_DROPPED = 0.1


_CHANCE = np.random.default_rng(0)


def _dropped(x: Tensor, training: bool) -> Tensor:
    """Dropout; torch's own takes an eighth of a step on a CPU."""
    if not training:
        return x
    drawn = torch.from_numpy(_CHANCE.integers(0, 256, x.shape, np.uint8))
    return x * (drawn >= round(256 * _DROPPED)) / (1 - _DROPPED)


class Layer(nn.Module):
    """One layer of a BERT body."""

    def __init__(self) -> None:
        super().__init__()
        self.mixed, self.joined = nn.Linear(_HIDDEN, 3 * _HIDDEN), nn.Linear(_HIDDEN, _HIDDEN)
        self.norm1, self.norm2 = (nn.LayerNorm(_HIDDEN, eps=1e-12) for _ in range(2))
        self.wide, self.narrow = nn.Linear(_HIDDEN, 4 * _HIDDEN), nn.Linear(4 * _HIDDEN, _HIDDEN)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        rows, length, _ = x.shape
        parts = self.mixed(x).view(rows, length, 3, _HEADS, _HIDDEN // _HEADS).permute(2, 0, 3, 1, 4)
        query, key, value = parts.unbind(0)
        weights = torch.softmax(query @ key.transpose(-1, -2) * (_HIDDEN // _HEADS) ** -0.5 + mask, -1)
        read = (weights @ value).transpose(1, 2).reshape(rows, length, _HIDDEN)
        x = self.norm1(x + _dropped(self.joined(read), self.training))
        inner = self.narrow(functional.gelu(self.wide(x)))
        return self.norm2(x + _dropped(inner, self.training))


class Encoder(nn.Module):
    """Pieces and shapes in, a score for every label out."""

    def __init__(self, weights: dict[str, Tensor]) -> None:
        super().__init__()
        told = {name.removeprefix("bert."): value for name, value in weights.items()}
        self.words = nn.Embedding(*told["embeddings.word_embeddings.weight"].shape)
        self.places, self.norm = nn.Embedding(512, _HIDDEN), nn.LayerNorm(_HIDDEN, eps=1e-12)
        self.shapes_in, self.shapes_out = nn.Embedding(SHAPES, _HIDDEN), nn.Embedding(SHAPES, _TOLD)
        self.layers = nn.ModuleList(Layer() for _ in range(_LAYERS))
        self.lists_in, self.lists_out = nn.Embedding(LISTS, _HIDDEN), nn.Embedding(LISTS, _TOLD)
        self.corpora_in = nn.Embedding(len(CORPORA), _HIDDEN)
        self.corpora_out = nn.Embedding(len(CORPORA), len(LABELS))
        self.head = nn.Linear(_HIDDEN + 2 * _TOLD, len(LABELS))
        self.like = 0
        for table in (self.lists_in, self.corpora_in, self.corpora_out):
            nn.init.zeros_(table.weight)
        nn.init.normal_(self.lists_out.weight, std=0.3)
        nn.init.zeros_(self.shapes_in.weight)
        nn.init.normal_(self.shapes_out.weight, std=0.3)
        self.words.weight.data = told["embeddings.word_embeddings.weight"].clone()
        kind = told["embeddings.token_type_embeddings.weight"][0]
        self.places.weight.data = told["embeddings.position_embeddings.weight"] + kind
        _take(self.norm, told, "embeddings.LayerNorm")
        for number, layer in enumerate(self.layers):
            name = f"encoder.layer.{number}"
            for part in ("weight", "bias"):
                rows = [told[f"{name}.attention.self.{which}.{part}"] for which in ("query", "key", "value")]
                getattr(layer.mixed, part).data = torch.cat(rows)
            _take(layer.joined, told, f"{name}.attention.output.dense")
            _take(layer.norm1, told, f"{name}.attention.output.LayerNorm")
            _take(layer.wide, told, f"{name}.intermediate.dense")
            _take(layer.narrow, told, f"{name}.output.dense")
            _take(layer.norm2, told, f"{name}.output.LayerNorm")

    def forward(
        self, ids: Tensor, present: Tensor, shaped: Tensor, listed: Tensor, corpora: Tensor | None = None
    ) -> Tensor:
        if corpora is None:
            corpora = torch.tensor([self.like])
        x = self.words(ids) + self.places(torch.arange(ids.shape[1]))[None] + self.shapes_in(shaped)
        x = x + self.lists_in(listed) + self.corpora_in(corpora)[:, None]
        x = _dropped(self.norm(x), self.training)
        mask = (1.0 - present[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        x = _dropped(x, self.training)
        told = torch.cat([x, self.shapes_out(shaped), self.lists_out(listed)], -1)
        return self.head(told) + self.corpora_out(corpora)[:, None]


def _take(module: nn.Module, told: dict[str, Tensor], name: str) -> None:
    module.weight.data, module.bias.data = told[f"{name}.weight"].clone(), told[f"{name}.bias"].clone()


def export(model: Encoder, out: Path) -> None:
    """Write the model with 8-bit weights."""
    write(model.eval(), out, ("ids", "present", "shapes", "lists"), "scores")


def write(model: nn.Module, out: Path, inputs: Sequence[str], result: str) -> None:
    """Write a model with 8-bit weights, whose inputs are rows of pieces (texts down, pieces across)."""
    whole = out.with_suffix(".whole.onnx")
    example = tuple(torch.ones(2, 20, dtype=torch.long) for _ in inputs)
    axes = {name: {0: "windows", 1: "pieces"} for name in inputs} | {result: {0: "windows"}}
    torch.onnx.export(
        model, example, str(whole), input_names=list(inputs), output_names=[result], dynamic_axes=axes,
        opset_version=17, dynamo=False,
    )  # fmt: skip
    quantize_dynamic(
        whole, out, weight_type=QuantType.QInt8, per_channel=True, reduce_range=False,
        op_types_to_quantize=["MatMul", "Gemm"],
    )  # fmt: skip
    whole.unlink()
    _shrink_embeddings(out)
    print(f"{out} {out.stat().st_size / 1e6:.1f} MB", flush=True)  # noqa: T201


def _shrink_embeddings(path: Path) -> None:
    """Store every large embedding as 8-bit rows with a 16-bit scale each."""
    model = onnx.load(str(path))
    graph = model.graph
    tables = {one.name: one for one in graph.initializer}
    nodes = []
    for node in graph.node:
        table = tables.get(node.input[0]) if node.op_type == "Gather" else None
        if table is None or len(table.dims) != 2 or table.dims[0] < 400:
            nodes.append(node)
            continue
        values = numpy_helper.to_array(table).astype(np.float32)
        scales = (np.abs(values).max(1, keepdims=True) / 127 + 1e-12).astype(np.float16)
        small = np.clip(np.rint(values / scales.astype(np.float32)), -127, 127).astype(np.int8)
        name, where, out = table.name, node.input[1], node.output[0]
        graph.initializer.remove(table)
        graph.initializer.extend(
            [numpy_helper.from_array(small, name), numpy_helper.from_array(scales, f"{name}s")]
        )
        nodes += [
            helper.make_node("Gather", [name, where], [f"{out}q"], axis=0),
            helper.make_node("Cast", [f"{out}q"], [f"{out}f"], to=TensorProto.FLOAT),
            helper.make_node("Gather", [f"{name}s", where], [f"{out}s"], axis=0),
            helper.make_node("Cast", [f"{out}s"], [f"{out}sf"], to=TensorProto.FLOAT),
            helper.make_node("Mul", [f"{out}f", f"{out}sf"], [out]),
        ]
    del graph.node[:]
    graph.node.extend(nodes)
    onnx.save(model, str(path))
