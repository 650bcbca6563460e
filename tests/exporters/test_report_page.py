from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from pipeline.comparison import compare
from pipeline.exporters.report_page import SCRIPTS, STYLES, write_report
from pipeline.exporters.report_quotes import utf16_offsets
from tests.comparison.specimens import specimen_rows

REPORT = Path(__file__).parents[2] / "pipeline" / "exporters" / "report"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    rows = specimen_rows()
    (path,) = write_report(rows, compare(rows), tmp_path_factory.mktemp("report"))
    return path.read_text(encoding="utf-8")


def blocks(page: str) -> dict[str, Any]:
    found = re.findall(r'<script type="application/json" id="([\w-]+)">(.*?)</script>', page, re.DOTALL)
    return {name: json.loads(text) for name, text in found}


def test_hostile_text_stays_inside_its_json_block(page: str) -> None:
    assert "<img" not in page and "window.hacked=1</script>" not in page and "<!--" not in page
    texts = [block for name, block in blocks(page).items() if name.startswith("text-")]
    assert any("</script><script>window.hacked=1</script><!--" in text for text in texts)


def test_only_the_pages_own_script_and_style_may_run(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    assert policy and "default-src 'none'" in policy.group(1) and "unsafe" not in policy.group(1)
    script = re.search(r"<script>(.*?)</script>", page, re.DOTALL)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert script and style
    for part in (script.group(1), style.group(1)):
        digest = base64.b64encode(hashlib.sha256(part.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy.group(1)


def test_nothing_is_fetched_and_nothing_is_parsed_as_markup(page: str) -> None:
    outside = re.sub(r'<script type="application/json".*?</script>', "", page, flags=re.DOTALL)
    # The name of a namespace is no address: nothing is fetched by it.
    outside = outside.replace('"http://www.w3.org/2000/svg"', "")
    assert not re.search(r"https?://|//cdn|@import|url\(", outside)
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", outside)


def test_every_part_of_the_report_is_on_the_page() -> None:
    assert sorted(path.name for path in (REPORT / "scripts").iterdir()) == sorted(SCRIPTS)
    assert sorted(path.name for path in (REPORT / "styles").iterdir()) == sorted(STYLES)


def test_offsets_are_those_of_javascript(page: str) -> None:
    data = blocks(page)
    place = next(
        name.removeprefix("text-") for name, block in data.items() if name.startswith("text-") and "🤝" in block
    )
    encoded = data[f"text-{place}"].encode("utf-16-le")
    consult = data[f"document-{place}"]["statements"][0]
    words = encoded[2 * consult["start"] : 2 * consult["end"]].decode("utf-16-le")
    assert words == "the Parties shall, at the request of either Party, meet within 24 hours where possible"
    columns = data["index"]["documents"][int(place)]
    assert (columns["start"][0], columns["end"][0]) == (consult["start"], consult["end"])


def test_utf16_offsets_count_wide_characters_twice() -> None:
    at = utf16_offsets("a🤝b🤝")
    assert [at(offset) for offset in range(5)] == [0, 1, 3, 4, 6]
    assert utf16_offsets("plain")(3) == 3


def test_no_two_scripts_use_one_name() -> None:
    names = [
        name
        for path in (REPORT / "scripts").iterdir()
        for name in re.findall(
            r"^(?:async )?(?:function|class|const|let) (\w+)", path.read_text(encoding="utf-8"), re.M
        )
    ]
    assert sorted(names) == sorted(set(names))


def test_the_index_says_of_each_statement_what_filters_ask(page: str) -> None:
    index = blocks(page)["index"]
    run = blocks(page)["run"]
    place = [agreement["id"] for agreement in run["agreements"]].index("norvala-estmark-2021")
    columns = index["documents"][place]
    assert [index["kind"][number] for number in columns["kind"]][:3] == ["obligation", "pledge", "intention"]
    assert index["actor"][columns["actor"][0]] == "together" and run["actorTitles"]["together"]
    assert [index["hedges"][number] for number in columns["hedges"][0]] == ["feasibility", "funding"]
    assert columns["hedged"][:3] == [2, 2, 1]
    assert [index["word"][number] for number in index["leftOut"][place]["word"]] == ["shall"]
