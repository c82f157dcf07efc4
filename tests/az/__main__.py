"""Install az where its tests look for it."""

from tests.az.program import install

install()
