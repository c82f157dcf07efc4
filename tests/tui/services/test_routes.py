"""Routes: every subscription is read by the way to its tenant."""

import pytest

from tests.tui.contoso import CONTOSO, FABRIKAM, gallery
from tests.tui.services.scripted_gateway import ScriptedGateway
from tests.tui.services.virtual_clock import VirtualClock
from tui.model.errors import Unavailable
from tui.services.routes import Routes


def test_a_subscription_is_reached_by_the_tenant_that_listed_it_and_others_by_the_home_tenant() -> None:
    home, other = (ScriptedGateway(VirtualClock(), tenant) for tenant in (CONTOSO, FABRIKAM))
    routes = Routes()
    with pytest.raises(Unavailable, match="no tenant has answered yet"):
        routes.gateway_for(gallery().key)
    routes.learn("Sales", other)
    assert routes.gateway_for(gallery("g", "unknown").key) is other
    routes.learn("prod", home)
    assert routes.gateway_for(gallery("g", "sales").key) is other
    assert routes.gateway_for(gallery("g", "prod").key) is home
    assert routes.gateway_for(gallery("g", "unknown").key) is home
