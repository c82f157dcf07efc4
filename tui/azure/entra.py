"""What Entra ID says when it gives no token: its codes in words, and the exact next step."""

import base64
import re
import shlex
from typing import NamedTuple

from tui.azure.errors import masked
from tui.model.errors import AuthRequired

_CODE = re.compile(r"\bAADSTS(\d+)\b")
_TRACE = re.compile(r"[.;,]?\s*Trace ID:.*", re.DOTALL)
_CORRELATION = re.compile(r"Correlation ID: *([0-9a-f-]{36})", re.IGNORECASE)
# Options and values that a shell takes as they are: what a message says is offered for pasting.
_LINE = re.compile(r'az login(?: --[\w-]+(?: +(?:"[^"`$\\\n]*"|[\w./:@%+=,][\w./:@%+=,-]*))?)+')


class _Meaning(NamedTuple):
    """A code in words.

    `next_step` is given where it takes more than the line that signs in; `proof` says that this line must name the
    scope, so that the second proof is asked for there and then.
    """

    cause: str
    next_step: str = ""
    proof: bool = False


_MORE_PROOF = _Meaning("the tenant asks for a second proof (multi-factor authentication)", proof=True)
_ENDED = _Meaning("the sign-in has ended")
_NO_MEMBER = _Meaning(
    "the account is not known in this tenant", "sign in with an account of the tenant, or have yours invited:  {line}"
)
_BLOCKED = _Meaning(
    "a Conditional Access policy of the tenant blocks this sign-in",
    "sign in as the policy allows, which is often in a browser and not with a code:  {line}  or ask the tenant's "
    "administrator",
)
_DEVICE = _Meaning(
    "the tenant wants a device that it manages", "sign in on such a device, or ask the tenant's administrator:  {line}"
)
_FEDERATED = _Meaning(
    "the federated token is not one that the application takes",
    "compare issuer, subject and audience of AZURE_FEDERATED_TOKEN_FILE with the application's federated credentials",
)

# Source: "Microsoft Entra authentication and authorization error codes".
_MEANINGS: dict[str, _Meaning] = {
    **dict.fromkeys(("50072", "50074", "50076", "50078", "50079", "50158"), _MORE_PROOF),
    **dict.fromkeys(("50132", "50133", "50173", "70008", "70043", "700082", "700084"), _ENDED),
    **dict.fromkeys(("50020", "50177", "90072"), _NO_MEMBER),
    **dict.fromkeys(("53003", "530035", "50005"), _BLOCKED),
    **dict.fromkeys(("53000", "53001", "53002"), _DEVICE),
    **dict.fromkeys(("70021", "700021", "700024", "700213"), _FEDERATED),
    "50199": _Meaning(
        "the sign-in was not confirmed in the browser", "sign in again, and confirm there that it is you:  {line}"
    ),
    "50055": _Meaning("the password has expired", "set a new one at https://account.microsoft.com, then  {line}"),
    "50057": _Meaning("the account is disabled", "ask the tenant's administrator"),
    "50105": _Meaning("the account is not assigned to the application", "ask the tenant's administrator"),
    "65001": _Meaning("nobody has consented to this application in the tenant", "ask the tenant's administrator"),
    "70019": _Meaning("the code was not entered in time"),
    "70020": _Meaning("the code was not entered in time"),
    "90002": _Meaning("there is no such tenant in this cloud", "correct --tenant, AZURE_TENANT_ID or --cloud"),
    "500011": _Meaning(
        "the tenant does not know this cloud's Resource Manager", "see whether --cloud is the cloud of the tenant"
    ),
    "700016": _Meaning("the application is not known in the tenant", "correct AZURE_CLIENT_ID or AZURE_TENANT_ID"),
    "700027": _Meaning("the application does not know the certificate", "upload it, or correct its path"),
    "7000215": _Meaning("the client secret is wrong", "put its value, which is not its id, into AZURE_CLIENT_SECRET"),
    "7000222": _Meaning(
        "the client secret has expired",
        "make a new one,  az ad app credential reset --id $AZURE_CLIENT_ID,  and put it into AZURE_CLIENT_SECRET",
    ),
}


def refused(message: str, *, login: str, scope: str = "") -> AuthRequired:
    """What a credential's message means; `login` is the line that signs in, unless the message names one in full."""
    code = _CODE.search(message)
    meaning = _MEANINGS.get(code[1]) if code else None
    named = _LINE.search(message)
    line = named[0].rstrip(".") if named else f"{login} --scope {scope}" if meaning and meaning.proof else login
    quoted = _CORRELATION.search(message)
    cause = f"AADSTS{code[1]}: {meaning.cause}" if code and meaning else _said(message)
    error = AuthRequired(cause, command=line, correlation_id=quoted[1] if quoted else None)
    if meaning and meaning.next_step:
        error.next_step = meaning.next_step.format(line=line)
    return error


def login_line(tenant: str | None) -> str:
    """The line that signs in to a tenant, safe to paste whatever its name."""
    return f"az login --tenant {shlex.quote(tenant)}" if tenant else "az login"


def challenge_line(tenant: str | None, scope: str, claims: str) -> str:
    """The line that signs in with the claims that a challenge asks for (az 2.76 and later)."""
    return f'{login_line(tenant)} --scope {scope} --claims-challenge "{base64.b64encode(claims.encode()).decode()}"'


def _said(message: str) -> str:
    """The first line that says why, without what only support can read; Entra's own words where there are any."""
    lines = [line.strip() for line in message.splitlines() if line.strip()]
    said = next((line for line in lines if "AADSTS" in line), lines[0] if lines else "no credential was found")
    return masked(_TRACE.sub("", said))
