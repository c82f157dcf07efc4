"""What the settings say of keys, held against the table of keys: what can be used of it, and what is wrong."""

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import msgspec

from tui.configuration.faults import Fault
from tui.keymap import KEYS, clash, remapped
from tui.nearest import did_you_mean, nearest
from tui.settings import Resolved

MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")
"""In the order in which Textual's parser writes them."""
_ALSO = {"esc": "escape", "return": "enter", "pgup": "pageup", "pgdn": "pagedown", "del": "delete", "ins": "insert"}


class Remapping(NamedTuple):
    """The keys that can be used, by binding id and written as Textual writes them, and what is wrong with the rest."""

    keys: dict[str, str]
    faults: tuple[Fault, ...]


def remapping(keys: Mapping[str, str]) -> Remapping:
    """Read the settings' keys: none that is unknown, unreadable or taken gets through, and its default stands."""
    usable: dict[str, str] = {}
    faults: list[Fault] = []
    known = [key.id for key in KEYS]
    for name, text in keys.items():
        if name not in known:
            faults.append(Fault(("keys",), f"nothing is called {name}{did_you_mean(name, known)}", name))
            continue
        read = [canonical(each.strip()) for each in text.split(",")]
        unread = next((each.strip() for each, key in zip(text.split(","), read, strict=True) if key is None), None)
        if unread is None:
            usable[name] = ",".join(filter(None, read))
        else:
            faults.append(Fault(("keys", name), _unreadable(unread)))
    while found := clash(remapped(usable)):
        loser = next(each for each in (found.second, found.first) if each in usable)
        del usable[loser]
        faults.append(Fault(("keys", loser), str(found)))
    return Remapping(usable, tuple(faults))


def with_usable_keys(resolved: Resolved) -> Resolved:
    """The settings with the keys that can be used; the others are complaints, for which defaults stand."""
    if not resolved.settings.keys:
        return resolved
    usable, faults = remapping(resolved.settings.keys)
    settings = msgspec.structs.replace(resolved.settings, keys=usable)
    return msgspec.structs.replace(resolved, settings=settings, complaints=(*resolved.complaints, *faults))


def canonical(key: str) -> str | None:
    """A key as Textual writes it, from how people do (`?`, `esc`, `shift+ctrl+left`); None where there is none such."""
    modifiers, base = _parts(key)
    if not set(modifiers) <= set(MODIFIERS) or (modifiers and base != base.lower()):
        return None
    name = _base(base)
    return "+".join((*sorted(set(modifiers)), name)) if name else None


def _parts(key: str) -> tuple[list[str], str]:
    """The modifiers, and what they modify, which may be the plus itself."""
    before, _, base = key.rpartition("+")
    if before and not base:
        before, base = before.removesuffix("+"), "+"
    return before.split("+") if before else [], base or key


def _base(text: str) -> str | None:
    from textual.keys import _character_to_key, key_to_character  # nothing public names one character

    text = _ALSO.get(text, text)
    if text in _names():
        return text
    character = text if len(text) == 1 else key_to_character(text)
    return _character_to_key(character) if character else None


@cache
def _names() -> frozenset[str]:
    """The names of the keys that write nothing, and of signs that Textual calls otherwise than Unicode."""
    from textual.keys import KEY_NAME_REPLACEMENTS, Keys

    bases = {key.value.rpartition("+")[2] for key in Keys}
    named = {each for each in bases if len(each) > 1 and each.isidentifier() and each not in _ALSO}
    return frozenset(named | {*KEY_NAME_REPLACEMENTS.values()})


def _unreadable(key: str) -> str:
    modifiers, base = _parts(key)
    meant = [nearest(each, MODIFIERS) for each in modifiers]
    meant.append(_base(base.lower()) or nearest(base, sorted(_names())))
    return f"no key is called {key}{did_you_mean(key, ['+'.join(meant)])}" if key else "it names no key"
