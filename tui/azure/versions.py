"""The one table of api-versions: a type is read and written with the same one."""

GALLERIES = "2026-03-03"  # galleries, definitions and versions alike: what azure-mgmt-compute 39 sends
SUBSCRIPTIONS = "2022-12-01"  # subscriptions, tenants and locations
RESOURCE_GRAPH = "2021-03-01"
METADATA = "2022-09-01"  # /metadata/endpoints, as az asks for it
USAGES = "2026-04-01"
