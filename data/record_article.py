"""Records the article's experiment: python record_article.py (writes torch-article.json)"""

import json
from pathlib import Path

import torch

SEED = 15172
P = 0.2


def run(n):
    torch.manual_seed(SEED)
    x = torch.rand(n)
    layer = torch.nn.Dropout(p=P)
    dropped = layer(x)
    layer.eval()
    evaluated = layer(x)
    return {
        "n": n,
        "x": x.tolist(),
        "dropped": dropped.tolist(),
        "mask": (dropped != 0).to(torch.uint8).tolist(),
        "evaluated": evaluated.tolist(),
        "printed": {"x": str(x), "dropped": str(dropped), "evaluated": str(evaluated)},
        "evaluatedIsInput": evaluated is x,
    }


# A float32 is written as the shortest decimal of its float64, so that reading gives the same bits.
recording = {"torch": torch.__version__, "seed": SEED, "p": P, "runs": [run(6), run(8)]}
Path(__file__).with_name("torch-article.json").write_text(json.dumps(recording) + "\n")
