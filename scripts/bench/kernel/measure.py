"""Measures kernels side by side: takes their specs by name as JSON, and prints one JSON object.
Arguments name the parts to measure; without any it is all of them.

A cell's time is from sending it to having both its reply and its idle, seen by jupyter_client's own
sockets: about 0.3 ms of it are this client's, the same for every kernel.
"""

import json
import os
import statistics
import sys
import time

from conformance.kernel import Kernel
from jupyter_client.kernelspec import KernelSpec
from programs import LOOPS, PYTHON, STEPS_IN_FUNCTION, TYPESCRIPT, loop

STARTS = 7
CELLS = 200
LONG_CELLS = 60
INTERRUPTS = 8
LOOP_RUNS = 3


class Measured:
    """One kernel, its programs and its times in milliseconds by measure."""

    def __init__(self, name: str, spec: dict):
        self.name = name
        self.spec = KernelSpec(**spec)
        self.programs = PYTHON if spec["language"] == "python" else TYPESCRIPT
        self.times: dict[str, list[float]] = {}
        self.notes: dict[str, object] = {}
        self.kernel: Kernel | None = None

    def note(self, measure: str, seconds: float) -> None:
        self.times.setdefault(measure, []).append(seconds * 1000)

    def cell(self, program: str, measure: str | None = None, **values):
        """Runs a cell; its time counts for the measure unless it failed."""
        kernel = self.kernel
        code = self.programs[program].format(**values)
        kernel.forget()
        started = time.perf_counter()
        run, ended = self.end_of(kernel.start(code))
        if measure:
            self.note(measure if run.status == "ok" else f"{measure}, rejected", ended - started)
            if run.status != "ok":
                # tslab refuses what comes within 0.2 s after an error.
                time.sleep(0.25)
        return run

    def end_of(self, request: str) -> tuple:
        """Waits for a request's reply and idle; what came of it, and when."""
        kernel = self.kernel
        kernel.until(lambda: kernel.run_of(request).reply, 60)
        ended = time.perf_counter()
        # tslab does not wait for its sends, and ZeroMQ refuses the one after each 513th.
        if kernel.until(lambda: "idle" in kernel.run_of(request).states, 1, False):
            ended = time.perf_counter()
        else:
            self.notes["idle messages lost"] = int(self.notes.get("idle messages lost", 0)) + 1
        return kernel.run_of(request), ended

    def fresh(self) -> None:
        if self.kernel:
            self.kernel.stop()
        self.kernel = Kernel(self.spec)


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def starts(all_: list[Measured]) -> None:
    """Cold start and first cell: the cell waits in the socket until the kernel has bound its own."""
    for _ in range(STARTS):
        for each in all_:
            started = time.perf_counter()
            kernel = Kernel(each.spec, wait=False)
            asked = kernel.start(each.programs["first"])
            kernel.until(lambda: kernel.run_of(asked).reply, 60)
            each.note("cold start and first cell", time.perf_counter() - started)
            kernel.stop()


def cells(all_: list[Measured]) -> None:
    for each in all_:
        each.fresh()
    # Until everything that a start leaves to do has been done.
    time.sleep(3)
    for each in all_:
        each.notes["memory idle"] = memory(each.kernel.process_id)
    for each in all_:
        each.cell("base")
        each.cell("long base")
        for i in range(10):
            each.cell("varied", i=1000 + i)
            each.cell("long", i=1000 + i)
    for i in range(CELLS):
        for each in all_:
            program = "rejected" if i % 10 == 9 else "varied"
            run = each.cell(program, "varied i+1", i=i)
            if program == "rejected":
                each.notes["rejects type errors"] = run.status == "error"
    for i in range(LONG_CELLS):
        for each in all_:
            each.cell("rejected" if i % 10 == 9 else "long", "12-line cell", i=i)
    for each in all_:
        each.fresh()
        each.cell("declare base")
    for i in range(1, 206):
        for each in all_:
            measure = "cells 5 to 15" if 5 <= i <= 15 else "cells 195 to 205" if i >= 195 else None
            each.cell("declare", measure, i=i, before=i - 1)
            if i == 200:
                each.notes["memory after 200 cells"] = memory(each.kernel.process_id)


def assistance(all_: list[Measured]) -> None:
    """On the kernels that have run 205 cells."""
    for round_ in range(60):
        for each in all_:
            code = each.programs["complete"]
            request = ("complete_request", {"code": code, "cursor_pos": len(code)})
            timed_request(each, round_, "completion", request)
            code = each.programs["inspect"]
            request = ("inspect_request", {"code": code, "cursor_pos": len(code), "detail_level": 0})
            timed_request(each, round_, "inspection", request)
            time.sleep(0.002)


def timed_request(each: Measured, round_: int, measure: str, request: tuple[str, dict]) -> None:
    each.kernel.forget()
    started = time.perf_counter()
    run, ended = each.end_of(each.kernel.send(*request))
    if round_ >= 10:
        each.note(measure, ended - started)
    found = each.programs["member"] in str(run.content.get("matches", "")) or run.content.get("found")
    each.notes[f"{measure} finds it"] = bool(found)


def lines(all_: list[Measured]) -> None:
    for _ in range(3):
        for each in all_:
            kernel = each.kernel
            kernel.forget()
            started = time.perf_counter()
            cell = kernel.start(each.programs["lines"])
            run, _ = each.end_of(cell)
            each.notes["lines before idle"] = run.stdout.count("\n")

            def is_all() -> bool:
                return kernel.run_of(cell).stdout.count("\n") >= 100_000

            if kernel.until(is_all, 10, False):
                each.note("100,000 lines", time.perf_counter() - started)
            else:
                each.notes["lines that never came"] = 100_000 - kernel.run_of(cell).stdout.count("\n")


def loops(all_: list[Measured]) -> None:
    for each in all_:
        if each.programs is PYTHON:
            continue
        is_slow = each.name == "tslab"
        steps = 1_000_000 if is_slow else STEPS_IN_FUNCTION
        for name in LOOPS:
            steps_took = []
            for _ in range(1 if is_slow else LOOP_RUNS):
                # The engine has no view yet of what the loop's names hold.
                each.fresh()
                run = each.kernel.run(loop(name, steps), 60)
                if run.status == "ok":
                    steps_took.append([float(word) for word in run.stdout.split()])
            if steps_took:
                # The least: other work of the machine only adds to it.
                outside, inside = map(min, zip(*steps_took))
                each.notes[f"loop, {name}"] = outside / inside


def interrupts(all_: list[Measured]) -> None:
    for program in ("loop", "later loop", "timer loop"):
        for each in all_:
            each.fresh()
            each.cell("kept")
            for _ in range(INTERRUPTS):
                try:
                    interrupt(each, program)
                except AssertionError as error:
                    each.notes[f"interrupt, {program}"] = str(error)[:60]
                    break


def interrupt(each: Measured, program: str) -> None:
    kernel = each.kernel
    kernel.forget()
    cell = kernel.start(each.programs[program].format())
    kernel.printed(cell, "ready", 5)
    time.sleep(0.05)
    started = time.perf_counter()
    kernel.interrupt()
    kernel.finish(cell, 5)
    each.note(f"interrupt, {program}", time.perf_counter() - started)
    kept = kernel.run(each.programs["read kept"], 5).text
    assert "42" in kept, f"must keep its variables, got {kept!r}"


def memory(process_id: int) -> float:
    """The proportional set size in MB of a process and all it has started; Linux only."""
    total = 0
    try:
        with open(f"/proc/{process_id}/smaps_rollup", encoding="ascii") as file:
            total += sum(int(line.split()[1]) for line in file if line.startswith("Pss:"))
        for thread in os.listdir(f"/proc/{process_id}/task"):
            with open(f"/proc/{process_id}/task/{thread}/children", encoding="ascii") as file:
                children = [int(each) for each in file.read().split()]
            total += sum(memory(child) * 1024 for child in children)
    except OSError:
        return 0
    return total / 1024


def summary(times: list[float]) -> dict:
    ordered = sorted(times)
    return {
        "n": len(ordered),
        "p50": statistics.median(ordered),
        "p95": ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))],
    }


# `assistance` and `lines` go on with the kernels of `cells`.
PARTS = (starts, cells, assistance, lines, loops, interrupts)


def main() -> None:
    all_ = [Measured(name, spec) for name, spec in json.load(sys.stdin).items()]
    only = sys.argv[1:]
    parts = [part for part in PARTS if not only or part.__name__ in only]
    try:
        for part in parts:
            say(f"kernel bench: {part.__name__}")
            part(all_)
    finally:
        for each in all_:
            if each.kernel:
                each.kernel.stop()
    results = {
        each.name: {
            "times": {measure: summary(times) for measure, times in each.times.items()},
            "notes": each.notes,
        }
        for each in all_
    }
    print(json.dumps(results))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
