"""Make the sentence encoder of reader.analyse: make_sentences.py WEIGHTS OUT.onnx.

WEIGHTS is the folder of all-MiniLM-L6-v2 (Apache-2.0; Reimers and Gurevych, "Sentence-BERT", 2019) with
model.safetensors. Nothing is trained: its weights are written with 8 bits, the mean of a text's pieces is
brought to length 1. Needs torch, safetensors, onnx and onnxruntime; prints how near it is to the whole.
"""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

import numpy as np
import torch
from encoder_model import Encoder, write
from onnxruntime import InferenceSession
from safetensors.torch import load_file
from torch import Tensor, nn

_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


class Sentences(nn.Module):
    """Pieces in, one vector of length 1 for each text out."""

    def __init__(self, body: Encoder) -> None:
        super().__init__()
        self.body = body

    def forward(self, ids: Tensor, present: Tensor) -> Tensor:
        x = self.body.norm(self.body.words(ids) + self.body.places(torch.arange(ids.shape[1]))[None])
        mask = (1.0 - present[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.body.layers:
            x = layer(x, mask)
        there = present[:, :, None].to(x.dtype)
        mean = (x * there).sum(1) / there.sum(1)
        return mean / torch.sqrt((mean * mean).sum(1, keepdim=True))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    asked = parser.parse_args()
    file = asked.weights / "model.safetensors"
    if hashlib.sha256(file.read_bytes()).hexdigest() != _SHA256:
        raise SystemExit(f"{file} is not the file that this was made for")
    model = Sentences(Encoder(load_file(file))).eval()
    write(model, asked.out, ("ids", "present"), "vectors")
    chance = np.random.default_rng(0)
    ids, present = chance.integers(1000, 30_000, (64, 40)), np.ones((64, 40), np.int64)
    with torch.no_grad():
        whole = model(torch.from_numpy(ids), torch.from_numpy(present)).numpy()
    small = InferenceSession(str(asked.out)).run(None, {"ids": ids, "present": present})[0]
    print(f"cosine to the whole {(whole * small).sum(1).mean():.4f}", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
