"""The nodes of a tree, kept in line with the branches that are wanted in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from textual.widgets.tree import TreeNode

from widgets.branches import Branch

ROOT: Final = ""
"""The key of the root, under which the outermost branches stand."""

_CHUNK: Final = 250
"""Nodes planted at once, about 4 ms; then keys have their turn. Measured: 13 to 18 µs a node."""


class Growth:
    """Knows the branches by their keys, plants nodes for them, and remembers what is open while they are away.

    `later` is called with a key under which more is to be grown, `ask` with the key of an open branch about whose own
    branches nothing is known.
    """

    def __init__(self, root: TreeNode[str], later: Callable[[str], object], ask: Callable[[str], object]) -> None:
        self.branches: dict[str, Branch] = {}
        self.nodes: dict[str, TreeNode[str]] = {ROOT: root}
        self.open: set[str] = set()
        self._wanted: dict[str, tuple[str, ...]] = {}
        self._later = later
        self._ask = ask

    def want(self, key: str, branches: Sequence[Branch]) -> None:
        """Take note of the branches, in their order, that are to stand under a key."""
        self.branches.update((branch.key, branch) for branch in branches)
        self._wanted[key] = tuple(dict.fromkeys(branch.key for branch in branches))

    def is_grown(self, key: str) -> bool:
        """Whether the nodes under a key are those wanted, or have no place in the tree at present."""
        node = self.nodes.get(key)
        return node is None or tuple(child.data for child in node.children) == self._wanted[key]

    def grow(self, key: str) -> None:
        """Bring the nodes under a key in line with what is wanted, a chunk of new ones at a time."""
        parent, wanted = self.nodes[key], self._wanted[key]
        staying = set(wanted)
        for node in list(parent.children):
            if node.data not in staying:
                self._fell(node)
        planted = 0
        for at, child in enumerate(wanted):
            if self._is_at(parent, at + 1, child):
                self._fell(parent.children[at])  # that one moved down: cheaper than to move all others up
            if self._is_at(parent, at, child):
                continue
            if planted == _CHUNK:
                self._later(key)
                return
            if child in self.nodes:
                self._fell(self.nodes[child])
            self._plant(parent, at, child)
            planted += 1

    def unfold(self, node: TreeNode[str]) -> None:
        """Give an open node its branches, or a node without key in their place, and ask for them."""
        key = node.data or ROOT
        if self.nodes.get(key) is not node:
            return  # it was opened, and felled before that was told
        self.open.add(key)
        if key in self._wanted:
            self.grow(key)
        elif not node.children:
            node.add_leaf("")
            self._ask(key)

    @staticmethod
    def _is_at(parent: TreeNode[str], at: int, key: str) -> bool:
        children = parent.children
        return at < len(children) and children[at].data == key

    def _plant(self, parent: TreeNode[str], at: int, key: str) -> None:
        branch = self.branches[key]
        expand = branch.expandable and key in self.open
        node = parent.add("", key, before=at, expand=expand, allow_expand=branch.expandable)
        self.nodes[key] = node
        if expand:
            self.unfold(node)

    def _fell(self, node: TreeNode[str]) -> None:
        self._uproot(node)
        node.remove()

    def _uproot(self, node: TreeNode[str]) -> None:
        if node.data is not None:
            del self.nodes[node.data]
        for child in node.children:
            self._uproot(child)
