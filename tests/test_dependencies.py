"""What is installed with hedgerow: lower bounds, and versions that CI can count on."""

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.lock_dependencies import LICENCES, LOCK, requirements


def test_every_library_used_at_run_time_has_a_lower_bound_and_no_pin() -> None:
    for line in [*requirements()[""], *requirements()["dask"]]:
        operators = {bound.operator for bound in Requirement(line).specifier}
        assert ">=" in operators and "==" not in operators, line


def test_the_locked_versions_are_within_the_bounds_and_name_no_host() -> None:
    lines = [line for line in LOCK.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    assert not [line for line in lines if "/" in line or "@" in line]
    locked = dict(line.split("==") for line in lines)
    for group in requirements().values():
        for requirement in map(Requirement, group):
            version = locked.get(canonicalize_name(requirement.name))
            assert version is None or requirement.specifier.contains(version), f"{requirement}: {version} is locked"


def test_licences_are_stated() -> None:
    lines = LICENCES.read_text(encoding="utf-8").splitlines()
    assert len(lines) > 50 and not [line for line in lines if "not stated" in line]
