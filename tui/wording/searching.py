"""What a filter looks at, made only as far as it looks: a filter over many versions is typed while one waits."""

from collections.abc import Collection, Iterable

from tui.model.gallery import Definition, Gallery, Subscription, Version
from tui.model.replication import regions_of
from tui.wording.rows import fields_of, row_of

Value = Subscription | Gallery | Definition | Version


class SearchedFields:
    """The fields of one thing, as `fields_of` has them; a version's regions have states too."""

    __slots__ = ("_subscription", "_value")

    def __init__(self, value: Value, subscription: str | None) -> None:
        self._value = value
        self._subscription = subscription

    def get(self, key: str, default: Collection[str] = ()) -> Collection[str]:
        """The texts of one field."""
        value = self._value
        match key:
            case "name":
                return (value.name,)
            case "state":
                return self._states()
            case "region" if isinstance(value, Version):
                return [each.region for each in value.target_regions]
        return fields_of(row_of(value, self._subscription)).get(key, default)

    def values(self) -> Iterable[Collection[str]]:
        """All texts, those of the service as it wrote them."""
        return (self._texts(), self._states())

    def _states(self) -> Collection[str]:
        value = self._value
        if isinstance(value, Version):
            return [value.provisioning_state or "", *(each.state for each in regions_of(value))]
        return [(value.state if isinstance(value, Subscription) else value.provisioning_state) or ""]

    def _texts(self) -> Collection[str]:
        value = self._value
        if isinstance(value, Subscription):
            return [value.id, value.name, value.tenant_id]
        texts: list[str | None] = [value.id, *value.id.split("/"), self._subscription, value.location]
        texts += [f"{name}={text}" for name, text in (value.tags or {}).items()]
        if isinstance(value, Definition):
            texts += [value.os_type, value.os_state, value.hyper_v_generation, value.architecture]
            texts += [value.publisher, value.offer, value.sku, value.end_of_life_date]
        elif isinstance(value, Version):
            texts += [value.published_date, value.end_of_life_date, value.replication_mode, value.source_id]
            for target in value.target_regions:
                texts += [target.region, target.name, target.storage_account_type]
        return [text for text in texts if text]
