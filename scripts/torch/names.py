"""Tells the public names of torch by room, and what Python expressions give; JSON in, JSON out."""

import inspect
import json
import sys
import warnings

import torch
import torch.nn.functional as F
import torch.nn.utils
import torch.utils.data

warnings.simplefilter("ignore")

nn, optim = torch.nn, torch.optim


def public(room, wanted):
    """The names, but for modules and what the room has only imported."""
    names = [name for name in dir(room) if not name.startswith("_")]
    return [name for name in names if wanted(name, getattr(room, name))]


def is_function(name, value):
    return callable(value) and not inspect.isclass(value) and not inspect.ismodule(value)


def is_torch(name, value):
    # Besides functions what is called like one, such as no_grad.
    called = inspect.isclass(value) and name[0].islower()
    return (is_function(name, value) and name not in ("classproperty", "ops")) or called or name in ("Tensor", "Generator")


def subclass(parent):
    return lambda _, value: inspect.isclass(value) and issubclass(value, parent)


def is_own(prefix):
    return lambda name, value: is_function(name, value) and str(
        getattr(value, "__module__", None) or prefix
    ).startswith(prefix)


def listed(room):
    return [name for name in room.__all__ if not name.startswith("_") and callable(getattr(room, name))]


members = lambda *_: True
parameters = (nn.Parameter, nn.Buffer, nn.UninitializedParameter, nn.UninitializedBuffer)

ROOMS = {
    "torch": public(torch, is_torch),
    "torch.Tensor": sorted({*public(torch.Tensor, members)}),
    "torch.Generator": public(torch.Generator, members),
    "torch.linalg": public(torch.linalg, is_own("torch")),
    "torch.random": listed(torch.random),
    "torch.nn": public(nn, lambda name, x: subclass(nn.Module)(name, x) or x in parameters),
    "torch.nn.Module": sorted({*public(nn.Module, members), "training"}),
    "torch.nn.functional": public(F, is_own("torch")),
    "torch.nn.init": public(nn.init, is_own("torch")),
    "torch.nn.utils": listed(nn.utils),
    "torch.optim": public(optim, subclass(optim.Optimizer)),
    "torch.optim.Optimizer": sorted({*public(optim.Optimizer, members), "param_groups", "state"}),
    "torch.optim.lr_scheduler": listed(optim.lr_scheduler),
    "torch.utils.data": listed(torch.utils.data),
}


def given(code):
    try:
        return str(eval(code, {"torch": torch, "nn": nn, "F": F}))
    except Exception:  # whatever torch says, it refuses
        return "refused"


print(json.dumps({"rooms": ROOMS, "given": [given(code) for code in json.load(sys.stdin)]}))
