"""The tables of versions, definitions, galleries and subscriptions: the cells of a row, each a text and its style."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from tui.model.gallery import Definition, Gallery, Subscription, Version
from tui.model.latest import Latest
from tui.model.regions import RegionNames
from tui.model.replication import Tally, regions_of
from tui.wording.ages import day, moment
from tui.wording.latest import latest_of
from tui.wording.signs import SIGNS, Part, badges
from tui.wording.sizes import counted, gigabytes


def version_cells(
    version: Version, latest: Mapping[str, Latest], now: datetime, *, ascii_only: bool
) -> tuple[Part, ...]:
    """State, regions done, number, where it is the latest, published, size, mode, end of life, excluded."""
    regions = regions_of(version)
    done = sum(each.state == "Completed" for each in regions)
    excluded = sum(bool(each.exclude_from_latest) for each in version.target_regions)
    past = version.past_end_of_life(now)
    return (
        version_state(version, ascii_only=ascii_only),
        (f"{done} of {len(regions)}" if regions else f"{len(version.target_regions)}", "plain"),
        (version.name, "plain"),
        (latest_of(version, latest), "plain"),
        (moment(version.published_date, now), "plain"),
        (gigabytes(version.size_gb), "plain"),
        (version.replication_mode or "Full", "dim"),
        (day(version.end_of_life_date), "moving" if past else "dim"),
        ("everywhere" if version.exclude_from_latest else counted(excluded, "region") if excluded else "", "dim"),
    )


def version_state(version: Version, *, ascii_only: bool) -> Part:
    """The worst that can be said of a version, as sign and word."""
    if version.provisioning_state not in (None, "Succeeded"):
        failed = version.provisioning_state == "Failed"
        sign = SIGNS["Failed" if failed else "Replicating"]
        return f"{sign.text(ascii_only=ascii_only)} {version.provisioning_state}", sign.style
    regions = regions_of(version)
    if not regions:
        return "  not read" if version.replication is None else "  no regions", "dim"
    worst = min(regions, key=lambda each: each.rank).state
    sign = SIGNS[worst]
    return f"{sign.text(ascii_only=ascii_only)} {worst}", sign.style


def definition_cells(
    definition: Definition, versions: Sequence[Version], rolled_up: Tally, *, ascii_only: bool
) -> tuple[Part, ...]:
    """State, name, versions, newest, OS, generation, architecture, security; `versions` newest first."""
    newest = next((each for each in versions if not each.exclude_from_latest), None)
    return (
        roll_up(rolled_up, len(versions), ascii_only=ascii_only),
        (definition.name, "plain"),
        (str(len(versions)), "plain"),
        (newest.name if newest else "", "plain"),
        (" ".join(each for each in (definition.os_type, definition.os_state) if each), "dim"),
        ((definition.hyper_v_generation or "").replace("V", "Gen "), "dim"),
        (definition.architecture or "", "dim"),
        (definition.security_type or "", "dim"),
    )


def gallery_cells(
    gallery: Gallery, definitions: int, versions: int, rolled_up: Tally, names: RegionNames, *, ascii_only: bool
) -> tuple[Part, ...]:
    """State, name, definitions, versions, region, sharing."""
    return (
        roll_up(rolled_up, versions, ascii_only=ascii_only),
        (gallery.name, "plain"),
        (str(definitions), "plain"),
        (str(versions), "plain"),
        (names.display(gallery.location or ""), "plain"),
        (gallery.permissions or "Private", "dim"),
    )


def subscription_cells(
    subscription: Subscription, galleries: int, versions: int, rolled_up: Tally, *, ascii_only: bool
) -> tuple[Part, ...]:
    """State, name, galleries, versions, the account's state, id."""
    return (
        roll_up(rolled_up, versions, ascii_only=ascii_only),
        (subscription.name, "plain"),
        (str(galleries), "plain"),
        (str(versions), "plain"),
        (subscription.state or "", "dim" if subscription.state == "Enabled" else "moving"),
        (subscription.id, "dim"),
    )


def roll_up(rolled_up: Tally, versions: int, *, ascii_only: bool) -> Part:
    """Badges in one cell, in the colour of the first; blank where there are no versions."""
    if not versions:
        return "", "dim"
    parts = badges(rolled_up, ascii_only=ascii_only)
    return " ".join(text for text, _ in parts), parts[0][1] if parts else "dim"
