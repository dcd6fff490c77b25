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
    local_files,
    output,
    protocol,
    shell,
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
        shell,
        imports,
        local_files,
        errors,
        interrupt,
    )
    for behaviour in module.THEME.behaviours
]
