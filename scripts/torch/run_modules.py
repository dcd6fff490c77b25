"""Runs one program of a net in torch; the programs are those of module-program.js."""

import base64

import torch
import torch.nn.functional as F
from torch import nn

CLASSES = {"SGD": torch.optim.SGD, "Adam": torch.optim.Adam}


class Block(nn.Module):
    def __init__(self, first, rest, scale):
        super().__init__()
        self.first = first
        self.rest = nn.ModuleList(rest)
        if scale is not None:
            self.scale = nn.Parameter(scale)
        self.has_scale = scale is not None

    def forward(self, x):
        self.last = self.first(x)
        for layer in self.rest:
            self.last = layer(self.last)
        return self.last * self.scale if self.has_scale else self.last


class Hidden(nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner

    def forward(self, x):
        return self.inner(x)


def texts(x):
    text = str(x.detach().flatten().tolist()).replace("inf", "Infinity").replace("nan", "NaN")
    return text[1:-1].split(", ") if x.numel() else []


class Run:
    def __init__(self, program):
        self.dtype = getattr(torch, program["dtype"])
        self.width = program["width"]
        self.made = []
        self.net = self.build(program["net"])
        self.wanted = program["optimizer"]
        self.optimizer = None
        self.output = None
        self.saved = []

    def build(self, layer):
        kind = layer["type"]
        if kind == "Sequential":
            return nn.Sequential(*[self.build(part) for part in layer["layers"]])
        if kind == "Block":
            first, rest = self.build(layer["first"]), [self.build(part) for part in layer["rest"]]
            scale = torch.ones(self.width, dtype=self.dtype) * 0.75 if layer["scale"] else None
            return Block(first, rest, scale)
        if kind == "Hidden":
            return Hidden(self.build(layer["inner"]))
        if kind == "Again":
            return self.made[layer["index"] % len(self.made)] if self.made else nn.Tanh()
        if kind == "Linear":
            made = nn.Linear(self.width, self.width, bias=layer["bias"], dtype=self.dtype)
        elif "p" in layer:
            made = getattr(nn, kind)(layer["p"], layer["inplace"])
        else:
            made = getattr(nn, kind)()
        self.made.append(made)
        return made

    def stepper(self):
        if self.optimizer is None:
            options = {key: value for key, value in self.wanted.items() if key != "name"}
            self.optimizer = CLASSES[self.wanted["name"]](self.net.parameters(), **options)
        return self.optimizer

    def input(self, batch):
        return torch.rand(batch, self.width, dtype=self.dtype)

    def modules(self):
        """Without the lists, which are plain arrays here."""
        return [x for x in self.net.modules() if not isinstance(x, nn.ModuleList)]

    def modes(self):
        return [module.training for module in self.modules()]

    def values(self):
        return [texts(x) for x in self.net.parameters()]

    def evaluate(self, labels):
        x = self.input(len(labels))
        modules, modes = self.modules(), self.modes()
        self.net.eval()
        try:
            with torch.no_grad():
                logits = self.net(x)
                loss = F.cross_entropy(logits, torch.tensor(labels)).item()
                right = logits.argmax(1).eq(torch.tensor(labels)).float().mean().item()
        finally:
            for module, training in zip(modules, modes):
                module.training = training
        return {"near": [[repr(loss), repr(right)]], "exact": self.modes()}

    def load_wrong(self, step):
        state = self.net.state_dict()
        names = list(state)
        if names:
            del state[names[step["without"] % len(names)]]
        self.net.load_state_dict(state if len(names) > 1 else {"more": torch.zeros(1)})
        return {}

    def load(self, step):
        self.output = None
        state = dict(self.saved[step["from"] % len(self.saved)] if self.saved else self.net.state_dict())
        names = list(state)
        if step["without"] is not None and names:
            del state[names[step["without"] % len(names)]]
        if step["more"]:
            state["more"] = torch.zeros(1, dtype=self.dtype)
        keys = self.net.load_state_dict(state, strict=step["strict"])
        return {"near": self.values(), "exact": [keys.missing_keys, keys.unexpected_keys]}

    def epoch(self, step):
        labels = torch.tensor(step["labels"])
        data = torch.utils.data.TensorDataset(self.input(len(labels)), labels)
        loader = torch.utils.data.DataLoader(data, batch_size=step["batchSize"], shuffle=True)
        optimizer, losses = self.stepper(), []
        for x, y in loader:
            optimizer.zero_grad()
            loss = F.cross_entropy(self.net(x), y)
            loss.backward()
            optimizer.step()
            losses.append(repr(loss.item()))
            optimizer.zero_grad()
        return {"near": [losses, *self.values()]}

    def names(self):
        named = [[name, *x.shape] for name, x in self.net.named_parameters()]
        applied = []
        self.net.apply(lambda x: isinstance(x, nn.ModuleList) or applied.append(type(x).__name__))
        named_modules = self.net.named_modules()
        modules = [name for name, x in named_modules if not isinstance(x, nn.ModuleList)]
        return {"exact": [named, modules, list(dict.fromkeys(applied))]}

    def run(self, step):
        op = step["op"]
        parameters = list(self.net.parameters())
        if op == "forward":
            self.output = self.net(self.input(step["batch"]))
            return {"near": [texts(self.output)], "exact": self.output.requires_grad}
        if op == "backward":
            if self.output is None:
                return {}
            output, self.output = self.output, None
            try:
                (output * output).sum().backward()
            except RuntimeError:
                # How far it came before it failed is not promised.
                self.net.zero_grad()
                raise
            return {"near": [[None] if x.grad is None else texts(x.grad) for x in parameters]}
        if op == "step":
            self.stepper().step()
            return {"near": self.values()}
        if op == "zeroGrad":
            (self.net if step["by"] == "net" else self.stepper()).zero_grad()
            return {"exact": [x.grad is None for x in parameters]}
        if op == "freeze":
            if parameters:
                parameters[step["index"] % len(parameters)].requires_grad = step["needs"]
            return {"exact": [x.requires_grad for x in parameters]}
        if op == "freezeModule":
            self.modules()[step["index"] % len(self.modules())].requires_grad_(step["needs"])
            return {"exact": [x.requires_grad for x in parameters]}
        if op == "mode":
            self.modules()[step["index"] % len(self.modules())].train(step["training"])
            return {"exact": self.modes()}
        if op == "evaluate":
            return self.evaluate(step["labels"])
        if op == "save":
            self.saved.append({name: x.clone() for name, x in self.net.state_dict().items()})
            state = self.saved[-1]
            return {"near": [texts(x) for x in state.values()], "exact": list(state)}
        if op == "load":
            return self.load(step)
        if op == "names":
            return self.names()
        if op == "print":
            return {"exact": str(self.net)}
        if op == "loadWrong":
            self.output = None
            return self.load_wrong(step)
        if op == "epoch":
            return self.epoch(step)
        return {"exact": [f"{value:.9f}" for value in torch.rand(3).tolist()]}


def run_modules(program):
    generator = torch.manual_seed(program["seed"])
    run = Run(program)
    told = []
    for step in program["steps"]:
        try:
            told.append(run.run(step))
        except Exception as error:  # torch's own words are the result
            told.append({"error": str(error).split("\n")[0]})
    state = base64.b64encode(generator.get_state().numpy().tobytes()).decode()
    return {"told": told, "state": state}
