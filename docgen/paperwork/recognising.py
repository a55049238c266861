"""Whose pages a received file holds, by the strongest evidence it has: our own bytes, page codes, our own words.

Knows the order in which evidence is asked for (luu-tru.md §4.2) and what it was held against; decides no outcome. A
copy of a print is told by its bytes or, when a program wrote it anew to sign it, by its words; what it is worth the
signatures say. What costs time is asked ahead of a file's turn; what the registry holds is asked when its turn comes,
for files come in one after another and change it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import partial

from docgen.errors import DocgenError
from docgen.intake.candidates import best_candidates
from docgen.intake.comparing import PageLook
from docgen.intake.identify import Progress as Told
from docgen.intake.identify import look_again
from docgen.intake.kinds import Kind, classify
from docgen.intake.own_print import OwnPrint, look_again_on_screen, same_paper
from docgen.intake.pictures import words_of
from docgen.intake.sorting import FileFindings, PageSet, sort_pages, whole_copy
from docgen.intake.staging import Staged
from docgen.media.apart import Helpers
from docgen.office import Office
from docgen.paperwork.at_hand import PapersAtHand, papers_at_hand
from docgen.paperwork.attesting import Attestation
from docgen.paperwork.evidence import traits
from docgen.paperwork.filing import Source
from docgen.paperwork.first_look import Begun, FirstLook, look_over
from docgen.paperwork.prints import Prints
from docgen.signatures.verdict import Verdict
from registry.store.received import FileRecord, find_file

_MOST_WAITING = 5_000  # pages remembered during a pass, seven kilobytes each
_LOOKED_AT = frozenset({Kind.PDF.value, Kind.IMAGE.value})
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, kw_only=True)
class Looked:
    """A file after its first look: whether it left us as it is, and what its signatures are worth."""

    look: FirstLook
    verdict: Verdict
    is_unsigned: bool = False  # byte for byte what was printed to be signed

    @property
    def has_pages(self) -> bool:
        """True for a PDF or picture whose pages were read."""
        return self.look.classified.kind in {Kind.PDF, Kind.IMAGE} and not self.is_unsigned

    @property
    def codes(self) -> frozenset[str]:
        """Codes of the papers it may hold."""
        copies = {self.look.copy.document} if self.look.copy else set()
        return frozenset({code.document for read in self.look.reads or () for code in read.codes} | copies)


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
        self._waiting: dict[Source, PageLook] = {}

    def look_over(self, staged: Staged) -> Looked:
        """The first look; may be asked for many files at once."""

        def tell(done: int, total: int) -> None:
            if self._progress:
                self._progress(staged.original_name, done, total)

        if self._prints.is_unsigned(staged):
            classified = self._helpers.run(classify, staged.path, staged.original_name)
            return Looked(look=FirstLook(classified=classified), verdict=self._attestation.unsigned(), is_unsigned=True)
        look = self._look(staged, self._begun(staged), tell)
        if look.copy and not self._is_whole(staged, look.copy):
            look = self._look(staged, None, tell)
        return Looked(look=look, verdict=self._verdict(staged, look))

    def _look(self, staged: Staged, begun: Begun | None, tell: Told) -> FirstLook:
        prints = self._prints.shared
        return look_over(self._helpers, staged.path, staged.original_name, prints, begun=begun, progress=tell)

    def _is_whole(self, staged: Staged, copy: OwnPrint) -> bool:
        papers = papers_at_hand(self._office, {copy.document})
        return whole_copy(copy.document, copy.pages, papers.known, name=staged.original_name) is not None

    def _begun(self, staged: Staged) -> Begun | None:
        code = self._prints.begun_by(staged)
        return (code, self._prints.papers[code]) if code else None

    def _verdict(self, staged: Staged, look: FirstLook) -> Verdict:
        if look.classified.kind is not Kind.PDF or not look.is_signed:
            return self._attestation.unsigned()
        if look.copy is not None:
            documents = [look.copy.document]
        else:
            codes = {code.document for read in look.reads or () for code in read.codes}
            found = self._by_codes(staged, look, papers_at_hand(self._office, codes))
            documents = [each.code for each in found.documents]
        return self._attestation.judge(staged.path, Kind.PDF, documents)

    def papers(self, codes: Collection[str]) -> PapersAtHand:
        """Papers as the registry has them now, the pages that came before held against their prints once more: so a
        page which comes again is compared with its first copy, and a paper in several files is judged as one.
        """
        papers = papers_at_hand(self._office, codes)
        places = {place: code for code, held in papers.held.items() if code in self._prints for place in held.values()}
        if not places or not self._office.settings.inbox.compare:
            return papers
        looks = {place: self._waiting[place] for place in places if place in self._waiting}
        unseen = [place for place in places if place not in looks]
        with self._office.store.reading() as session:
            files = {sha256: find_file(session, sha256) for sha256 in {sha256 for sha256, _ in unseen}}
        again = [(at, self._helpers.ahead(partial(self._look_again, files[at[0]], at[1], places[at]))) for at in unseen]
        looks |= {place: look for place, asked in again if (look := asked()) is not None}
        return replace(papers, looks=looks)

    def _look_again(self, file: FileRecord, page: int, code: str) -> PageLook | None:
        if file.kind not in _LOOKED_AT:
            return None
        path, kind = self._office.folder / file.stored_path, Kind(file.kind)
        look = self._helpers.run(look_again, path, kind, page, self._prints.shared)
        if look is not None or kind is Kind.IMAGE:
            return look
        return self._helpers.run(look_again_on_screen, path, self._prints.papers[code], page)

    def recognise(self, staged: Staged, looked: Looked, papers: PapersAtHand) -> Recognised:
        """What a file that had its first look is worth now; `papers` are those it may hold."""
        begun = self._copy(staged, looked.look.copy, papers, looked.verdict)
        if begun is not None:
            return begun
        look = looked.look
        findings = self._by_codes(staged, look, papers)
        if looked.verdict.is_signed and not findings.documents and not findings.forged:
            by_words = self._by_words(staged)
            if by_words is not None:
                return by_words
        looks = {read.file_page: read.look for read in look.reads or ()}
        self._remember(staged, findings, looks)
        return Recognised(findings=findings, papers=papers, looks=looks, verdict=looked.verdict)

    def _remember(self, staged: Staged, findings: FileFindings, looks: Mapping[int, PageLook | None]) -> None:
        """Keep what was seen of papers that wait for a page: it will be asked for when that comes."""
        positions = [
            at for found in findings.documents if found.state is PageSet.MISSING for at in found.pages.values()
        ]
        self._waiting |= {(staged.sha256, at): look for at in positions if (look := looks.get(at))}
        while len(self._waiting) > _MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]

    def _by_codes(self, staged: Staged, look: FirstLook, papers: PapersAtHand) -> FileFindings:
        return sort_pages(look.reads or (), papers.known, self._office.key, name=staged.original_name)

    def _by_words(self, staged: Staged) -> Recognised | None:
        """A signed file without our codes: one of the papers that its words name, if it says the same."""
        try:
            texts = self._helpers.run(words_of, staged.path, "pdf")
        except DocgenError:
            return None
        likely = best_candidates(texts, (), traits(self._office))
        prints = {each.document: self._prints.papers[each.document] for each in likely if each.document in self._prints}
        copy = self._helpers.run(same_paper, staged.path, prints) if prints else None
        if copy is None:
            return None
        verdict = self._attestation.judge(staged.path, Kind.PDF, [copy.document])
        return self._copy(staged, copy, papers_at_hand(self._office, {copy.document}), verdict)

    @staticmethod
    def _copy(staged: Staged, copy: OwnPrint | None, papers: PapersAtHand, verdict: Verdict) -> Recognised | None:
        if copy is None:
            return None
        looks = {} if copy.changes else copy.looks
        findings = whole_copy(copy.document, copy.pages, papers.known, looks=looks, name=staged.original_name)
        if findings is None:
            return None
        return Recognised(findings=findings, papers=papers, looks=copy.looks, verdict=verdict, copy=copy)
