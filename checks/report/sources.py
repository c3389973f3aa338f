"""The originals of a batch, by the names of its documents, so that findings can be quoted in place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checks.document import Document, SourceMap
    from checks.finding import Finding, Span


class Sources:
    """Finds the original that a finding speaks of; keeps one source map a field, for each indexes its lines once."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents: dict[str, list[Document]] = {}
        self._maps: dict[tuple[int, str], SourceMap] = {}
        for document in documents:
            self._documents.setdefault(document.name, []).append(document)

    def document(self, finding: Finding) -> Document | None:
        """The document of a finding: of several with one name the first whose text is the spans' text."""
        for document in self._documents.get(finding.document, ()):
            if all(document.content(span.field)[span.start : span.end] == span.text for span in finding.spans):
                return document
        return None

    def map(self, document: Document, field: str) -> SourceMap:
        """The source map of a field."""
        key = (id(document), field)
        if key not in self._maps:
            self._maps[key] = document.source(field)
        return self._maps[key]

    def by_original(self, document: Document, spans: Iterable[Span]) -> list[tuple[SourceMap, list[Span]]]:
        """The spans of each original, in the order in which their originals are first named."""
        groups: list[tuple[SourceMap, list[Span]]] = []
        for span in spans:
            source = self.map(document, span.field)
            for known, members in groups:
                if known is source or known.original == source.original:
                    members.append(span)
                    break
            else:
                groups.append((source, [span]))
        return groups
