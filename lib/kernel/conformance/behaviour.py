"""The list that the modules of behaviours fill."""

from dataclasses import dataclass
from typing import Callable

from .kernel import Kernel


@dataclass(frozen=True)
class Behaviour:
    """One thing that a kernel must do: `check` raises AssertionError where it does not."""

    name: str
    check: Callable[[Kernel], None]
    # Whether it needs a kernel of its own, because it ends it or could.
    fresh: bool


class Theme:
    """Collects the behaviours of one module."""

    def __init__(self, name: str):
        self.name = name
        self.behaviours: list[Behaviour] = []

    def behaviour(self, name: str, fresh: bool = False):
        """Registers a check."""

        def register(check: Callable[[Kernel], None]) -> Callable[[Kernel], None]:
            self.behaviours.append(Behaviour(f"{self.name}: {name}", check, fresh))
            return check

        return register


def equal(got, wanted, what: str = "the value") -> None:
    """Fails unless both are equal, and says both."""
    assert got == wanted, f"{what} must be {wanted!r}, got {shortened(got)}"


def contains(text: str, *parts: str) -> None:
    """Fails unless the text has all the parts."""
    for part in parts:
        assert part in text, f"must show {part!r}, got {shortened(text)}"


def lacks(text: str, *parts: str) -> None:
    """Fails if the text has one of the parts."""
    for part in parts:
        assert part not in text, f"must not show {part!r}, got {shortened(text)}"


def shortened(value) -> str:
    text = repr(value)
    return text if len(text) <= 300 else f"{text[:200]} … {text[-90:]}"
