"""Which gateway leads to which subscription."""

import asyncio

from tui.model.errors import Unavailable
from tui.model.ids import subscription_key, subscription_of
from tui.services.gateway import Gateway


class Routes:
    """Gateways by subscription, learnt as tenants list theirs; what is not known yet is sought in the home tenant.

    `known` is set once there is any.
    """

    def __init__(self) -> None:
        self.known = asyncio.Event()
        self._gateways: dict[str, Gateway] = {}
        self.home: Gateway | None = None

    def learn(self, subscription: str, gateway: Gateway) -> None:
        """Note the way to a subscription, by its bare id."""
        self._gateways[subscription_key(subscription)] = gateway
        if self.home is None or gateway.tenant.home:
            self.home = gateway
        self.known.set()

    def gateway_for(self, key: str) -> Gateway:
        """The way to what lies under a key; raises Unavailable while no tenant has answered."""
        gateway = self._gateways.get(subscription_key(subscription_of(key)), self.home)
        if gateway is None:
            raise Unavailable("no tenant has answered yet", scope=key)
        return gateway
