"""Topics of the rows of a run: in each document, and the catalogue of topics that its rows refer to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.records import unmasked_text
from pipeline.topics.labelling import Row, label_document
from pipeline.topics.matching import TermFinder
from pipeline.topics.taxonomy import Taxonomies

LANGUAGE = "en"


class RowLabeller:
    """Sets the topics of the rows of one document after another."""

    def __init__(self, taxonomies: Taxonomies) -> None:
        self.taxonomies = taxonomies
        self._finder = TermFinder(taxonomies)

    def label(self, document: Row, statements: Sequence[Row], text: str) -> None:
        """Set `topics` and `topic_terms` of the statement rows, `topic_mentions` and `heading_topics` of the document.

        A document in a language that is not tagged mentions nothing, as it says nothing.
        """
        if document.get("language", LANGUAGE) != LANGUAGE:
            document |= {"topic_mentions": [], "heading_topics": {}}
            return
        provisions = document.get("provisions") or []
        read = unmasked_text(document, text)
        labels = label_document(read, provisions, statements, self.taxonomies, self._finder)
        labels.write_into(text, document, statements)


def catalogue(taxonomies: Taxonomies) -> Iterator[Row]:
    """A row a topic, in order: what a table needs to show it, whether or not the taxonomy is at hand."""
    for taxonomy in taxonomies.listed:
        for topic in taxonomy.topics:
            yield {
                "id": topic.id,
                "name": topic.name,
                "taxonomy": taxonomy.name,
                "group": topic.group,
                "description": topic.description,
            }
