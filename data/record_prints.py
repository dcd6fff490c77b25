"""Records how torch prints: python record_prints.py (writes torch-prints.json.gz beside itself)

Tensors of all kinds and sizes, drawn from one seed; each with its bytes and its text.
"""

import base64
import gzip
import json
from pathlib import Path

import torch

SEED = 20260124
COUNT = 160

generator = torch.Generator().manual_seed(SEED)


def integer(low, high):
    return int(torch.randint(low, high, (), generator=generator))


def pick(values):
    return values[integer(0, len(values))]


def shape():
    dims = integer(0, 5)
    longest = [1, 40, 14, 6, 4][dims]
    lengths = [integer(1, longest + 1) for _ in range(dims)]
    if integer(0, 12) == 0:
        lengths = pick([[1001], [40, 30], [3, 400], [400, 3], [8, 9, 15], [7, 5, 6, 6], [20, 1, 60]])
    if integer(0, 15) == 0:
        lengths = pick([[0], [3, 0], [0, 2], [1, 0, 4]])
    return lengths


def values(size):
    """Numbers as float64, of a family that makes some rule of the printer show."""
    family = integer(0, 12)
    uniform = torch.rand(size, generator=generator, dtype=torch.float64)
    if family == 0:
        return uniform
    if family == 1:
        return uniform * 20 - 10
    if family == 2:
        return (uniform * 2001 - 1000).floor()
    if family == 3:
        return 10 ** (uniform * 12 - 6)
    if family == 4:
        return (uniform * 64).floor() / 32  # ties at the fifth digit
    if family == 5:
        return (uniform - 0.5) * 10.0 ** integer(-30, 30)
    if family == 6:
        return (uniform * 3).floor() - 1
    if family == 7:
        return torch.full(size, pick([0.0, -0.0, 1.0, 1e8, 1.5e8, 99999.5, 1e-4, 9e-5, 0.99995]))
    if family == 8:
        return ((uniform * 400000).floor() * 2 + 1) * 0.5 * 10.0 ** integer(0, 5)  # ties, large
    if family == 9:
        return (uniform - 0.5) * 1e-4
    if family == 10:
        return (uniform * 10).floor() * 1e7
    return (uniform * 1e6).floor() / 8


def sprinkle(x):
    """A few infinities, NaN and zeros."""
    if x.numel() == 0 or integer(0, 4) > 0:
        return x
    flat = x.flatten()
    for _ in range(integer(1, 4)):
        flat[integer(0, flat.numel())] = pick([float("inf"), float("-inf"), float("nan"), 0.0, -0.0])
    return flat.reshape(x.shape)


def case():
    size = shape()
    kind = pick([torch.float32] * 4 + [torch.float64] * 2 + [torch.int64, torch.bool])
    if kind is torch.int64:
        x = (values(size).clamp(-9e15, 9e15)).to(torch.int64)
    elif kind is torch.bool:
        x = values(size) > 0.5
    else:
        x = sprinkle(values(size).to(kind))
    return {
        "dtype": str(kind).removeprefix("torch."),
        "shape": size,
        "base64": base64.b64encode(x.numpy().tobytes()).decode(),
        "text": str(x),
    }


cases = [case() for _ in range(COUNT)]
content = json.dumps({"torch": torch.__version__, "seed": SEED, "cases": cases}).encode()
Path(__file__).with_name("torch-prints.json.gz").write_bytes(gzip.compress(content, 9, mtime=0))
