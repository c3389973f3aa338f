"""factlint under its own name: `import factlint` gives what `import checks` gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import checks

if TYPE_CHECKING:
    from checks import *  # noqa: F403

__doc__ = checks.__doc__
__all__ = checks.__all__


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name not in checks.__all__:
            raise AttributeError(f"module 'factlint' has no attribute '{name}'")
        return getattr(checks, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *checks.__all__})
