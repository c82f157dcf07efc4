"""A tree whose branches are read when they are opened, and merged when they are read again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ClassVar, Final

from rich.segment import Segment
from rich.style import Style
from rich.text import Text, TextType
from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Tree
from textual.widgets.tree import TreeNode

from widgets import tones
from widgets.branches import Branch, parts_of
from widgets.glyphs import glyphs_of
from widgets.growth import ROOT, Growth
from widgets.keys import MOVES
from widgets.marks import MARKS, toggled
from widgets.tones import Tone
from widgets.untrusted import EMPTY, Shown, fit, literal

_INDENT: Final = 2
_READING: Final = literal("reading")
_FOLD_STYLE: Final = Style.from_meta({"toggle": True})


class LazyTree(Tree[str], inherit_bindings=False):
    """Branches with keys of their own.

    `ChildrenWanted` asks for the branches under one that was opened; `fill` brings them, and again whenever they may
    have changed. Whatever it brings, cursor, marks, open branches and the place on the screen stay with their keys,
    even over branches that go and come back. Where nothing changed, nothing is written.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *MOVES,
        *MARKS,
        Binding("right,l", "unfold", "Expand", show=False, id="unfold"),
        Binding("left,h", "fold", "Parent", show=False, id="fold"),
        Binding("enter", "select_cursor", "Open", show=False, id="open"),
    ]
    COMPONENT_CLASSES: ClassVar[set[str]] = {*tones.COMPONENTS.values()}
    SCOPED_CSS = False
    DEFAULT_CSS = f"""
    LazyTree {{
        height: 1fr;
        padding: 0 0 0 1;
        overflow-x: hidden;
        scrollbar-gutter: stable;
        scrollbar-size: 0 1;
        {tones.CSS}
        &:focus {{ background-tint: $foreground 0%; }}
    }}
    .-ascii LazyTree {{ scrollbar-visibility: hidden; }}
    """

    @dataclass
    class _FromTree(Message):
        tree: LazyTree

        @property
        def control(self) -> LazyTree:
            """The tree that sent it."""
            return self.tree

    @dataclass
    class ChildrenWanted(_FromTree):
        """A branch was opened whose branches were never filled in."""

        key: str

    @dataclass
    class BranchHighlighted(_FromTree):
        """The cursor stands on another branch; `key` is None where it stands on none."""

        key: str | None

        def can_replace(self, message: Message) -> bool:
            """Of several moves in a row only the last matters."""
            return isinstance(message, LazyTree.BranchHighlighted) and message.tree is self.tree

    @dataclass
    class BranchActivated(_FromTree):
        """A branch was chosen, by key or by mouse; one that has branches opened or closed with it."""

        key: str

    @dataclass
    class MarksChanged(_FromTree):
        """A branch was marked, or a mark taken away."""

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 (Textual's own name for it)
        classes: str | None = None,
    ) -> None:
        super().__init__("", ROOT, name=name, id=id, classes=classes)
        self.show_root = False
        self.show_guides = False
        self.guide_depth = _INDENT
        self._growth = Growth(
            self.root,
            later=lambda key: self.call_later(self._grow, key),
            ask=lambda key: self.post_message(self.ChildrenWanted(self, key)),
        )
        self._marks: set[str] = set()
        self._goal: tuple[str, ...] = ()
        self._highlighted: str | None = None
        self._empty = EMPTY

    # Branches

    def fill(self, key: str, branches: Sequence[Branch]) -> None:
        """Have exactly these branches, in this order, under the one with this key, or under ROOT."""
        for branch in branches:
            self.relabel(branch)
        self._growth.want(key, branches)
        self._grow(key)

    def relabel(self, branch: Branch) -> None:
        """Show the branch in place of the one with the same key; one that is not known is passed over."""
        known = self._growth.branches.get(branch.key)
        if known is None or known == branch:
            return
        self._growth.branches[branch.key] = branch
        node = self._growth.nodes.get(branch.key)
        if node is not None:
            node.allow_expand = branch.expandable
            self._redraw(node)

    def reveal(self, path: Sequence[str]) -> None:
        """Open the branches of the path, outermost first, and put the cursor on its last, as they arrive.

        A move of the cursor by its user ends it.
        """
        self._announce()
        self._goal = tuple(path)
        self._pursue()

    def _pursue(self) -> None:
        for key in self._goal[:-1]:
            node = self._growth.nodes.get(key)
            if node is None or not node.allow_expand:
                return
            if not node.is_expanded:
                node.expand()
        if self._goal and self.move_to(self._goal[-1]):
            self._goal = ()
            if self.cursor_line < self.size.height:
                self.scroll_to(y=0, animate=False)  # with all that it lies in, where that fits

    def _grow(self, key: str) -> None:
        if not self._growth.is_grown(key):
            with self._steady():
                self._growth.grow(key)
            self._pursue()

    @contextmanager
    def _steady(self) -> Iterator[None]:
        """Keep cursor and scroll on their keys while nodes come and go."""
        chosen, top, line = self.cursor_key, self.scroll_offset.y, self.cursor_line
        on_screen = 0 <= line - top < max(1, self.size.height)
        at_top = self.get_node_at_line(top)
        anchor, offset = (chosen, line - top) if on_screen else (at_top.data if at_top else None, 0)
        yield
        if not self.is_mounted:
            return
        self._settle_cursor(chosen)
        held = self._growth.nodes.get(anchor or ROOT)
        if held is not None and self._stands(held):
            self.scroll_to(y=held.line - offset, animate=False)
        self._announce()

    def _settle_cursor(self, key: str | None) -> None:
        """Put the cursor on this key; where that is gone it stays on its line, and a first one stands on the first."""
        node = self._growth.nodes.get(key or ROOT)
        if node is not None and self._stands(node):
            self.cursor_line = node.line
            return
        line = min(max(0, self.cursor_line), self.last_line)
        self.cursor_line = -1  # else the tree would not look which node stands there now
        self.cursor_line = line

    def on_mount(self) -> None:
        """Take up what was filled in before there was a screen."""
        self._settle_cursor(None)
        self._announce()

    def _stands(self, node: TreeNode[str]) -> bool:
        """Whether the node has a line now: one in a closed branch keeps the number of the line that it had."""
        return self.last_line >= 0 and self.get_node_at_line(node.line) is node  # the first numbers the lines anew

    def _redraw(self, node: TreeNode[str]) -> None:
        if self._stands(node):
            node.refresh()

    @property
    def empty(self) -> Shown:
        """The text of one line that stands where branches would."""
        return self._empty

    @empty.setter
    def empty(self, text: Shown) -> None:
        if text != self._empty:
            self._empty = text
            if self.last_line < 0:
                self.refresh()

    @property
    def open_keys(self) -> tuple[str, ...]:
        """The keys of the open branches; setting them before branches are filled in opens those as they come."""
        return tuple(self._growth.open)

    @open_keys.setter
    def open_keys(self, keys: Iterable[str]) -> None:
        self._growth.open.update(keys)

    def open_only(self, keys: Collection[str]) -> None:
        """Have these branches open and no others."""
        for key in self.open_keys:
            if key not in keys and key != ROOT:
                self._growth.open.discard(key)
                if key in self._growth.nodes:
                    self._growth.nodes[key].collapse()
        self.open_keys = keys
        for key in keys:
            node = self._growth.nodes.get(key)
            if node is not None and node.allow_expand and not node.is_expanded:
                node.expand()

    # Cursor and marks

    @property
    def cursor_key(self) -> str | None:
        """The key of the branch under the cursor."""
        return self.cursor_node.data if self.cursor_node is not None else None

    @property
    def marked(self) -> tuple[str, ...]:
        """The keys of the marked branches that are in the tree, outermost first."""
        return tuple(key for key in self._growth.nodes if key in self._marks)

    def move_to(self, key: str) -> bool:
        """Put the cursor on the branch with this key, and return whether it has a line."""
        node = self._growth.nodes.get(key)
        found = node is not None and self._stands(node)
        if node is not None and found:
            self._move_to(node)
        return found

    def _move_to(self, node: TreeNode[str]) -> None:
        if self._stands(node):
            self.cursor_line = node.line
            self.scroll_to_line(node.line)

    def _announce(self) -> None:
        if self.cursor_key != self._highlighted:
            if self._highlighted is not None:
                self._goal = ()
            self._highlighted = self.cursor_key
            self.post_message(self.BranchHighlighted(self, self._highlighted))

    def scroll_to_line(self, line: int, animate: bool = False) -> None:
        """Scroll at once, whatever the caller asks."""
        super().scroll_to_line(line, animate=False)

    def action_unfold(self) -> None:
        """Open the branch under the cursor; where it is open, go to its first."""
        node = self.cursor_node
        if node is not None and node.allow_expand:
            if not node.is_expanded:
                node.expand()
            elif node.children:
                self._move_to(node.children[0])

    def action_fold(self) -> None:
        """Close the branch under the cursor; where it is closed, go to the one that it is in."""
        node = self.cursor_node
        if node is not None and node.is_expanded:
            node.collapse()
        elif node is not None and node.parent is not None and not node.parent.is_root:
            self._move_to(node.parent)

    def action_mark(self) -> None:
        """Mark the branch under the cursor, or take its mark away."""
        if self.cursor_key is not None:
            self._mark({self.cursor_key})

    def action_mark_all(self) -> None:
        """Mark all branches beside the one under the cursor, or take all their marks away where all have one."""
        if self.cursor_node is not None:
            self._mark({node.data for node in self.cursor_node.siblings if node.data is not None})

    def _mark(self, keys: set[str]) -> None:
        before, self._marks = self._marks, toggled(self._marks, keys)
        for key in before ^ self._marks:
            self._redraw(self._growth.nodes[key])
        self.post_message(self.MarksChanged(self))

    def on_tree_node_expanded(self, event: Tree.NodeExpanded[str]) -> None:
        """Remember it, and get the branches."""
        event.stop()
        with self._steady():
            self._growth.unfold(event.node)
        self._pursue()

    def on_tree_node_collapsed(self, event: Tree.NodeCollapsed[str]) -> None:
        """Remember it."""
        event.stop()
        key = event.node.data or ROOT
        if self._growth.nodes.get(key) is event.node:
            self._growth.open.discard(key)

    def on_tree_node_highlighted(self, event: Tree.NodeHighlighted[str]) -> None:
        """Tell of it by key, once."""
        event.stop()
        self._announce()

    def on_tree_node_selected(self, event: Tree.NodeSelected[str]) -> None:
        """Tell of it by key."""
        event.stop()
        if event.node.data is not None:
            self.post_message(self.BranchActivated(self, event.node.data))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a line that is folded by mouse, lest it stay in what is no longer seen."""
        line = event.style.meta.get("line")
        if line is not None:
            self.cursor_line = line

    def on_resize(self) -> None:
        """Keep the cursor on the screen."""
        if self.cursor_line >= 0:
            self.scroll_to_line(self.cursor_line)

    # On the screen

    def process_label(self, label: TextType) -> Text:
        """Labels of Textual's own stay empty: lines are made from branches."""
        return Text()

    def get_label_width(self, node: TreeNode[str]) -> int:
        """Every line is as wide as the pane: nothing to measure, and no scrolling sideways."""
        return 1

    def render_line(self, y: int) -> Strip:
        """Paint one line; the first of a tree without branches says why there are none."""
        if y or self.last_line >= 0:
            return super().render_line(y)
        text = fit(Shown(f"  {self._empty}"), self.size.width, "left", glyphs_of(self).ellipsis)
        return Strip([Segment(text, self.rich_style + self._style_of("dim"))], self.size.width)

    def render_label(self, node: TreeNode[str], base_style: Style, style: Style) -> Text:
        """Paint the sign of the branch, its name and its badge."""
        glyphs = glyphs_of(self)
        reading = Branch("", Shown(_READING + glyphs.ellipsis), tone="dim")
        branch = reading if node.data is None else self._growth.branches[node.data]
        fold = glyphs.opened if node.is_expanded else glyphs.closed
        text = Text()
        if branch.key in self._marks:
            text.append(f"{glyphs.mark} ", base_style + self._style_of("accent"))
        elif branch.expandable:
            text.append(f"{fold} ", base_style + _FOLD_STYLE)
        elif branch.news:
            text.append(f"{glyphs.news} ", base_style + self._style_of("accent"))
        else:
            text.append("  ", base_style)
        chosen = node is self.cursor_node
        for part in parts_of(branch, self._cells_for(node), glyphs):
            text.append(part.text, style if chosen and self.has_focus else style + self._style_of(part.tone))
        return text

    def _cells_for(self, node: TreeNode[str]) -> int:
        depth = 0
        while (parent := node.parent) is not None:
            node, depth = parent, depth + 1
        return max(0, self.scrollable_size.width - depth * _INDENT)

    def _style_of(self, tone: Tone) -> Style:
        style = self.get_component_rich_style(tones.COMPONENTS[tone])
        return Style(color=style.color, bold=style.bold)
