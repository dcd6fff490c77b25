"""All behaviours, theme by theme."""

from . import (
    comms,
    completion,
    errors,
    history,
    imports,
    input,
    interrupt,
    language,
    output,
    protocol,
    values,
)

BEHAVIOURS = [
    behaviour
    for module in (
        protocol,
        output,
        input,
        comms,
        history,
        completion,
        values,
        language,
        imports,
        errors,
        interrupt,
    )
    for behaviour in module.THEME.behaviours
]
