# Answers lines `SIZE SECONDS OPERATION` with how often a second torch does it on one thread.
import sys
import time

import torch
from torch_epoch import epoch
from torch_operations import OPERATIONS

torch.set_num_threads(1)
torch.set_grad_enabled(False)


def operation(name, n):
    if name.startswith("epoch-"):
        return epoch(name.split("-")[1], n, keep_batches=name.endswith("-steps"))
    if name == "rand":
        return lambda: torch.rand(n)
    return OPERATIONS[name](n)


made = {}
print(torch.__version__, flush=True)
for line in sys.stdin:
    n, seconds, name = line.strip().split(" ", 2)
    key = name, n
    if key not in made:
        made[key] = operation(name, int(n))
        made[key]()
    # Processor time, read ever more seldom, as on the other side.
    run, count, elapsed, start = made[key], 0, 0, time.process_time()
    while elapsed < float(seconds):
        batch = max(1, count // 4)
        for _ in range(batch):
            run()
        count += batch
        elapsed = time.process_time() - start
    print(count / elapsed, flush=True)
