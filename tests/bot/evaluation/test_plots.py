import re
from xml.etree import ElementTree

import pytest

from bot.evaluation.metrics.calibration import reliability
from bot.evaluation.metrics.risk_coverage import Point, curve
from bot.evaluation.plots import _ticks, latency_plot, recall_plot, reliability_plot, risk_coverage_plot

PAIRS = [(0.9, True), (0.8, False), (0.3, True), (0.1, False)]


def parsed(markup: str) -> ElementTree.Element:
    return ElementTree.fromstring(markup)


def of_class(picture: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    return [element for element in picture.iter() if element.get("class") == name]


def inside(picture: ElementTree.Element) -> bool:
    """Whether every place in it lies in its view."""
    _, _, width, height = map(float, picture.attrib["viewBox"].split())
    across = [float(e.attrib[a]) for e in picture.iter() for a in ("x", "x1", "x2", "cx") if a in e.attrib]
    up = [float(e.attrib[a]) for e in picture.iter() for a in ("y", "y1", "y2", "cy") if a in e.attrib]
    points = re.findall(r"([\d.-]+),([\d.-]+)", " ".join(e.get("points", "") for e in picture.iter()))
    across += [float(x) for x, _ in points]
    up += [float(y) for _, y in points]
    return all(0 <= x <= width for x in across) and all(0 <= y <= height for y in up)


def test_risk_and_coverage() -> None:
    picture = parsed(risk_coverage_plot(curve(PAIRS), Point(0.5, 0.5, 0.5)))
    (line,) = of_class(picture, "curve")
    assert len(line.attrib["points"].split()) == 4 and inside(picture)
    (dot,) = of_class(picture, "dot")
    assert dot[0].text == "now: 50% answered, 50% of them wrong"


def test_calibration_has_a_dot_for_each_bin() -> None:
    picture = parsed(reliability_plot(reliability(PAIRS)))
    dots = of_class(picture, "dot")
    assert len(dots) == 4 and inside(picture)
    assert dots[0][0].text == "confidence 0.00 to 0.10: 1 questions, 0% right"
    assert float(dots[0].attrib["cx"]) < float(dots[-1].attrib["cx"])
    assert float(dots[0].attrib["cy"]) > float(dots[-1].attrib["cy"])


def test_recall_by_rank() -> None:
    picture = parsed(recall_plot([0.5, 0.75, 1.0]))
    assert len(of_class(picture, "dot")) == 3 and inside(picture)


def test_latency_bars_hold_every_answer() -> None:
    picture = parsed(latency_plot([10.0, 12.0, 500.0, 990.0]))
    bars = of_class(picture, "bar")
    assert inside(picture) and len(of_class(picture, "mark")) == 2
    assert sum(int((bar[0].text or "").split()[0]) for bar in bars) == 4


@pytest.mark.parametrize(
    "markup",
    [
        risk_coverage_plot([]),
        risk_coverage_plot(curve([(0.5, True)])),
        reliability_plot([]),
        recall_plot([]),
        recall_plot([0.0]),
        latency_plot([]),
        latency_plot([0.0]),
        latency_plot([5.0]),
    ],
)
def test_little_to_show_is_a_picture_all_the_same(markup: str) -> None:
    assert inside(parsed(markup))


@pytest.mark.parametrize(
    ("top", "ticks"),
    [
        (1, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (0.1, [0, 0.02, 0.04, 0.06, 0.08, 0.1]),
        (0.55, [0, 0.2, 0.4, 0.6]),
        (7, [0, 2, 4, 6, 8]),
        (1100, [0, 250, 500, 750, 1000, 1250]),
    ],
)
def test_ticks_are_round(top: float, ticks: list[float]) -> None:
    assert _ticks(top) == ticks
