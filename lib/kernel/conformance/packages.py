"""Packages beside the notebook, as npm installs them."""

import os

from .kernel import Kernel


def install_package(kernel: Kernel, name: str, manifest: str, **files: str) -> None:
    """Installs a package; `index_js` gives the text of its `index.js`."""
    kernel.write(f"node_modules/{name}/package.json", manifest)
    for path, text in files.items():
        kernel.write(f"node_modules/{name}/{path.replace('_', '.')}", text)


def link_package(kernel: Kernel, folder: str, name: str) -> None:
    """Installs a folder beside the notebook as npm installs a workspace."""
    path = os.path.join(kernel.folder, "node_modules", name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    os.symlink(os.path.join(kernel.folder, folder), path)
