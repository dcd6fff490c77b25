"""Runs one call of a function in torch; the calls are those of calls.js."""

import base64
import hashlib
import struct

import torch
import torch.nn.functional as F


def numbers(x):
    return {
        "dtype": str(x.dtype).removeprefix("torch."),
        "shape": list(x.shape),
        "base64": base64.b64encode(x.detach().contiguous().numpy().tobytes()).decode(),
    }


def number(text):
    """An int where it is written as one; -0 is a float."""
    is_int = text != "-0" and text.lstrip("-").isdigit()
    return int(text) if is_int else float(text)


def make_tensor(argument, bases):
    dtype = getattr(torch, argument["dtype"])
    kind = int if argument["dtype"] == "int64" else float
    values = [kind(v) if isinstance(v, str) else v for v in argument["values"]]
    base = torch.tensor(values, dtype=dtype).reshape(argument["shape"]).clone()  # no view
    base.requires_grad_(argument["needs"])
    bases.append(base)
    x = base
    for kind, *rest in argument["views"]:
        if kind == "slice":
            dim, start, end, step = rest
            x = x[(slice(None),) * dim + (slice(start, end, step),)]
        else:
            x = getattr(x, kind)(rest[0])
    return x


def decode(x, bases, generators):
    if isinstance(x, list):
        return [decode(item, bases, generators) for item in x]
    if not isinstance(x, dict):
        return x
    kind = x.get("$")
    if kind is None:
        return {key: decode(item, bases, generators) for key, item in x.items()}
    if kind == "tensor":
        return make_tensor(x, bases)
    if kind == "number":
        return number(x["value"])
    if kind == "bigint":
        return int(x["value"])
    if kind == "dtype":
        return getattr(torch, x["name"])
    generators.append(torch.Generator().manual_seed(x["seed"]))
    return generators[-1]


functions = {}


def function_of(code, names):
    """The code as a function of these names."""
    key = (code, tuple(names))
    if key not in functions:
        body = code if "return" in code else f"return ({code})"
        lines = "\n".join(f"    {line}" for line in body.strip().split("\n"))
        space = {"torch": torch, "F": F, "nn": torch.nn}
        exec(f"def call({', '.join(names)}):\n{lines}", space)
        functions[key] = space["call"]
    return functions[key]


def flat(x):
    if isinstance(x, (list, tuple)):
        return [item for part in x for item in flat(part)]
    return [x]


def told(x, bases, prints):
    if not isinstance(x, torch.Tensor):
        if isinstance(x, (int, float)) and not isinstance(x, bool):
            return {"value": number_text(x)}
        return {"value": x}
    result = numbers(x)
    if prints:
        result["text"] = str(x)
    if x.grad_fn is not None:
        result["gradFn"] = type(x.grad_fn).__name__
    if x.numel() > 0:
        storages = [base.untyped_storage().data_ptr() for base in bases]
        own = x.untyped_storage().data_ptr()
        result["shares"] = storages.index(own) if own in storages else -1
    return result


def number_text(x):
    """As JavaScript prints it."""
    text = repr(x).replace("inf", "Infinity").replace("nan", "NaN")
    return text.removesuffix(".0")


def gradients(results, bases):
    try:
        for x in results:
            if isinstance(x, torch.Tensor) and x.requires_grad:
                weights = [i * 7 % 13 / 4 - 1.5 for i in range(x.numel())]
                x.backward(torch.tensor(weights, dtype=x.dtype).reshape(x.shape), retain_graph=True)
    except Exception as error:  # torch's own words are the result
        return str(error).split("\n")[0]
    return [None if base.grad is None else numbers(base.grad) for base in bases]


def state_of(generator):
    data = bytearray(generator.get_state().numpy().tobytes())
    spare = struct.unpack("<d", data[5024:5032])[0]
    data[5024:5032] = bytes(8)
    return {"words": hashlib.sha256(data).hexdigest(), "spare": number_text(spare)}


def run_call(program):
    generators = [torch.manual_seed(program["seed"])]
    bases = []
    outcome = {}
    try:
        given = decode(program["given"], bases, generators)
        results = flat(function_of(program["code"], list(given))(**given))
        outcome["results"] = [told(x, bases, program["prints"]) for x in results]
        outcome["grads"] = gradients(results, bases)
    except Exception as error:  # torch's own words are the result
        outcome["error"] = str(error).split("\n")[0] or type(error).__name__
    outcome["after"] = [numbers(base) for base in bases]
    outcome["states"] = [state_of(generator) for generator in generators]
    return outcome
