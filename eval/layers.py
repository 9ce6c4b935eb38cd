"""The layers of ingest/crossencoder.onnx while they are trained, and how they are written and read back."""

import os
import re
import shutil
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from ingest.crossencoder import LONGEST
from ingest.model import digest, model_folder, verify

DENSE = (
    *("attention.self.query", "attention.self.key", "attention.self.value"),
    *("attention.output.dense", "intermediate.dense", "output.dense"),
)
"""A layer's products in the order in which `_layer` takes them."""


class Layers(nn.Module):
    """Reads a question and a text together: word vectors and which are the text's, (pairs, tokens), to log-odds."""

    def __init__(self) -> None:
        super().__init__()
        self.read = _published()
        self.positions = nn.Parameter(self.read.embeddings.position_embeddings.weight[:LONGEST].detach().clone())
        self.odds = nn.Linear(2 * self.read.config.hidden_size, 1)
        nn.init.normal_(self.odds.weight, std=0.02)
        nn.init.zeros_(self.odds.bias)

    def forward(self, words: Tensor, of_text: Tensor, seen: Tensor | None = None) -> Tensor:
        read = self.read
        embedded = words + read.embeddings.token_type_embeddings(of_text) + self.positions[: words.shape[1]]
        state = read.embeddings.LayerNorm(embedded)
        hidden = None if seen is None else (1.0 - seen[:, None, None, :]) * torch.finfo(torch.float32).min
        for layer in read.encoder.layer:
            state = _layer(layer, state, hidden)
        mean = state.mean(1) if seen is None else (state * seen[:, :, None]).sum(1) / seen.sum(1, keepdim=True)
        found: Tensor = self.odds(torch.cat([state[:, 0], mean], 1).float())[:, 0]
        return found


def _layer(layer: Any, state: Tensor, hidden: Tensor | None) -> Tensor:
    pairs, tokens, size = state.shape
    attention = layer.attention.self

    def by_head(values: Tensor) -> Tensor:
        return values.view(pairs, tokens, attention.num_attention_heads, -1).transpose(1, 2)

    queries, keys, values = (
        by_head(attention.query(state)),
        by_head(attention.key(state)),
        by_head(attention.value(state)),
    )
    likeness = queries @ keys.transpose(2, 3) / attention.attention_head_size**0.5
    shares = torch.softmax(likeness if hidden is None else likeness + hidden, -1)
    attended = (shares @ values).transpose(1, 2).reshape(pairs, tokens, size)
    state = layer.attention.output.LayerNorm(layer.attention.output.dense(attended) + state)
    found: Tensor = layer.output.LayerNorm(layer.output.dense(functional.gelu(layer.intermediate.dense(state))) + state)
    return found


def _published() -> Any:
    verify(model_folder())
    os.environ.update(HF_HUB_OFFLINE="1", TRANSFORMERS_OFFLINE="1")
    from transformers import BertModel

    return BertModel.from_pretrained(str(model_folder()), add_pooling_layer=False)


def exported(path: Path) -> dict[str, Tensor]:
    """Return the parameters of layers that `export` wrote, those that are held in whole numbers up to half a step."""
    import onnx

    held = {one.name: torch.tensor(onnx.numpy_helper.to_array(one)) for one in onnx.load(path).graph.initializer}
    found = {name: value for name, value in held.items() if name.startswith(("read.", "positions", "odds.bias"))}
    numbered = sorted((name for name in held if name.endswith("_quantized")), key=_place)
    for at, name in enumerate(numbered):
        stem = name.removesuffix("_quantized")
        steps = held[name].float() - held[f"{stem}_zero_point"].float()
        layer, dense = divmod(at, len(DENSE))
        last = at == len(numbered) - 1
        of = "odds.weight" if last else f"read.encoder.layer.{layer}.{DENSE[dense]}.weight"
        found[of] = (steps * held[f"{stem}_scale"]).T.contiguous()
    return found


def _place(name: str) -> float:
    """Return the number that the exporter gave to a product, in the order of the graph; the odds come last."""
    number = re.search(r"\d+", name)
    return float(number.group()) if number else float("inf")


def export(layers: Layers, path: Path) -> None:
    """Write the layers with their weights as whole numbers of eight bits, and the hash of the file beside it.

    Seven of the bits are used: processors without instructions for such products add up eight in too little room.
    """
    from onnxruntime.quantization import QuantType, quantize_dynamic

    words, of_text = torch.randn(1, 7, layers.positions.shape[1]), torch.zeros(1, 7, dtype=torch.long)
    with TemporaryDirectory() as folder, torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns that it is the older exporter
        exact, small = Path(folder) / "exact.onnx", Path(folder) / "small.onnx"
        torch.onnx.export(
            layers,
            (words, of_text),
            str(exact),
            input_names=["words", "of_text"],
            output_names=["odds"],
            dynamic_axes={"words": {1: "tokens"}, "of_text": {1: "tokens"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            exact,
            small,
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            op_types_to_quantize=["MatMul", "Gemm"],
        )
        shutil.copyfile(small, path)
    path.with_suffix(".sha256").write_text(f"{digest(path)}\n", "ascii")
