# Answers lines `OPERATION SIZE SECONDS` with how often a second torch does it on one thread.
import sys
import time

import torch
from torch_epoch import epoch

torch.set_num_threads(1)
torch.set_grad_enabled(False)


def operation(name, n):
    if name == "matmul":
        a, b = torch.rand(n, n), torch.rand(n, n)
        return lambda: a @ b
    if name.startswith("epoch-"):
        return epoch(name.split("-")[1], n, keep_batches=name.endswith("-steps"))
    x = torch.rand(n)
    if name == "dropout":
        return lambda: torch.nn.functional.dropout(x, 0.2)
    return lambda: torch.rand(n)


made = {}
print(torch.__version__, flush=True)
for line in sys.stdin:
    name, n, seconds = line.split()
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
