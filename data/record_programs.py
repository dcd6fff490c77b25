"""Runs the programs of torch-programs.json.gz in torch and stores their outcomes beside them.

node scripts/torch/record.js makes the programs, and then runs this.
"""

import base64
import gzip
import hashlib
import json
import sys
from pathlib import Path

import torch

sys.path.insert(0, str(Path(__file__).parent.parent / "scripts" / "torch"))
from run import run_program  # noqa: E402

STATE_BYTES = 5056
file = Path(__file__).with_name("torch-programs.json.gz")


def digest(state):
    """The words by their hash, since they are many and random; the rest as it is."""
    words = slice(24, 24 + 8 * 624)
    return {
        "head": state[: words.start].hex(),
        "words": hashlib.sha256(state[words]).hexdigest(),
        "tail": state[words.stop :].hex(),
    }


def outcome(program):
    result = run_program(program)
    states = base64.b64decode(result["state"])
    parts = [states[i : i + STATE_BYTES] for i in range(0, len(states), STATE_BYTES)]
    return {"results": result["results"], "states": [digest(part) for part in parts]}


recording = json.loads(gzip.decompress(file.read_bytes()))
recording["torch"] = torch.__version__
recording["outcomes"] = [outcome(program) for program in recording["programs"]]

# One state in full, saved in the middle of a stream, and what torch draws from there.
torch.manual_seed(recording["seed"])
torch.rand(1001)
torch.randn(3, dtype=torch.float64)
recording["state"] = {
    "base64": base64.b64encode(torch.get_rng_state().numpy().tobytes()).decode(),
    "rand": torch.rand(1300).tolist(),
}
file.write_bytes(gzip.compress(json.dumps(recording).encode(), 9, mtime=0))
