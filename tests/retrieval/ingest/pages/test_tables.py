from retrieval.ingest.pages.reading import read_page

BEFORE = (
    "<p>The harbour board published its figures for the year on Friday, and they are"
    " better than anybody on the"
    " quay had hoped. Most of the freight is grain.</p>"
)
AFTER = (
    "<p>The chairman, Odd Brekke, said the board would now repair the east pier. He"
    " expects the work to take until"
    " the summer of next year.</p>"
)
FIGURES = (
    "<table><tr><th>Quay</th><th>Ships</th><th>Freight</th></tr>"
    "<tr><td>North</td><td>212</td><td>40,100 t</td></tr"
    ">"
    "<tr><td>East</td><td>98</td><td>12,750 t</td></tr></table>"
)


def text_of(body: str) -> list[str]:
    head = "<html lang=en><head><title>Board publishes figures</title></head>"
    return read_page(f"{head}<body><main><article><h1>Board publishes figures</h1>{body}", "").text.split(
        "\n\n"
    )


def test_a_row_is_told_with_the_names_of_its_columns() -> None:
    assert text_of(BEFORE + FIGURES + AFTER)[1:3] == [
        "Quay North: Ships 212; Freight 40,100 t",
        "Quay East: Ships 98; Freight 12,750 t",
    ]


def test_a_table_that_only_lays_out_is_none() -> None:
    prose = BEFORE.replace("<p>", "").replace("</p>", "")
    layout = f"<table><tr><td>{BEFORE}{AFTER}</td><td>{AFTER.replace('chairman', 'clerk')}</td></tr></table>"
    assert text_of(layout)[0] == prose
