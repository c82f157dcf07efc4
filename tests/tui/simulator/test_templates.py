"""Templates: what of their language is evaluated, and how the rest is refused."""

from typing import Any

import pytest

from tui.simulator.scenario import Body
from tui.simulator.templates import Template, read_template
from tui.simulator.templates.commented_json import read_commented_json
from tui.simulator.wire import ArmError

HOME: Body = {
    "id": "/subscriptions/s1/resourceGroups/home",
    "name": "home",
    "location": "westus",
    "tags": {"ring": "1"},
}
DISK = "Microsoft.Compute/disks"


def template(*resources: Body, given: Body | None = None, **more: Any) -> Template:  # noqa: ANN401 - parts of a template
    """Read a template of these resources."""
    return read_template({"resources": list(resources), **more}, given, HOME)


def disk(name: str, *after: str, **more: Any) -> Body:  # noqa: ANN401 - whatever a resource says
    """Make a resource of a template."""
    return {"type": DISK, "name": name, "apiVersion": "2023-04-02", "dependsOn": list(after), **more}


def refused(*resources: Body, given: Body | None = None, **more: Any) -> str:  # noqa: ANN401 - as above
    """Read a template that is refused; give what is said of it."""
    with pytest.raises(ArmError) as error:
        template(*resources, given=given, **more)
    assert (error.value.status, error.value.code) == (400, "InvalidTemplate")
    return error.value.message


def value_of(expression: str, **more: Any) -> Any:  # noqa: ANN401 - a JSON value, and parts of a template
    """Evaluate one expression."""
    made = template(outputs={"it": {"type": "object", "value": expression}}, **more)
    assert made.outputs is not None
    return made.outputs["it"]["value"]


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("plain", "plain"),
        ("[not an expression", "[not an expression"),
        ("[[resourceGroup()]", "[resourceGroup()]"),
        ("['it''s']", "it's"),
        ("[concat('a', 'b', 3)]", "ab3"),
        ("[concat(parameters('zones'), parameters('zones'))]", ["1", "2", "1", "2"]),
        ("[parameters('ZONES')[1]]", "2"),
        ("[ resourceGroup().location ]", "westus"),
        ("[resourceGroup().tags.Ring]", "1"),
        ("[resourceGroup().tags['ring']]", "1"),
        ("[variables('outer').name]", "from home"),
        ("[resourceId('Microsoft.Compute/disks', 'd')]", f"{HOME['id']}/providers/{DISK}/d"),
        (
            "[resourceId('other', 'Microsoft.Compute/galleries/images', 'g', 'i')]",
            "/subscriptions/s1/resourceGroups/other/providers/Microsoft.Compute/galleries/g/images/i",
        ),
        (
            "[resourceId('s2', 'other', 'Microsoft.Compute/disks', 'd')]",
            f"/subscriptions/s2/resourceGroups/other/providers/{DISK}/d",
        ),
        ({"[concat('a', 'b')]": ["[concat('c')]", {"d": 1}]}, {"ab": ["c", {"d": 1}]}),
    ],
)
def test_expressions_are_evaluated_wherever_they_stand(expression: Any, value: Any) -> None:  # noqa: ANN401 - JSON values
    zones = {"zones": {"type": "array", "defaultValue": ["1", "2"]}}
    variables = {"inner": "[concat('from ', resourceGroup().name)]", "outer": {"name": "[variables('inner')]"}}
    assert value_of(expression, parameters=zones, variables=variables) == value


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("[uniqueString('a')]", "The template function 'uniqueString' is not valid."),
        ("[reference('a').b]", "The template function 'reference' is not valid."),
        ("[parameters('none')]", "The template parameter 'none' is not found."),
        ("[variables('none')]", "The template variable 'none' is not found."),
        ("[variables('round')]", "is made of itself"),
        ("[resourceGroup().nothing]", "The language expression property 'nothing' doesn't exist"),
        ("[resourceGroup().name.length]", "can't be evaluated"),
        ("[parameters()]", "'parameters': its parameters are not valid"),
        ("[concat(resourceGroup())]", "'concat': all of its parameters are texts"),
        ("[resourceId('Microsoft.Compute/disks')]", "requires '1' resource name argument(s)"),
        ("[resourceId('disks', 'd')]", "it names no type"),
        ("[contoso.own('a')]", "'contoso.own('a')' is not valid"),
        ("[1 + 1]", "'1 + 1' is not valid"),
    ],
)
def test_what_is_not_evaluated_is_named(expression: str, said: str) -> None:
    output = {"it": {"type": "string", "value": expression}}
    whole = refused(outputs=output, variables={"round": "[variables('round')]"})
    assert "Deployment template validation failed: 'The template output 'it' is not valid: " in whole
    assert said in whole


def test_parameters_are_answered_with_their_values_and_secrets_without() -> None:
    declared = {
        "size": {"type": "int", "defaultValue": 2},
        "place": {"type": "string", "defaultValue": "[resourceGroup().location]"},
        "password": {"type": "securestring"},
    }
    made = template(
        disk("d", properties={"secret": "[parameters('password')]"}),
        parameters=declared,
        given={"Password": {"value": "p"}, "size": {"value": 3}},
    )
    assert made.parameters == {
        "size": {"type": "Int", "value": 3},
        "place": {"type": "String", "value": "westus"},
        "password": {"type": "SecureString"},
    }
    (only,) = made.resources.values()
    assert only.body["properties"] == {"secret": "p"}


@pytest.mark.parametrize(
    ("declared", "given", "said"),
    [
        ({"a": {"type": "string"}}, {}, "The value for the template parameter 'a' is not provided."),
        ({"a": {"type": "string"}}, {"a": {"value": "x"}, "b": {"value": 1}}, "The template parameters 'b' in the"),
        ({"a": {"type": "string"}}, {"a": {"value": 1}}, "Expected 'String' for 'a'."),
        ({"a": {"type": "int"}}, {"a": {"value": True}}, "Expected 'Int' for 'a'."),
        ({"a": {"type": "text"}}, {}, "The type 'text' is not valid."),
        ({"a": {"type": "string"}}, {"a": {"reference": {}}}, "is not given by a value"),
        (
            {"a": {"type": "string", "allowedValues": ["x", "y"]}},
            {"a": {"value": "z"}},
            "not part of the allowed value(s): 'x,y'",
        ),
    ],
)
def test_parameters_that_do_not_fit_are_refused(declared: Body, given: Body, said: str) -> None:
    assert said in refused(parameters=declared, given=given)


@pytest.mark.parametrize("said", ["one", f"{DISK}/one", f"{DISK.upper()}/ONE", f"[resourceId('{DISK}', 'one')]"])
def test_what_comes_first_is_named_in_any_of_its_ways(said: str) -> None:
    made = template(disk("two", said), disk("one"))
    assert [made.resources[key].name for key in made.order().static_order()] == ["one", "two"]


@pytest.mark.parametrize(
    ("resources", "said"),
    [
        ([disk("a", "b"), disk("b", "a")], "Circular dependency detected on resource"),
        ([disk("a", "b")], "The resource 'b' is not defined in the template."),
        ([disk("a"), disk("A")], "is defined multiple times in a template."),
        ([disk("a/b")], "has incorrect segment lengths."),
        ([disk("a", copy={"name": "c", "count": 2})], "says 'copy', which is not evaluated here"),
        ([disk("a", condition=False)], "says 'condition'"),
        ([disk("a", properties={"b": "[copyIndex()]"})], "The template function 'copyIndex' is not valid."),
        ([{"type": DISK, "name": "a"}], "has no 'apiVersion' that is a text"),
        ([{**disk("a"), "type": "Microsoft.Resources/deployments"}], "is a nested deployment"),
    ],
)
def test_resources_that_cannot_be_deployed_are_refused(resources: list[Body], said: str) -> None:
    assert said in refused(*resources)


@pytest.mark.parametrize("document", [None, [], {}, {"resources": {"a": disk("a")}}])
def test_what_is_no_template_is_refused(document: object) -> None:
    with pytest.raises(ArmError, match="The template has no array of resources"):
        read_template(document, {}, HOME)


def test_json_is_read_with_comments_bare_names_and_strings_of_several_lines() -> None:
    text = b'{"a": 1, template:{\r\n // a comment\n /* another\n */ "b": [true, null, -2.5e1,],'
    text += b'"c": "//no\n\\"comment\\"",}}'
    assert read_commented_json(text) == {"a": 1, "template": {"b": [True, None, -25.0], "c": '//no\n"comment"'}}


@pytest.mark.parametrize("text", [b"", b"{a}", b"{'a': 1}", b'{"a": "\\q"}', b"\xff"])
def test_what_is_no_json_even_so_is_refused(text: bytes) -> None:
    with pytest.raises(ValueError, match=r"JSON|truncated|malformed|UTF-8|utf-8"):
        read_commented_json(text)
