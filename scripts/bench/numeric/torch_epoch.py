# An epoch of learning the digits, as torch's own tutorials write it.
import gzip
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F
from torch.utils.data import DataLoader, TensorDataset

FILE = Path(__file__).resolve().parents[3] / "data" / "digits.bin.gz"


def epoch(optimizer_name, batch_size, keep_batches=False):
    """
    A function that trains a 64-256-256-10 net with dropout for one epoch.

    With `keep_batches` it uses the batches of one epoch again and again: the steps without the
    loader.
    """
    data = torch.frombuffer(bytearray(gzip.decompress(FILE.read_bytes())), dtype=torch.uint8)
    x = data[: 1797 * 64].reshape(1797, 64).float() / 16
    y = data[1797 * 64 :].long()
    net = nn.Sequential(
        nn.Linear(64, 256), nn.ReLU(), nn.Dropout(0.5),
        nn.Linear(256, 256), nn.ReLU(), nn.Dropout(0.5),
        nn.Linear(256, 10),
    )
    batches = DataLoader(TensorDataset(x, y), batch_size=batch_size, shuffle=True)
    if keep_batches:
        batches = list(batches)
    if optimizer_name == "SGD":
        optimizer = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9, weight_decay=1e-4)
    else:
        optimizer = torch.optim.Adam(net.parameters())

    @torch.enable_grad()
    def run():
        for images, labels in batches:
            optimizer.zero_grad()
            loss = F.cross_entropy(net(images), labels)
            loss.backward()
            optimizer.step()
            loss.item()

    return run
