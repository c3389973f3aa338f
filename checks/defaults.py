"""What is read unless a configuration says otherwise; it stands below everything, so that `--help` need not read."""

_NAMES = """
.bzr .direnv .eggs .git .hg .ipynb_checkpoints .mypy_cache .nox .pytest_cache .ruff_cache .svn .tox .venv .vscode
__pycache__ __pypackages__ _build _site bower_components build buck-out dist node_modules site-packages vendor venv
"""
EXCLUDED = tuple(_NAMES.split())
"""What is passed over unless `exclude` names something else: what tools write, and what others wrote."""

LARGEST = 50_000_000
"""Bytes of a file or row above which it is no document, unless another limit is set."""
