"""Records how torch learns: gradients of small cases, steps of optimisers, a loss curve.

Run from any directory with torch and scikit-learn: python record_learning.py
"""

import gzip
import json
from pathlib import Path

import torch
from sklearn.datasets import load_digits
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, TensorDataset

torch.set_num_threads(1)
SEED = 2014
EPOCHS = 5


def gradients():
    """Each case: what it computes (see learning.test.ts), its inputs, its loss, its gradients."""
    cases = {
        "add mul div": lambda a, b: ((a + b) * a / (b.abs() + 1)).sum(),
        "broadcast": lambda a, b: (a * b[0] + b[:, :1]).square().mean(),
        "matmul": lambda a, b: (a @ b.T).tanh().sum(),
        "activations": lambda a, b: (a.relu() * b.sigmoid() - a.exp()).mean(),
        "reductions": lambda a, b: (a.sum(1) * b.mean(1)).sum() + a.var() + b.amax(1).sum(),
        "views": lambda a, b: (a.T.reshape(-1)[2:9] * b[1:, :].flatten()[:7]).sum(),
        "log softmax": lambda a, b: (F.log_softmax(a, 1) * b).sum(),
        "softmax": lambda a, b: (F.softmax(a, 0) * b).sum(),
        "cross entropy": lambda a, b: F.cross_entropy(a * b, torch.tensor([3, 0, 1])),
        "mean square": lambda a, b: F.mse_loss(a, b),
        "dropout": lambda a, b: (F.dropout(a, 0.3) * b).sum(),
        "alpha dropout": lambda a, b: (F.alpha_dropout(a, 0.3, training=True) * b).sum(),
        "channels": lambda a, b: (F.dropout1d(a.unsqueeze(2), 0.5) * b.unsqueeze(2)).sum(),
    }
    results = []
    for i, (name, loss_of) in enumerate(cases.items()):
        torch.manual_seed(i)
        a = torch.randn(3, 4, requires_grad=True)
        b = torch.randn(3, 4, requires_grad=True)
        loss = loss_of(a, b)
        loss.backward()
        results.append(
            {"name": name, "loss": loss.item(), "a": a.grad.tolist(), "b": b.grad.tolist()}
        )
    return results


def optimizers():
    """Parameters after each of 8 steps on the same net and data."""
    settings = {
        "SGD": {"lr": 0.1},
        "SGD momentum": {"lr": 0.1, "momentum": 0.9},
        "SGD momentum decay": {"lr": 0.1, "momentum": 0.8, "weight_decay": 0.05},
        "Adam": {},
        "Adam decay": {"lr": 0.01, "betas": (0.8, 0.99), "eps": 1e-6, "weight_decay": 0.1},
    }
    results = []
    for name, options in settings.items():
        torch.manual_seed(SEED)
        net = nn.Sequential(nn.Linear(4, 3), nn.Tanh(), nn.Linear(3, 2))
        x, y = torch.randn(6, 4), torch.randint(0, 2, (6,))
        optimizer = getattr(torch.optim, name.split()[0])(net.parameters(), **options)
        steps = []
        for _ in range(8):
            optimizer.zero_grad()
            F.cross_entropy(net(x), y).backward()
            optimizer.step()
            steps.append([value for p in net.parameters() for value in p.flatten().tolist()])
        results.append({"name": name, "steps": steps})
    return results


def curves():
    """The loss of every batch of 5 epochs on the digits, from one seed for everything."""
    digits = load_digits()
    x = torch.tensor(digits.data, dtype=torch.float32) / 16
    y = torch.tensor(digits.target)
    settings = {
        "SGD": {"lr": 0.1, "momentum": 0.9, "weight_decay": 1e-4},
        "Adam": {"lr": 1e-3},
    }
    results = []
    for name, options in settings.items():
        torch.manual_seed(SEED)
        net = nn.Sequential(
            nn.Linear(64, 256), nn.ReLU(), nn.Dropout(0.5),
            nn.Linear(256, 256), nn.ReLU(), nn.Dropout(0.5),
            nn.Linear(256, 10),
        )
        loader = DataLoader(TensorDataset(x, y), batch_size=64, shuffle=True)
        optimizer = getattr(torch.optim, name)(net.parameters(), **options)
        epochs = []
        for _ in range(EPOCHS):
            losses = []
            for images, labels in loader:
                optimizer.zero_grad()
                loss = F.cross_entropy(net(images), labels)
                loss.backward()
                optimizer.step()
                losses.append(loss.item())
            epochs.append(losses)
        net.eval()
        with torch.no_grad():
            logits = net(x)
        results.append(
            {
                "name": name,
                "options": options,
                "epochs": epochs,
                "evaluated": F.cross_entropy(logits, y).item(),
                "right": int((logits.argmax(1) == y).sum()),
                "last draw": torch.rand(1).item(),
            }
        )
    return results


recording = {
    "torch": torch.__version__,
    "seed": SEED,
    "gradients": gradients(),
    "optimizers": optimizers(),
    "curves": curves(),
}
file = Path(__file__).with_name("torch-learning.json.gz")
file.write_bytes(gzip.compress(json.dumps(recording).encode(), 9, mtime=0))
