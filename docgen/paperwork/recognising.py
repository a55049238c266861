"""Whose pages a received file holds, by the strongest evidence it has: our own bytes, page codes, our own words.

Knows the order in which evidence is asked for (luu-tru.md §4.2) and what it was held against; decides no outcome. A
copy of a print is told by its bytes or, when a program wrote it anew to sign it, by its words; what it is worth the
signatures say.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from docgen.errors import DocgenError
from docgen.intake.candidates import best_candidates
from docgen.intake.comparing import PageLook
from docgen.intake.identify import look_again, read_pages
from docgen.intake.kinds import Kind
from docgen.intake.own_print import OwnPrint, copy_of, same_paper
from docgen.intake.pictures import words_of
from docgen.intake.sorting import FileFindings, sort_pages, whole_copy
from docgen.intake.staging import Staged
from docgen.media.apart import Helpers
from docgen.office import Office
from docgen.paperwork.at_hand import PapersAtHand, papers_at_hand
from docgen.paperwork.attesting import Attestation
from docgen.paperwork.evidence import traits
from docgen.paperwork.prints import Prints
from docgen.signatures.verdict import Verdict
from registry.store.received import find_file

_LOOKED_AT = frozenset({Kind.PDF.value, Kind.IMAGE.value})
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, kw_only=True)
class Recognised:
    """What a file holds; `copy` is set when it is one of our prints come back as a file, its pages bear no codes."""

    findings: FileFindings
    papers: PapersAtHand
    looks: Mapping[int, PageLook | None]
    verdict: Verdict
    copy: OwnPrint | None = None


class Recogniser:
    """Recognises the files of one pass."""

    def __init__(
        self, office: Office, helpers: Helpers, prints: Prints, attestation: Attestation, progress: Progress | None
    ) -> None:
        self._office = office
        self._helpers = helpers
        self._prints = prints
        self._attestation = attestation
        self._progress = progress

    def recognise(self, staged: Staged, kind: Kind) -> Recognised:
        """Everything a file says of itself, and what it is worth."""
        begun = self._by_bytes(staged) if kind is Kind.PDF else None
        if begun is not None:
            return begun
        found = self._by_codes(staged, kind)
        if found.verdict.is_signed and not found.findings.documents and not found.findings.forged:
            return self._by_words(staged) or found
        return found

    def _by_bytes(self, staged: Staged) -> Recognised | None:
        code = self._prints.begun_by(staged)
        if code is None:
            return None
        return self._copy(staged, self._helpers.run(copy_of, staged.path, code, self._prints.papers[code]))

    def _by_words(self, staged: Staged) -> Recognised | None:
        """A signed file without our codes: one of the papers that its words name, if it says the same."""
        try:
            texts = self._helpers.run(words_of, staged.path, "pdf")
        except DocgenError:
            return None
        likely = best_candidates(texts, (), traits(self._office))
        papers = {each.document: self._prints.papers[each.document] for each in likely if each.document in self._prints}
        return self._copy(staged, self._helpers.run(same_paper, staged.path, papers)) if papers else None

    def _copy(self, staged: Staged, copy: OwnPrint | None) -> Recognised | None:
        if copy is None:
            return None
        papers = papers_at_hand(self._office, {copy.document})
        findings = whole_copy(copy.document, copy.pages, papers.known, name=staged.original_name)
        if findings is None:
            return None
        verdict = self._attestation.judge(staged.path, Kind.PDF, [copy.document])
        return Recognised(findings=findings, papers=papers, looks=copy.looks, verdict=verdict, copy=copy)

    def _by_codes(self, staged: Staged, kind: Kind) -> Recognised:
        def tell(done: int, total: int) -> None:
            if self._progress:
                self._progress(staged.original_name, done, total)

        prints = self._prints.papers if self._office.settings.inbox.compare else None
        reads = read_pages(staged.path, kind, prints=prints, helpers=self._helpers, progress=tell)
        papers = self._looked_again(
            papers_at_hand(self._office, {code.document for read in reads for code in read.codes})
        )
        findings = sort_pages(reads, papers.known, self._office.key, name=staged.original_name)
        verdict = self._attestation.judge(staged.path, kind, [found.code for found in findings.documents])
        looks = {read.file_page: read.look for read in reads}
        return Recognised(findings=findings, papers=papers, looks=looks, verdict=verdict)

    def _looked_again(self, papers: PapersAtHand) -> PapersAtHand:
        """The papers with the pages that came before held against their prints once more, so that a page which comes
        again is compared with the first copy, and a paper in several files is judged as one.
        """
        places = [place for code, held in papers.held.items() if code in self._prints for place in held.values()]
        if not places or not self._office.settings.inbox.compare:
            return papers
        with self._office.store.reading() as session:
            files = {sha256: find_file(session, sha256) for sha256 in {sha256 for sha256, _ in places}}
        known = {code: self._prints.papers[code] for code in papers.held if code in self._prints}
        looks = {}
        for sha256, page in places:
            file = files[sha256]
            if file.kind in _LOOKED_AT:
                path = self._office.folder / file.stored_path
                looks[sha256, page] = self._helpers.run(look_again, path, Kind(file.kind), page, known)
        return replace(papers, looks={place: look for place, look in looks.items() if look is not None})
