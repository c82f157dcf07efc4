"""Locks: what they keep from being deleted and from being written to, and who cannot pass them."""

import pytest

from tests.simulated import DEFINITION, GALLERY, GROUP, SUBSCRIPTION, VERSION, Answer, Simulator, small_world
from tests.tui.simulator.stage import COMPUTE, MACHINE, put, writable
from tui.simulator.scenario import Body

API = "2016-09-01"
GROUPS = "2025-04-01"
WHOLE = f"/subscriptions/{SUBSCRIPTION}"


def lock_id(scope: str, name: str = "keep") -> str:
    """Name a lock on a scope."""
    return f"{scope}/providers/Microsoft.Authorization/locks/{name}"


def locked(simulator: Simulator, scope: str, level: str = "CanNotDelete", **more: str) -> Answer:
    """Lock a scope."""
    return put(simulator, lock_id(scope), {"properties": {"level": level, **more}}, API)


def refusal(answer: Answer) -> tuple[int, str]:
    """Give status and code."""
    return answer.status, answer.code


def test_a_lock_is_made_changed_read_listed_and_removed() -> None:
    simulator = writable()
    made = locked(simulator, GALLERY, notes="ours")
    assert (made.status, made.body) == (
        201,
        {
            "properties": {"level": "CanNotDelete", "notes": "ours"},
            "id": lock_id(GALLERY),
            "type": "Microsoft.Authorization/locks",
            "name": "keep",
        },
    )
    assert locked(simulator, GALLERY, "readonly").status == 200
    assert simulator.get(lock_id(GALLERY), api_version=API).body["properties"] == {"level": "ReadOnly"}
    assert simulator.write("DELETE", lock_id(GALLERY).upper(), api_version=API).status == 200
    assert simulator.write("DELETE", lock_id(GALLERY), api_version=API).status == 204
    assert refusal(simulator.get(lock_id(GALLERY), api_version=API)) == (404, "LockNotFound")


def test_locks_are_listed_by_scope_with_those_beneath_unless_only_its_own_are_wanted() -> None:
    simulator = writable()
    scopes = [WHOLE, GROUP, GALLERY, DEFINITION, VERSION]
    names = [scope.rpartition("/")[2] for scope in scopes]
    for scope, name in zip(scopes, names, strict=True):
        assert put(simulator, lock_id(scope, name), {"properties": {"level": "ReadOnly"}}, API).status == 201
    for n, scope in enumerate(scopes):
        path = lock_id(scope, "").rstrip("/")
        assert set(simulator.get(path, api_version=API).names) == set(names[n:])
        assert simulator.get(path, "$filter=atScope()", API).names == names[n : n + 1]


@pytest.mark.parametrize("scope", [WHOLE, GROUP, GALLERY])
def test_nothing_is_deleted_beneath_a_lock_but_all_else_goes_on(scope: str) -> None:
    simulator = writable()
    locked(simulator, scope)
    answer = simulator.write("DELETE", VERSION)
    assert refusal(answer) == (409, "ScopeLocked")
    assert answer.body["error"]["message"] == (
        f"The scope '{VERSION}' cannot perform delete operation because following scope(s) are locked: '{scope}'. "
        "Please remove the lock and try again."
    )
    assert put(simulator, GALLERY, {"location": "eastus2", "tags": {"a": "1"}}).status == 200
    simulator.write("DELETE", lock_id(scope), api_version=API)
    assert simulator.write("DELETE", VERSION).status == 202


@pytest.mark.parametrize(("method", "path"), [("PUT", GALLERY), ("PATCH", GALLERY), ("POST", f"{GALLERY}/share")])
def test_nothing_is_written_beneath_a_lock_for_reading_only(method: str, path: str) -> None:
    simulator = writable()
    locked(simulator, GROUP, "ReadOnly")
    answer = simulator.write(method, path, {"location": "eastus2", "tags": {"a": "1"}})
    assert refusal(answer) == (409, "ScopeLocked")
    assert f"'{path}' cannot perform write operation" in answer.body["error"]["message"]
    assert simulator.get(GALLERY).body["tags"] == {}


def test_a_machine_beneath_such_a_lock_cannot_be_stopped() -> None:
    simulator = writable()
    locked(simulator, MACHINE, "ReadOnly")
    stopped = simulator.write("POST", f"{MACHINE}/deallocate", api_version="2026-04-01")
    assert refusal(stopped) == (409, "ScopeLocked")


def test_a_group_is_not_deleted_while_something_in_it_is_locked() -> None:
    simulator = writable()
    locked(simulator, DEFINITION)
    answer = simulator.write("DELETE", GROUP, api_version=GROUPS)
    assert refusal(answer) == (409, "ScopeLocked")
    assert f"locked: '{DEFINITION}'" in answer.body["error"]["message"]
    assert simulator.write("DELETE", f"{COMPUTE}/disks/data", api_version="2026-03-02").status == 202


def test_a_lock_is_on_nothing_else_than_its_scope() -> None:
    simulator = writable()
    locked(simulator, GALLERY)
    # A name that begins with the same letters is another.
    assert put(simulator, f"{GALLERY}2", {"location": "eastus2"}).status == 201
    simulator.advance(60)
    assert simulator.write("DELETE", f"{GALLERY}2").status == 202


@pytest.mark.parametrize(
    ("scope", "body", "status", "code"),
    [
        (f"{GALLERY}x", {"properties": {"level": "ReadOnly"}}, 404, "ParentResourceNotFound"),
        (f"{GROUP}x", {"properties": {"level": "ReadOnly"}}, 404, "ResourceGroupNotFound"),
        (GALLERY, {"properties": {"level": "NotSpecified"}}, 400, "InvalidRequestContent"),
        (GALLERY, {"properties": {}}, 400, "InvalidRequestContent"),
    ],
)
def test_a_lock_on_nothing_or_of_no_level_is_refused(scope: str, body: Body, status: int, code: str) -> None:
    simulator = writable()
    assert refusal(put(simulator, lock_id(scope), body, API)) == (status, code)


def test_a_scenario_holds_locks_too() -> None:
    lock = {"id": lock_id(GALLERY), "name": "keep", "properties": {"level": "CanNotDelete"}}
    simulator = Simulator(small_world(lock))
    assert refusal(simulator.write("DELETE", VERSION)) == (409, "ScopeLocked")
    assert simulator.get(f"{GROUP}/resources", api_version=GROUPS).names == ["img_prod", "ubuntu-2204", "2.4.1"]
    world = simulator.send("GET", "/_simulator/world").body
    assert Simulator(world).get(lock_id(GALLERY), api_version=API).body == lock


@pytest.mark.parametrize(
    "lock",
    [
        {"id": lock_id("/subscriptions/none"), "properties": {"level": "ReadOnly"}},
        {"id": lock_id(GALLERY), "properties": {"level": "Shut"}},
        {"id": lock_id(GALLERY)},
    ],
)
def test_a_scenario_with_a_lock_that_is_none_is_refused(lock: Body) -> None:
    with pytest.raises(ValueError, match="a lock in a subscription that is not there, or of no level"):
        Simulator(small_world(lock))
