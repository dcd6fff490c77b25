"""Runs programs in torch: one JSON line in, {"program": ..., "threads": n}, one JSON line out."""

import base64
import json
import sys
import warnings

import numpy
import torch
import torch.nn.functional as F
from run_calls import run_call
from run_gradients import run_gradients
from run_modules import run_modules

warnings.simplefilter("ignore")

FUNCTIONS = {
    "dropout": (F.dropout, torch.nn.Dropout),
    "dropout1d": (F.dropout1d, torch.nn.Dropout1d),
    "dropout2d": (F.dropout2d, torch.nn.Dropout2d),
    "dropout3d": (F.dropout3d, torch.nn.Dropout3d),
    "alphaDropout": (F.alpha_dropout, torch.nn.AlphaDropout),
    "featureAlphaDropout": (F.feature_alpha_dropout, torch.nn.FeatureAlphaDropout),
}


def describe(x):
    return {
        "dtype": str(x.dtype).removeprefix("torch."),
        "shape": list(x.shape),
        "base64": base64.b64encode(x.detach().contiguous().numpy().tobytes()).decode(),
        "text": str(x.detach()),
    }


def state_tensor(generator):
    return generator.get_state().to(torch.int64)


def drop(step, x):
    function, module = FUNCTIONS[step["op"]]
    p, training, inplace = step["p"], step["training"], step["inplace"]
    if inplace:
        # A view: where torch fails in place on integers, it leaves its input with one dimension more.
        x = x.view_as(x)
    if step["form"] == "function":
        return function(x, p, training, inplace)
    if step["form"] == "leaf":
        return function(x.detach().clone().requires_grad_(True), p, training, inplace).detach()
    layer = module(p, inplace).train(training)
    if step["form"] == "module":
        return layer(x)
    leaf = x.detach().requires_grad_(True)
    layer(leaf).backward(x * 0 + 3)
    return leaf.grad


def loader_of(step, generator):
    return torch.utils.data.DataLoader(
        torch.arange(step["n"]),
        batch_size=step["batch"],
        shuffle=step["shuffle"],
        drop_last=step["dropLast"],
        generator=None if step["generator"] == 0 else generator,
    )


def loader(step, generator):
    data = loader_of(step, generator)
    batches = [torch.zeros(0, dtype=torch.int64)]
    for _ in range(step["epochs"]):
        batches.extend(data)
    return torch.cat(batches)


def linear(step, dtype):
    layer = torch.nn.Linear(step["inputs"], step["outputs"], bias=step["bias"], dtype=dtype)
    parts = [layer.weight.detach().flatten()]
    return torch.cat(parts + [layer.bias.detach()] if step["bias"] else parts)


def run_step(step, values, generators, epochs):
    op = step["op"]
    generator = generators[step.get("generator", 0)]
    dtype = getattr(torch, step["dtype"]) if "dtype" in step else None
    shape = step.get("shape")
    x = values[step["x"]] if "x" in step else None
    if op == "rand":
        return torch.rand(shape, dtype=dtype, generator=generator)
    if op == "randn":
        return torch.randn(shape, dtype=dtype, generator=generator)
    if op == "uniform":
        return torch.zeros(shape, dtype=dtype).uniform_(step["low"], step["high"], generator=generator)
    if op == "randint":
        return torch.randint(step["low"], step["high"], shape, generator=generator)
    if op == "randperm":
        return torch.randperm(step["n"], generator=generator)
    if op == "fill":
        return torch.zeros(shape, dtype=dtype).bernoulli_(step["p"], generator=generator)
    if op == "values":
        return torch.tensor([float(value) for value in step["values"]], dtype=dtype)
    if op == "linear":
        return linear(step, dtype)
    if op == "iterate":
        epochs[len(values)] = iter(loader_of(step, generator))
        return torch.zeros(0)
    if op == "next":
        return next(epochs[step["epoch"]], torch.zeros(0))
    if op == "loader":
        return loader(step, generator)
    if op == "getState":
        return state_tensor(generator)
    if op == "setState":
        generator.set_state(generators[step["from"]].get_state())
        return state_tensor(generator)
    if op == "seed":
        generator.manual_seed(int(step["seed"]))
        return torch.zeros(0)
    if op == "permute":
        return x.permute(step["dims"])
    if op == "slice":
        return x[(slice(None),) * step["dim"] + (slice(step["start"], step["end"], step["step"]),)]
    if op == "reshape":
        return x.reshape(shape)
    if op == "expand":
        return x.expand(shape)
    if op in ("add", "sub", "mul", "div"):
        return getattr(x, op)(step["number"])
    if op == "bernoulli":
        return torch.bernoulli(x, generator=generator)
    if op == "compare":
        return getattr(x, step["comparison"])(step["number"])
    return drop(step, x)


def run_program(program):
    generators = [torch.manual_seed(int(program["seed"]))]
    generators += [torch.Generator().manual_seed(int(seed)) for seed in program["generators"]]
    values, results, epochs = [], [], {}
    for step in program["steps"]:
        try:
            values.append(run_step(step, values, generators, epochs))
            results.append(describe(values[-1]))
        except Exception as error:  # torch's own words are the result
            values.append(torch.zeros(0))
            results.append({"error": str(error).split("\n")[0]})
    state = b"".join(generator.get_state().numpy().tobytes() for generator in generators)
    return {"results": results, "state": base64.b64encode(state).decode()}


if __name__ == "__main__":
    print(json.dumps({"torch": torch.__version__}), flush=True)
    for line in sys.stdin:
        request = json.loads(line)
        torch.set_num_threads(request["threads"])
        program = request["program"]
        if "call" in program:
            outcome = run_call(program)
        elif "net" in program:
            outcome = run_modules(program)
        else:
            outcome = run_gradients(program) if "given" in program else run_program(program)
        print(json.dumps(outcome), flush=True)
