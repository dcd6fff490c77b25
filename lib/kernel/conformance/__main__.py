"""`python -m conformance --spec kernel.json` prints one line of JSON a behaviour."""

import argparse
import json
import signal
import sys
import time

from jupyter_client.kernelspec import KernelSpec, KernelSpecManager

from .behaviour import Behaviour
from .kernel import Kernel
from .themes import BEHAVIOURS

# A check has its own time limits; this one is for a call that never returns.
LONGEST = 90


def main() -> None:
    parser = argparse.ArgumentParser(prog="conformance", description=__doc__)
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--kernel", help="the name of an installed kernelspec")
    where.add_argument("--spec", help="a kernel.json, or - for one on standard input")
    parser.add_argument("--only", default="", help="behaviours whose name has this text")
    parser.add_argument(
        "--again",
        action="store_true",
        help="try what fails once more, on a fresh kernel: an earlier behaviour may have harmed it",
    )
    parser.add_argument("--list", action="store_true", help="print the names and run nothing")
    options = parser.parse_args()
    wanted = [each for each in BEHAVIOURS if options.only in each.name]
    if options.list:
        for each in wanted:
            print(json.dumps({"name": each.name}))
        return
    run_all(wanted, spec_of(options), options.again)


def spec_of(options: argparse.Namespace) -> KernelSpec:
    if options.spec is None:
        return KernelSpecManager().get_kernel_spec(options.kernel or "dropout-lab")
    if options.spec == "-":
        return KernelSpec(**json.load(sys.stdin))
    with open(options.spec, encoding="utf8") as file:
        return KernelSpec(**json.load(file))


def run_all(behaviours: list[Behaviour], spec: KernelSpec, again: bool = False) -> None:
    """
    Runs the behaviours on one kernel, and on fresh ones where they need it or one failed; with
    `again`, what failed a second time.
    """
    shared: Kernel | None = None

    def run(behaviour: Behaviour) -> str | None:
        nonlocal shared
        kernel = None
        try:
            if behaviour.fresh:
                kernel = Kernel(spec)
            else:
                shared = kernel = shared or Kernel(spec)
            failure = attempt(behaviour, kernel)
        except Exception as error:  # a kernel that does not start fails the behaviour
            failure = describe(error)
        if kernel is not None and (behaviour.fresh or failure is not None):
            kernel.stop()
            if kernel is shared:
                shared = None
        return failure

    try:
        for behaviour in behaviours:
            started = time.monotonic()
            failure = run(behaviour)
            if failure is not None and again:
                failure = run(behaviour)
            result = {
                "name": behaviour.name,
                "pass": failure is None,
                "detail": failure or "",
                "seconds": round(time.monotonic() - started, 2),
            }
            print(json.dumps(result), flush=True)
    finally:
        if shared is not None:
            shared.stop()


def attempt(behaviour: Behaviour, kernel: Kernel) -> str | None:
    def too_long(*_):
        raise TimeoutError(f"must end within {LONGEST} s")

    signal.signal(signal.SIGALRM, too_long)
    signal.alarm(LONGEST)
    try:
        behaviour.check(kernel)
    except Exception as error:
        return describe(error)
    finally:
        signal.alarm(0)
    return None


def describe(error: Exception) -> str:
    text = str(error) or type(error).__name__
    return text if isinstance(error, AssertionError) else f"{type(error).__name__}: {text}"


if __name__ == "__main__":
    # By an exception, so that kernels are ended and their folders removed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
