"""How well a coloured error can be read in JupyterLab's two themes, by what its style sheets say."""

import re
import sys
from functools import cache
from pathlib import Path

Color = tuple[float, float, float]

LAB = Path(sys.prefix) / "share/jupyter/lab"
NAMES = ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
CODE = re.compile(r"\x1b\[([\d;]*)m")


def least_contrast(text: str) -> float:
    """The least contrast that a part of the text has to what is behind it, from 1 to 21."""
    return min(
        _contrast(ink or own_ink, paper or own_paper)
        for own_ink, own_paper in map(_theme, ("light", "dark"))
        for ink, paper in _colors(text)
    )


def _contrast(one: Color, other: Color) -> float:
    """See https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Color) -> float:
    parts = [each / 255 for each in color]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear))


def _colors(text: str) -> list[tuple[Color | None, Color | None]]:
    """The colours of the text and of its ground, part by part; None is the theme's own."""
    found = []
    state = {}
    for at, piece in enumerate(CODE.split(text)):
        if at % 2 == 1:
            _switch(state, [int(code or 0) for code in piece.split(";")])
        elif piece.strip():
            ink = state.get("ink")
            # So does JupyterLab show the first eight in bold.
            if state.get("bold") and isinstance(ink, int) and ink < 8:
                ink += 8
            found.append((_color(ink), _color(state.get("paper"))))
    return found


def _switch(state: dict, codes: list[int]) -> None:
    while codes:
        code = codes.pop(0)
        if code == 0:
            state.clear()
        elif code in (1, 22):
            state["bold"] = code == 1
        elif code in (38, 48):
            rest = 2 if codes[0] == 5 else 4
            state["ink" if code == 38 else "paper"] = codes[1] if rest == 2 else tuple(codes[1:4])
            del codes[:rest]
        elif code in (39, 49):
            state.pop("ink" if code == 39 else "paper", None)
        for first, name, number in ((30, "ink", 0), (40, "paper", 0), (90, "ink", 8), (100, "paper", 8)):
            if 0 <= code - first < 8:
                state[name] = code - first + number


def _color(code: int | Color | None) -> Color | None:
    if not isinstance(code, int):
        return code
    if code < 16:
        return _named()[code]
    if code >= 232:
        return ((code - 232) * 10 + 8,) * 3
    steps = ((code - 16) // 36, (code - 16) % 36 // 6, (code - 16) % 6)
    return tuple(55 + 40 * step if step else 0 for step in steps)


@cache
def _named() -> list[Color]:
    css = next((LAB / "static").glob("jlab_core.*.js")).read_text("utf8")
    rule = r"\.ansi-%s-fg \{\s*color: ([^;]+);"
    both = [*NAMES, *(f"{name}-intense" for name in NAMES)]
    return [_parsed(re.search(rule % name, css)[1])[:3] for name in both]


@cache
def _theme(name: str) -> tuple[Color, Color]:
    """The colours of an error's text and ground."""
    css = (LAB / f"themes/@jupyterlab/theme-{name}-extension/index.css").read_text("utf8")
    ink, paper, page = (
        _parsed(re.search(rf"--jp-{variable}:\s*([^;}}]+)", css)[1])
        for variable in ("content-font-color1", "rendermime-error-background", "layout-color0")
    )
    ground = _over(paper, page[:3])
    return _over(ink, ground), ground


def _over(color: tuple[float, ...], ground: Color) -> Color:
    *parts, opacity = color
    return tuple(part * opacity + below * (1 - opacity) for part, below in zip(parts, ground))


def _parsed(css: str) -> tuple[float, float, float, float]:
    text = css.strip().replace("white", "#fff")
    if text.startswith("rgba("):
        return tuple(float(part) for part in text[5:-1].split(","))
    digits = text[1:] if len(text) == 7 else "".join(digit * 2 for digit in text[1:])
    return (*bytes.fromhex(digits), 1.0)
