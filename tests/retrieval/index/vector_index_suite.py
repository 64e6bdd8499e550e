"""What any `VectorIndex` must do: derive a class from `VectorIndexSuite` and give it the fixture `opened`.

    class TestMine(VectorIndexSuite):
        @pytest.fixture
        def opened(self, tmp_path: Path) -> Iterator[Opened]:
            yield lambda: MyIndex(tmp_path)

Each call of `opened` stands for a process: what one writes another sees, after `reload` at the latest.
"""

from __future__ import annotations

from collections.abc import Callable
from math import cos, radians, sin

import pytest

from retrieval.index.limits import Limits
from retrieval.index.vectors import VectorEntry, VectorIndex

Opened = Callable[[], VectorIndex]


def at(degrees: float) -> list[float]:
    """A unit vector, so that angles tell what is near."""
    return [cos(radians(degrees)), sin(radians(degrees))]


EAST = VectorEntry("east", at(0), "Herald", 20260301)
NORTH_EAST = VectorEntry("north-east", at(45), "Post", 20260302)
NORTH = VectorEntry("north", at(90), "Herald", 20260303)
UNDATED = VectorEntry("undated", at(180))
ALL = [EAST, NORTH_EAST, NORTH, UNDATED]
NONE = Limits()


class VectorIndexSuite:
    """Each test is one promise of the Protocol."""

    @pytest.fixture
    def index(self, opened: Opened) -> VectorIndex:
        index = opened()
        index.add(ALL)
        return index

    def test_an_empty_one_finds_nothing(self, opened: Opened) -> None:
        index = opened()
        assert (index.count(), index.search(at(0), NONE, 5), index.get(["east"])) == (0, [], {})
        index.remove(["east"])
        index.add([])

    def test_the_nearest_come_first(self, index: VectorIndex) -> None:
        assert index.count() == 4
        assert index.search(at(10), NONE, 4) == ["east", "north-east", "north", "undated"]
        assert index.search(at(100), NONE, 2) == ["north", "north-east"]

    def test_length_does_not_matter(self, index: VectorIndex) -> None:
        index.add([VectorEntry("far", [0.0, 9.0])])
        assert index.search([3.0, 0.0], NONE, 1) == ["east"]
        assert set(index.search([0.0, 0.5], NONE, 2)) == {"north", "far"}

    @pytest.mark.parametrize(
        ("limits", "ids"),
        [
            (Limits(source="Herald"), ["east", "north"]),
            (Limits(source="Times"), []),
            (Limits(since=20260302), ["north-east", "north"]),
            (Limits(until=20260302), ["east", "north-east"]),
            (Limits(20260302, 20260302), ["north-east"]),
            (Limits(20260302, None, "Herald"), ["north"]),
        ],
    )
    def test_limits_are_inclusive_and_days_leave_out_what_has_none(
        self, index: VectorIndex, limits: Limits, ids: list[str]
    ) -> None:
        assert index.search(at(0), limits, 4) == ids

    def test_vectors_come_back(self, index: VectorIndex) -> None:
        vectors = index.get(["north", "nowhere", "east"])
        assert set(vectors) == {"north", "east"}
        assert list(vectors["north"]) == pytest.approx(at(90), abs=1e-6)

    def test_the_same_id_replaces_itself(self, index: VectorIndex) -> None:
        index.add([VectorEntry("east", at(170), "Post", 20260304)])
        assert index.count() == 4
        assert index.search(at(178), NONE, 2) == ["undated", "east"]
        assert index.search(at(0), Limits(source="Herald"), 4) == ["north"]

    def test_what_is_removed_is_not_found(self, index: VectorIndex) -> None:
        index.remove(["east", "nowhere"])
        index.erase()
        assert (index.count(), index.get(["east"])) == (3, {})
        assert index.search(at(0), NONE, 4) == ["north-east", "north", "undated"]

    def test_many_go_in_and_out_at_once(self, index: VectorIndex) -> None:
        many = [VectorEntry(f"m{n}", at(n / 100)) for n in range(12_000)]
        index.add(many)
        assert index.count() == 12_004
        assert len(index.get([entry.id for entry in many])) == 12_000
        index.remove([entry.id for entry in many])
        assert index.count() == 4

    def test_another_process_sees_it(self, index: VectorIndex, opened: Opened) -> None:
        other = opened()
        assert other.count() == 4
        index.remove(["east"])
        other.reload()
        assert (other.count(), other.search(at(0), NONE, 1)) == (3, ["north-east"])
        other.close()

    def test_closed_and_opened_it_holds_the_same(self, index: VectorIndex, opened: Opened) -> None:
        index.close()
        again = opened()
        assert again.search(at(0), NONE, 4) == ["east", "north-east", "north", "undated"]
        again.close()

    def test_discarded_it_is_empty_and_takes_new_ones(self, index: VectorIndex) -> None:
        index.discard()
        assert index.count() == 0
        index.add([NORTH])
        assert index.search(at(0), NONE, 4) == ["north"]
