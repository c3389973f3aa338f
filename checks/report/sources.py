"""The originals of a batch, by the names of its documents, so that findings can be quoted in place."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from checks.document import Document, SourceMap
    from checks.finding import Finding, Span


class Sources:
    """Finds the original that a finding speaks of; keeps one source map a field, for each indexes its lines once."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._documents: dict[str, list[Document]] = {}
        self._last: dict[str, int] = {}
        self._maps: dict[tuple[int, str], SourceMap] = {}
        for document in documents:
            self._documents.setdefault(document.name, []).append(document)

    def document(self, finding: Finding) -> Document | None:
        """The document of a finding: of several with one name the first whose text is the spans' text.

        Findings come in the order of their documents, so it is looked for from the document of the last finding on.
        """
        named, last = self._documents.get(finding.document, []), self._last.get(finding.document, 0)
        for number in chain(range(last, len(named)), range(last)):
            content = named[number].content
            if all(content(span.field)[span.start : span.end] == span.text for span in finding.spans):
                self._last[finding.document] = number
                return named[number]
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
