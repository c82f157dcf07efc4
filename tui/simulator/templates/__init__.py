"""Templates of deployments: a subset of their language, evaluated; what is not evaluated is refused by name."""

from tui.simulator.templates.template import Resource, Template, read_template

__all__ = ["Resource", "Template", "read_template"]
