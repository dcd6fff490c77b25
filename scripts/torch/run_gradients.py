"""Runs one program of gradients in torch; the programs are those of gradient-program.js."""

import torch
import torch.nn.functional as F

DROPOUTS = {"dropout": F.dropout, "dropout2d": F.dropout2d, "alphaDropout": F.alpha_dropout}
EXTREMES = {"max": "amax", "min": "amin"}


def run_step(step, values, leaves):
    op = step["op"]
    x = values[step["x"]]
    y = values[step["y"]] if "y" in step else step.get("number")
    # Who asks tells the view what its base has become. Else torch takes a view of what needed no
    # gradients before for a leaf, and refuses to write into it.
    x.grad_fn  # noqa: B018
    if op in ("maximum", "minimum"):
        return getattr(torch, op)(x, y if "y" in step else torch.tensor(y, dtype=x.dtype))
    if op == "copy_" and x is y:  # into itself torch copies nothing, whatever its strides
        return x
    if op in ("add", "sub", "mul", "div", "matmul", "add_", "sub_", "mul_", "div_", "copy_"):
        return getattr(x, op)(y)
    if op in ("sum", "mean", "var", "std", "max", "min"):
        reduce = getattr(x, EXTREMES.get(op, op))
        return reduce(step["dim"]) if "dim" in step else reduce()
    if op == "slice":
        return x[step["start"] : step["end"]]
    if op == "select":
        return x[0]
    if op in ("reshape", "expand"):
        return getattr(x, op)(step["shape"])
    if op in ("clamp", "clamp_"):
        return getattr(x, op)(step["low"], step["high"])
    if op == "cat":
        return torch.cat([x, y])
    if op in ("logSoftmax", "softmax"):
        return (F.log_softmax if op == "logSoftmax" else F.softmax)(x, step["dim"])
    if op == "mseLoss":
        return F.mse_loss(x, y)
    if op == "crossEntropy":
        return F.cross_entropy(x, torch.tensor(step["labels"]))
    if op == "copy":
        with torch.no_grad():
            return x.copy_(y.clone())
    if op == "step":
        x.grad = torch.ones_like(x)
        torch.optim.SGD([x], lr=0.125).step()
        return torch.zeros(())
    if op == "backward":
        for leaf in leaves:
            leaf.grad = None
        x.sum().backward(retain_graph=True)
        return torch.zeros(())
    if op in DROPOUTS:
        return DROPOUTS[op](x, step["p"], True, step["inplace"])
    return getattr(x, op)()


def flat(x):
    text = str(x.detach().flatten().tolist()).replace("inf", "Infinity").replace("nan", "NaN")
    return text[1:-1].split(", ")


def run_gradients(program):
    torch.manual_seed(program["seed"])
    values = [
        torch.tensor(given["values"], dtype=getattr(torch, given["dtype"]))
        .reshape(given["shape"])
        .clone()  # no view
        .requires_grad_(given["needs"])
        for given in program["given"]
    ]
    leaves = [x for x in values if x.requires_grad]
    told = []
    for step in program["steps"]:
        try:
            value = run_step(step, values, leaves)
            values.append(value)
            if step["op"] == "backward":
                grads = [None if leaf.grad is None else flat(leaf.grad) for leaf in leaves]
                told.append({"grads": grads})
            else:
                told.append({"values": flat(value), "needs": value.requires_grad})
        except Exception as error:  # torch's own words are the result
            values.append(values[step["x"]])
            told.append({"error": str(error).split("\n")[0]})
    return told
