"""Install the SDK where its test looks for it."""

from tests.javascript.program import install

install()
