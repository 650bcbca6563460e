"""Topics: taxonomies as data, the terms found in a text, and what each statement is about."""

from pipeline.topics.labelling import TopicLabels, label_document
from pipeline.topics.loading import DEFAULT_TAXONOMIES, HEADINGS, load_taxonomies
from pipeline.topics.rows import RowLabeller, catalogue
from pipeline.topics.taxonomy import Taxonomies, Taxonomy, Topic

__all__ = [
    "DEFAULT_TAXONOMIES",
    "HEADINGS",
    "RowLabeller",
    "Taxonomies",
    "Taxonomy",
    "Topic",
    "TopicLabels",
    "catalogue",
    "label_document",
    "load_taxonomies",
]
