# The operations of `npm run bench -- operations`, by the names they have there.
import torch
from torch.nn import functional as F


def square(n, dtype=torch.float32):
    return torch.rand(n, n, dtype=dtype)


def with_gradient(n):
    x, labels = square(n).requires_grad_(), torch.randint(n, (n,))

    @torch.enable_grad()
    def run():
        x.grad = None
        F.cross_entropy(x, labels).backward()

    return run


def backward_of_softmax(n):
    x, y = square(n).requires_grad_(), square(n)

    @torch.enable_grad()
    def run():
        x.grad = None
        F.softmax(x, -1).mul(y).sum().backward()

    return run


def over(make):
    """An operation on one square matrix of the given kind."""
    return lambda fn, dtype=torch.float32: lambda n: (lambda x: lambda: fn(x))(make(n, dtype))


on = over(square)


def with_two(fn, dtype=torch.float32):
    def prepare(n):
        x, y = square(n, dtype), square(n, dtype)
        return lambda: fn(x, y)

    return prepare


def with_integers(fn):
    def prepare(n):
        x, y = torch.randint(1000, (n, n)), torch.randint(1000, (n, n))
        return lambda: fn(x, y)

    return prepare


def from_array(dtype):
    import numpy

    def prepare(n):
        array = numpy.random.rand(n * n).astype(dtype)
        return lambda: torch.tensor(array)

    return prepare


def from_list(n):
    values = torch.rand(n * n).tolist()
    return lambda: torch.tensor(values)


def from_rows(n):
    values = torch.rand(n, n).tolist()
    return lambda: torch.tensor(values)


def rows_of(n):
    x, indices = square(n), torch.randperm(n)
    return lambda: x.index_select(0, indices)


OPERATIONS = {
    "dropout of a transpose": on(lambda x: F.dropout(x.t(), 0.2)),
    "dropout of columns": on(lambda x: F.dropout(x[:, 1:], 0.2)),
    "dropout of float64": on(lambda x: F.dropout(x, 0.2), torch.float64),
    "dropout": lambda n: (lambda x: lambda: F.dropout(x, 0.2))(torch.rand(n)),
    "randn": lambda n: lambda: torch.randn(n, n),
    "randn of float64": lambda n: lambda: torch.randn(n, n, dtype=torch.float64),
    "rand of float64": lambda n: lambda: torch.rand(n, n, dtype=torch.float64),
    "randint": lambda n: lambda: torch.randint(10, (n, n)),
    "randperm": lambda n: lambda: torch.randperm(n * n),
    "softmax": on(lambda x: F.softmax(x, -1)),
    "softmax of float64": on(lambda x: F.softmax(x, -1), torch.float64),
    "softmax by column": on(lambda x: F.softmax(x, 0)),
    "logSoftmax": on(lambda x: F.log_softmax(x, -1)),
    "backward of softmax": backward_of_softmax,
    "backward of crossEntropy": with_gradient,
    "add": with_two(torch.add),
    "add a column": with_two(lambda x, y: x + y[:, :1]),
    "sub a column": with_two(lambda x, y: x - y[:, :1]),
    "column sub": with_two(lambda x, y: y[:, :1] - x),
    "mul by a row": with_two(lambda x, y: x * y[0]),
    "div by a row": with_two(lambda x, y: x / y[0]),
    "div by an expanded number": with_two(lambda x, y: x / y[0, 0].expand(x.shape)),
    "add a transpose": with_two(lambda x, y: x + y.t()),
    "mul of transposes": with_two(lambda x, y: x.t() * y.t()),
    "mul of a transpose by a number": on(lambda x: x.t() * 2),
    "mul of columns by a number": on(lambda x: x[:, 1:] * 2),
    "max by row": on(lambda x: x.amax(1)),
    "max by column": on(lambda x: x.amax(0)),
    "min by row": on(lambda x: x.amin(1)),
    "max of all": on(lambda x: x.amax()),
    "argmax by row": on(lambda x: x.argmax(1)),
    "argmax by column": on(lambda x: x.argmax(0)),
    "sum by row": on(lambda x: x.sum(1)),
    "sum by column": on(lambda x: x.sum(0)),
    "sum of all": on(lambda x: x.sum()),
    "mean by row": on(lambda x: x.mean(1)),
    "mean by column": on(lambda x: x.mean(0)),
    "var by row": on(lambda x: x.var(1)),
    "var by column": on(lambda x: x.var(0)),
    "all by row": on(lambda x: (x >= 0).all(1)),
    "contiguous of a transpose": on(lambda x: x.t().contiguous()),
    "tensor of a Float32Array": from_array("float32"),
    "tensor of a Float64Array": from_array("float64"),
    "tensor of a list": from_list,
    "tensor of rows": from_rows,
    "compare": with_two(torch.lt),
    "compare with a number": on(lambda x: x > 0.5),
    "mask": with_two(lambda x, y: x * (y > 0.5)),
    "exp": on(torch.exp),
    "log": on(torch.log),
    "sigmoid": on(torch.sigmoid),
    "tanh": on(torch.tanh),
    "neg": on(torch.neg),
    "abs": on(torch.abs),
    "relu": on(torch.relu),
    "round": on(torch.round),
    "gelu": on(F.gelu),
    "sin": on(torch.sin),
    "cos": on(torch.cos),
    "pow": on(lambda x: x.pow(2.3)),
    "rows by their numbers": rows_of,
    "topk": on(lambda x: x.topk(10)),
    "clamp": on(lambda x: x.clamp(0.2, 0.8)),
    "matmul": with_two(torch.matmul),
    "mul by a number": on(lambda x: x * 2),
    "matmul of float64": with_two(torch.matmul, torch.float64),
    "add of float64": with_two(torch.add, torch.float64),
    "mul of float64 by a number": on(lambda x: x * 2, torch.float64),
    "sum of float64 by row": on(lambda x: x.sum(1), torch.float64),
    "exp of float64": on(torch.exp, torch.float64),
    "add of int64": with_integers(torch.add),
    "mul of int64": with_integers(torch.mul),
    "sum of int64": with_integers(lambda x, _: x.sum()),
    "compare of int64": with_integers(torch.lt),
    "int64 to float32": with_integers(lambda x, _: x.float()),
    "float32 to int64": on(lambda x: x.long()),
}
