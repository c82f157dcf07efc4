"""Galleries that others share, opened by the name that they go by: they are shown, and not kept in the inventory.

A shared gallery is seen from the subscriptions and tenants that it is shared with, a community gallery from anywhere;
both in one region at a time, and there only what is complete (Microsoft's documentation of both kinds of sharing).
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable
from typing import NamedTuple, TypeVar

from msgspec import Struct

from tui.model.errors import GalleryError, NotFound
from tui.model.gallery import Definition, Gallery, Version
from tui.model.ids import ForeignId, subscription_key
from tui.model.precedence import Stamp
from tui.services.gateway import Gateway, Page, Reading, Unreadable, Vantage, on_screen
from tui.services.listing import own_fault
from tui.services.routes import Routes

T = TypeVar("T")
R = TypeVar("R", Gallery, Definition, Version)

NOWHERE = "see whether name and region are right: it is seen only where its versions are complete"
NOT_SHARED = f"{NOWHERE}, and only from what it is shared with"
AGAIN = "nothing is wrong with the name: ask again in a moment"


class VersionsSeen(NamedTuple):
    """The versions of a definition as they are seen from a vantage, newest first, and the bodies that are broken."""

    versions: tuple[Version, ...]
    unreadable: tuple[Unreadable, ...]


class Opened(Struct, frozen=True):
    """A gallery as it is seen from a vantage, with its definitions by name.

    `versions` are those of the definition that was asked for by its id, newest first; None where it named none.
    `unreadable` are bodies that could not be read: they spoil their own rows only.
    """

    gallery: Gallery
    definitions: tuple[Definition, ...]
    versions: tuple[Version, ...] | None
    unreadable: tuple[Unreadable, ...]
    stamp: Stamp


class Shares(Struct, frozen=True):
    """The galleries that others share with a subscription or its tenant, in a region; `errors` says what is missing."""

    galleries: tuple[Gallery, ...]
    unreadable: tuple[Unreadable, ...]
    errors: tuple[GalleryError, ...]


class ForeignGalleries:
    """Reads them through the tenant that a vantage lies in. Every method raises only errors of `tui.model.errors`."""

    def __init__(self, routes: Routes) -> None:
        self._routes = routes

    async def shared(self, vantage: Vantage) -> Shares:
        """Whatever others share with the subscription, or with its whole tenant, in the region; each once, by name.

        One of the two lists that fails leaves the other; raises the error where neither can be read.
        """
        gateway = self._gateway(vantage)
        lists = [gateway.shared_galleries(vantage, with_tenant=with_tenant) for with_tenant in (False, True)]
        read = await asyncio.gather(*(_sparing(_all(each)) for each in lists))
        errors = tuple(_advised(each, NOWHERE) for each in read if isinstance(each, GalleryError))
        if len(errors) == len(read):
            raise errors[0]
        complete = [each for each in read if not isinstance(each, GalleryError)]
        found = {gallery.key: gallery for galleries, _ in complete for gallery in galleries}
        unreadable = dict.fromkeys(each for _, broken in complete for each in broken)
        return Shares(tuple(found[key] for key in sorted(found)), tuple(unreadable), errors)

    async def open(self, wanted: ForeignId, vantage: Vantage) -> Opened:
        """A gallery with its definitions and, where the id names a definition or a version, that one's versions.

        Raises NotFound for a gallery that is not shared with the vantage or is not seen in its region.
        """
        gateway = self._gateway(vantage)
        reading = await _told(gateway.foreign_gallery(vantage, wanted), wanted)
        (definitions, broken), (versions, more) = await asyncio.gather(
            _told(_all(gateway.foreign_definitions(vantage, wanted)), wanted), _versions(gateway, wanted, vantage)
        )
        return Opened(
            reading.value,
            tuple(sorted(definitions, key=lambda each: each.key)),
            _newest_first(versions) if wanted.definition else None,
            (*broken, *more),
            reading.stamp,
        )

    async def versions(self, definition: ForeignId, vantage: Vantage) -> VersionsSeen:
        """The versions of a definition of such a gallery."""
        versions, broken = await _versions(self._gateway(vantage), definition, vantage)
        return VersionsSeen(_newest_first(versions), tuple(broken))

    async def body(self, wanted: ForeignId, vantage: Vantage) -> Reading[bytes]:
        """What the service sends for such a gallery, definition or version, as it stands."""
        return await _told(self._gateway(vantage).foreign_body(vantage, wanted), wanted)

    def _gateway(self, vantage: Vantage) -> Gateway:
        on_screen.set(True)  # somebody waits for it
        return self._routes.gateway_for(subscription_key(vantage.subscription_id))


async def _versions(gateway: Gateway, wanted: ForeignId, vantage: Vantage) -> tuple[list[Version], list[Unreadable]]:
    """Those of the definition that an id names, if it names one."""
    return await _told(_all(gateway.foreign_versions(vantage, wanted)), wanted) if wanted.definition else ([], [])


def _newest_first(versions: list[Version]) -> tuple[Version, ...]:
    return tuple(sorted(versions, key=lambda each: each.order, reverse=True))


async def _all(pages: AsyncIterator[Page[R]]) -> tuple[list[R], list[Unreadable]]:
    items: list[R] = []
    unreadable: list[Unreadable] = []
    async for page in pages:
        items += page.items
        unreadable += page.unreadable
    return items, unreadable


async def _sparing(reading: Awaitable[T]) -> T | GalleryError:
    """What is read, or why it could not be."""
    try:
        return await reading
    except GalleryError as error:
        return error
    except Exception as raised:
        return own_fault(raised)


async def _told(reading: Awaitable[T], wanted: ForeignId) -> T:
    """What is read; of what could not be it is said what to do."""
    read = await _sparing(reading)
    if isinstance(read, GalleryError):
        raise _advised(read, NOT_SHARED if wanted.family == "SharedGalleries" else NOWHERE)
    return read


def _advised(error: GalleryError, not_found: str) -> GalleryError:
    """The error with what to do about it: nothing here is read again by itself."""
    if isinstance(error, NotFound):
        error.next_step = not_found
    elif error.transient:
        error.next_step = AGAIN
    return error
