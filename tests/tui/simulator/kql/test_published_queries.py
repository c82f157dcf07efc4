"""The queries that people publish for galleries run as they stand."""
# ruff: noqa: E501 - as published

from tests.tui.simulator.kql.graph import DEFINITION, RESOURCES, ask


def test_versions_are_listed_with_their_gallery_and_what_they_want() -> None:
    rows = ask("""
        resources | where type =~ 'microsoft.compute/galleries/images/versions'
        | extend p = split(id,'/') | extend gallery=tostring(p[8]), definition=tostring(p[10])
        | where coalesce(tobool(properties.publishingProfile.excludeFromLatest), false) == false
        | project subscriptionId, resourceGroup, gallery, definition, name, location,
            regions=array_length(properties.publishingProfile.targetRegions), replicas=toint(properties.publishingProfile.replicaCount),
            gb=toint(properties.storageProfile.osDiskImage.sizeInGB), eol=todatetime(properties.publishingProfile.endOfLifeDate),
            published=todatetime(properties.publishingProfile.publishedDate), state=tostring(properties.provisioningState)
    """)
    assert [row["name"] for row in rows] == ["1.0.1", "1.0.10"]
    assert rows[0] == {
        "subscriptionId": "s1", "resourceGroup": "rg-img", "gallery": "img_prod", "definition": "ubuntu",
        "name": "1.0.1", "location": "eastus2", "regions": 2, "replicas": 3, "gb": 30, "eol": None, "published": None,
        "state": "Succeeded",
    }  # fmt: skip


def test_regions_are_collected_per_version() -> None:
    rows = ask("""
        resources | where type =~ 'microsoft.compute/galleries/images/versions'
        | mv-expand targetRegion = properties.publishingProfile.targetRegions
        | summarize replicationRegions = make_list(tostring(targetRegion.name)) by id, homeRegion = location
    """)
    assert rows == [
        {"id": f"{DEFINITION}/versions/1.0.0", "homeRegion": "eastus2", "replicationRegions": ["East US 2"]},
        {
            "id": f"{DEFINITION}/versions/1.0.1",
            "homeRegion": "eastus2",
            "replicationRegions": ["East US 2", "West Europe"],
        },
    ]


def test_galleries_and_definitions_are_counted_per_subscription() -> None:
    rows = ask(
        "resources | where type in~ ('microsoft.compute/galleries','Microsoft.Compute/galleries/images') "
        "| summarize count() by type, subscriptionId, location"
    )
    assert rows == [
        {"type": "microsoft.compute/galleries", "subscriptionId": "s1", "location": "eastus2", "count_": 1},
        {"type": "microsoft.compute/galleries/images", "subscriptionId": "s1", "location": "eastus2", "count_": 1},
    ]


def test_machines_and_scale_sets_are_found_by_the_image_they_use() -> None:
    rows = ask(f"""
        Resources
        | where type in~ ('microsoft.compute/virtualmachines','microsoft.compute/virtualmachinescalesets')
        | extend img = tolower(tostring(coalesce(properties.storageProfile.imageReference.id, properties.virtualMachineProfile.storageProfile.imageReference.id)))
        | where img startswith '{DEFINITION.lower()}'
        | project id, name, type, location, resourceGroup, subscriptionId, img, exact=tostring(properties.storageProfile.imageReference.exactVersion)
        | order by id asc
    """)
    assert [(row["name"], row["exact"], row["img"]) for row in rows] == [
        ("vmss-web", "", DEFINITION.lower()),
        ("vm-web-1", "1.0.1", f"{DEFINITION}/versions/1.0.1".lower()),
    ]


def test_the_whole_tree_comes_in_one_query_ordered_by_id() -> None:
    rows = ask(
        "resources | where type in~ ('microsoft.compute/galleries','microsoft.compute/galleries/images',"
        "'microsoft.compute/galleries/images/versions') "
        "| project id, name, type, location, subscriptionId, resourceGroup, tags, properties | order by id asc"
    )
    assert [row["id"] for row in rows] == sorted(row["id"] for row in RESOURCES[:5])
    assert rows[0]["tags"] == {"team": "core", "ring-0": "yes"}
    assert rows[1]["tags"] is None
    assert rows[1]["properties"] == RESOURCES[1]["properties"]


def test_a_query_without_a_table_reads_resources_and_comments_are_skipped() -> None:
    assert ask("where type =~ 'Microsoft.Compute/galleries' // the galleries: https://aka.ms/x\n| count;") == [
        {"Count": 1}
    ]
    assert ask("ResourceContainers | project name") == [{"name": "s1"}]
