"""What signs in is told before anything is asked of Azure, and what is wrong with it."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.tui.azure.test_az import write_script
from tui.azure.credentials import Auth
from tui.azure.sign_in_check import SignInCheck, check_sign_in

PRINCIPAL = {"AZURE_TENANT_ID": "t", "AZURE_CLIENT_ID": "c", "AZURE_CLIENT_SECRET": "hunter2"}


async def checked(environ: Mapping[str, str], auth: Auth = "auto", *, custom: bool = False) -> SignInCheck:
    found = await check_sign_in(auth, {"PATH": "/nowhere", **environ}, custom=custom)
    assert "hunter2" not in f"{found}"
    return found


@pytest.mark.parametrize(
    ("auth", "environ", "credential"),
    [
        ("auto", PRINCIPAL, "service principal"),
        ("auto", {"IDENTITY_ENDPOINT": "http://localhost"}, "managed identity"),
        ("managed-identity", PRINCIPAL, "managed identity"),
        ("device-code", PRINCIPAL, "a code, entered in a browser"),
        ("auto", {}, "az, which is not there"),
        ("cli", PRINCIPAL, "az, which is not there"),
    ],
)
async def test_what_signs_in_is_told_and_no_fault_is_found_with_it(
    auth: Auth, environ: Mapping[str, str], credential: str
) -> None:
    assert await checked(environ, auth) == SignInCheck(credential, [])


@pytest.mark.parametrize(("version", "old"), [("2.75.0", True), ("2.9.1", True), ("2.76.0", False), ("3.0.0", False)])
async def test_an_az_that_is_too_old_is_found(tmp_path: Path, version: str, old: bool) -> None:
    write_script(tmp_path / "az", f"""echo '{{"azure-cli": "{version}", "extensions": {{}}}}'""")
    found = await checked({"PATH": f"{tmp_path}:/usr/bin:/bin"})
    assert found.credential == f"az {version}"
    assert [each.what for each in found.findings] == ([f"az {version} is old"] if old else [])
    assert all("az upgrade" in each.cure for each in found.findings)


@pytest.mark.parametrize("said", ["nonsense", "[]", '{"azure-cli": 2}', ""])
async def test_an_az_that_does_not_tell_its_version_is_not_called_old(tmp_path: Path, said: str) -> None:
    write_script(tmp_path / "az", f"echo '{said}'")
    assert (await checked({"PATH": f"{tmp_path}:/usr/bin:/bin"})).findings == []


@pytest.mark.parametrize(
    ("auth", "environ", "what", "why"),
    [
        ("auto", {"AZURE_CLIENT_SECRET": "hunter2"}, "AZURE_TENANT_ID and AZURE_CLIENT_ID is not set", "az signs in"),
        ("auto", {**PRINCIPAL, "AZURE_TENANT_ID": ""}, "AZURE_TENANT_ID is not set", "az signs in"),
        ("environment", {**PRINCIPAL, "AZURE_CLIENT_ID": ""}, "AZURE_CLIENT_ID is not set", "nothing signs in"),
        (
            "environment",
            {**PRINCIPAL, "AZURE_CLIENT_SECRET": ""},
            "AZURE_CLIENT_SECRET or AZURE_CLIENT_CERTIFICATE_PATH is not set",
            "nothing signs in",
        ),
    ],
)
async def test_a_service_principal_that_is_not_whole_is_found(
    auth: Auth, environ: Mapping[str, str], what: str, why: str
) -> None:
    (found,) = (await checked(environ, auth)).findings
    assert found.what == what
    assert why in found.why


async def test_a_user_assigned_identity_is_no_half_of_a_service_principal() -> None:
    assert (await checked({"AZURE_CLIENT_ID": "c", "IDENTITY_ENDPOINT": "http://localhost"})).findings == []


async def test_a_service_principal_that_no_endpoint_of_one_s_own_gets_is_found() -> None:
    (found,) = (await checked(PRINCIPAL, custom=True)).findings
    assert found.what == "the service principal is not used"
    assert "--auth environment" in found.cure
    assert (await checked(PRINCIPAL, "environment", custom=True)).findings == []


@pytest.mark.parametrize(
    ("name", "environ"),
    [
        ("AZURE_CLIENT_CERTIFICATE_PATH", {**PRINCIPAL, "AZURE_CLIENT_SECRET": ""}),
        ("AZURE_FEDERATED_TOKEN_FILE", {**PRINCIPAL, "AZURE_CLIENT_SECRET": ""}),
    ],
)
async def test_a_file_that_is_not_there_is_found(tmp_path: Path, name: str, environ: Mapping[str, str]) -> None:
    file = tmp_path / "file"
    (found,) = (await checked({**environ, name: str(file)})).findings
    assert found.what == f"{name} names {file}, where there is no file"
    file.touch()
    assert (await checked({**environ, name: str(file)})).findings == []
