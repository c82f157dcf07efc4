"""What the operators make of whole tables."""

from tests.tui.simulator.kql.graph import NOW, RESOURCES, ask
from tui.simulator.kql import compile_query


def test_order_is_descending_with_nulls_last_unless_said() -> None:
    by_replicas = (
        "resources | where type endswith 'versions' | order by toint(properties.publishingProfile.replicaCount)"
    )
    assert [row["name"] for row in ask(by_replicas)] == ["1.0.1", "1.0.0", "1.0.10"]
    assert [row["name"] for row in ask(f"{by_replicas} asc")] == ["1.0.10", "1.0.0", "1.0.1"]
    assert [row["name"] for row in ask(f"{by_replicas} asc nulls last")] == ["1.0.0", "1.0.1", "1.0.10"]


def test_rows_of_one_first_key_are_ordered_by_the_second() -> None:
    rows = ask("resources | sort by location asc, name desc | project location, name")
    assert [row["name"] for row in rows] == ["vmss-web", "ubuntu", "img_prod", "1.0.10", "1.0.1", "1.0.0", "vm-web-1"]


def test_top_take_and_limit_cut_and_rule_out_paging() -> None:
    assert [row["name"] for row in ask("resources | top 2 by name asc")] == ["1.0.0", "1.0.1"]
    assert len(ask("resources | take 3")) == len(ask("resources | limit 3")) == 3
    assert not compile_query("resources | take 3", now=NOW).pageable
    assert not compile_query("resources | project name", now=NOW).pageable
    assert compile_query("resources | project id, name | order by id asc", now=NOW).pageable


def test_extend_adds_or_replaces_and_leaves_the_stored_rows_alone() -> None:
    (row,) = ask("resources | where name == 'ubuntu' | extend kind = 'image', cpus = properties.recommended.vCPUs.min")
    assert (row["kind"], row["cpus"], row["id"]) == ("image", 2, RESOURCES[1]["id"])
    assert "cpus" not in RESOURCES[1]


def test_columns_without_a_name_are_named_after_what_they_are_made_of() -> None:
    (row,) = ask(
        "resources | where name == 'ubuntu' "
        "| project properties.recommended.vCPUs, tostring(properties.osType), tolower(name), zones[0]"
    )
    assert list(row) == ["properties_recommended_vCPUs", "properties_osType", "Column3", "zones_0"]


def test_project_away_drops_columns() -> None:
    (row,) = ask("resources | where name == 'ubuntu' | project id, name, type | project-away type, id")
    assert row == {"name": "ubuntu"}


def test_mv_expand_makes_a_row_of_each_element_and_keeps_null() -> None:
    rows = ask("resources | where type endswith 'machines' or name == 'ubuntu' | mv-expand zones | project name, zones")
    assert rows == [
        {"name": "ubuntu", "zones": None},
        {"name": "vm-web-1", "zones": "1"},
        {"name": "vm-web-1", "zones": "2"},
    ]
    assert ask("resources | where name == '1.0.10' | mvexpand properties.publishingProfile.targetRegions") == []
    tags = ask("resources | where name == 'img_prod' | mv-expand tag = tags | project tag")
    assert tags == [{"tag": {"team": "core"}}, {"tag": {"ring-0": "yes"}}]


def test_mv_expand_stops_at_128_rows_of_one() -> None:
    many = ", ".join(str(number) for number in range(200))
    assert ask(f"resources | take 1 | mv-expand n = dynamic([{many}]) | count") == [{"Count": 128}]


def test_summarize_counts_collects_and_measures() -> None:
    (row,) = ask("""
        resources | extend replicas = toint(properties.publishingProfile.replicaCount)
        | extend published = todatetime(properties.publishingProfile.publishedDate)
        | summarize count(), countif(location == 'eastus2'), dcount(type), sum(replicas), max(replicas),
            lowest = min(replicas), make_set(subscriptionId), make_list(replicas), max(published)
    """)
    assert row == {
        "count_": 7, "countif_": 6, "dcount_type": 5, "sum_replicas": 4, "max_replicas": 3, "lowest": 1,
        "set_subscriptionId": ["s1", "s2"], "list_replicas": [1, 3],
        "max_published": "2026-11-01T07:12:00.5000000Z",
    }  # fmt: skip


def test_summarize_of_nothing_is_one_row_of_zero_and_no_row_by_key() -> None:
    assert ask("resources | where name == 'none' | summarize count()") == [{"count_": 0}]
    assert ask("resources | where name == 'none' | summarize count() by type") == []


def test_distinct_gives_each_combination_once() -> None:
    assert ask("resources | distinct subscriptionId, location") == [
        {"subscriptionId": "s1", "location": "eastus2"},
        {"subscriptionId": "s2", "location": "westeurope"},
        {"subscriptionId": "s2", "location": "eastus2"},
    ]
    assert ask("resources | project location | distinct *") == [{"location": "eastus2"}, {"location": "westeurope"}]
