"""`/metadata/endpoints`: what a client needs to know of a cloud before it signs in."""

from tui.simulator.scenario import Body
from tui.simulator.wire import Request, Response, encode

PATH = "/metadata/endpoints"


def endpoints(request: Request) -> Response:
    """Describe this cloud: one body since 2022-09-01, a list since 2018-05-01, a shorter body before.

    The simulator is its own audience; the other addresses are names under `.invalid`, so that nothing real is asked.
    """
    origin = request.origin
    asked = request.query.get("api-version", "2022-09-01")
    if asked >= "2022":
        return Response(200, encode(_cloud(origin)))
    if asked >= "2018":
        return Response(200, encode([_cloud(origin)]))
    return Response(200, encode(_first_shape(origin)))


def _cloud(origin: str) -> Body:
    return {
        "portal": _address("portal"),
        "authentication": _authentication(origin),
        "media": _address("media"),
        "graphAudience": _address("graph"),
        "graph": _address("graph"),
        "name": "Simulator",
        "suffixes": {
            "azureDataLakeStoreFileSystem": "azuredatalakestore.simulator.invalid",
            "acrLoginServer": "azurecr.simulator.invalid",
            "sqlServerHostname": "database.simulator.invalid",
            "azureDataLakeAnalyticsCatalogAndJob": "azuredatalakeanalytics.simulator.invalid",
            "keyVaultDns": "vault.simulator.invalid",
            "storage": "core.simulator.invalid",
            "storageSyncEndpointSuffix": "afs.simulator.invalid",
            "mhsmDns": "managedhsm.simulator.invalid",
            "mysqlServerEndpoint": "mysql.database.simulator.invalid",
            "postgresqlServerEndpoint": "postgres.database.simulator.invalid",
            "mariadbServerEndpoint": "mariadb.database.simulator.invalid",
            "synapseAnalytics": "dev.azuresynapse.simulator.invalid",
            "attestationEndpoint": "attest.simulator.invalid",
        },
        "batch": _address("batch"),
        "resourceManager": f"{origin}/",
        "vmImageAliasDoc": _address("aliases"),
        "activeDirectoryDataLake": _address("datalake"),
        "sqlManagement": _address("management.sql"),
        "microsoftGraphResourceId": _address("microsoftgraph"),
        "appInsightsResourceId": _address("appinsights"),
        "appInsightsTelemetryChannelResourceId": _address("telemetry"),
        "appServiceResourceId": _address("appservice"),
        "attestationResourceId": _address("attest"),
        "logAnalyticsResourceId": _address("loganalytics"),
        "ossrdbmsResourceId": _address("ossrdbms"),
        "synapseAnalyticsResourceId": _address("synapse"),
        "gallery": _address("gallery"),
    }


def _first_shape(origin: str) -> Body:
    return {
        "galleryEndpoint": _address("gallery"),
        "graphEndpoint": _address("graph"),
        "portalEndpoint": _address("portal"),
        "authentication": {"loginEndpoint": _address("login"), "audiences": [origin]},
    }


def _authentication(origin: str) -> Body:
    return {
        "loginEndpoint": _address("login"),
        "audiences": [origin, f"{origin}/"],
        "tenant": "common",
        "identityProvider": "AAD",
    }


def _address(name: str) -> str:
    return f"https://{name}.simulator.invalid/"
