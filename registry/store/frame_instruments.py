"""Legal instruments of the office, as rows of the frame and as the authority that citations are checked against.

Knows that issuer, type, number and date together name an instrument, for numbers repeat from body to body.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from registry.exchange.frame_reading import FrameReading
from registry.exchange.frame_rows import BasisRow, InstrumentRow
from registry.model import Instrument
from registry.problems import Problem, Severity
from registry.rules.citations import Known, check_citations, citations_in, number_key
from registry.rulesets import shipped_instruments
from registry.vietnamese import fold


def instrument_rows(session: Session) -> tuple[InstrumentRow, ...]:
    """Every instrument the office entered."""
    query = select(Instrument).options(joinedload(Instrument.replaced_by)).order_by(Instrument.id)
    return tuple(
        InstrumentRow(
            issuer=each.issuer,
            type_name=each.type_name,
            number_text=each.number_text,
            dated=each.dated,
            title=each.title,
            effective_from=each.effective_from,
            effective_to=each.effective_to,
            replaced_by=each.replaced_by.number_text if each.replaced_by else "",
        )
        for each in session.scalars(query)
    )


def write_instrument(session: Session, row: InstrumentRow, known: InstrumentRow | None) -> None:
    """An instrument; what takes its place is linked when all are written."""
    before = known or row
    query = select(Instrument).where(Instrument.issuer == before.issuer, Instrument.number_text == before.number_text)
    held = session.scalars(query.where(Instrument.type_name == before.type_name)).all()
    found = next((each for each in held if each.dated == before.dated), None)
    if found is None:
        found = Instrument()
        session.add(found)
    found.issuer, found.type_name, found.number_text = row.issuer, row.type_name, row.number_text
    found.folded = fold(f"{row.type_name} {row.number_text} {row.issuer} {row.title}")[:500]
    found.dated, found.title = row.dated, row.title
    found.effective_from, found.effective_to = row.effective_from, row.effective_to
    session.flush()


def link_replacements(session: Session, rows: list[InstrumentRow]) -> None:
    """Point every replaced instrument to the one that took its place: of that number, and not older than it."""
    held = session.scalars(select(Instrument).order_by(Instrument.dated)).all()
    for row in rows:
        if not row.replaced_by:
            continue
        old = next(each for each in held if _is(each, row))
        new = [each for each in held if number_key(each.number_text) == number_key(row.replaced_by)]
        later = [each for each in new if row.dated is None or each.dated is None or each.dated >= row.dated]
        old.replaced_by_id = (later or new)[0].id
    session.flush()


def _is(stored: Instrument, row: InstrumentRow) -> bool:
    one = (stored.issuer, stored.type_name, stored.number_text, stored.dated)
    return one == (row.issuer, row.type_name, row.number_text, row.dated)


def authority(session: Session) -> tuple[Known, ...]:
    """What citations are checked against: the office's own instruments, then the shipped ones it does not restate."""
    own = tuple(map(_known, instrument_rows(session)))
    restated = {_name(each) for each in own}
    return own + tuple(each for each in shipped_instruments() if _name(each) not in restated)


def cited_bases(session: Session, reading: FrameReading, *, on: dt.date, is_wanted: bool) -> tuple[Problem, ...]:
    """A warning at every basis of the sheet “Căn cứ” that cites wrongly, in a paper of the day `on` (check P14).

    The instruments that the same workbook brings are known too. What stops a paper stops it when it is drafted.
    """
    bases = [row for row in reading.rows.get("bases", ()) if isinstance(row, BasisRow)] if is_wanted else []
    if not bases:
        return ()
    brought = (row for row in reading.rows.get("instruments", ()) if isinstance(row, InstrumentRow))
    known = (*map(_known, brought), *authority(session))
    return tuple(
        Problem(
            code=verdict.code,
            message=verdict.message,
            severity=Severity.WARNING,
            place=reading.place(row, "text"),
        )
        for row in bases
        for verdict in check_citations([row.text], known, on=on)
        if verdict.severity is not Severity.INFO
    )


def instrument_cited(session: Session, text: str) -> Instrument | None:
    """The office's instrument that a basis cites first; None when it cites none of them."""
    for citation in citations_in(text):
        for each in session.scalars(select(Instrument).order_by(Instrument.id)):
            is_dated = citation.dated is None or each.dated == citation.dated
            if number_key(each.number_text) == number_key(citation.number_text) and is_dated:
                return each
    return None


def _known(row: InstrumentRow) -> Known:
    return Known(
        issuer=row.issuer,
        type_name=row.type_name,
        number_text=row.number_text,
        dated=row.dated,
        title=row.title,
        effective_from=row.effective_from,
        effective_to=row.effective_to,
        replaced_by=row.replaced_by,
    )


def _name(known: Known) -> tuple[object, ...]:
    return fold(known.issuer), fold(known.type_name), number_key(known.number_text), known.dated
