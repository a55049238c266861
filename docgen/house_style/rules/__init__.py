"""The measures: one small function per rule, in modules named after the rule groups; `MEASURES` is the table.

Only docgen.house_style calls in here. A rule of a rule set without an entry is reported as not evaluated.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from docgen.house_style.rules import appendix, body, formulae, header, number, page, recipients, signature, text, title
from docgen.house_style.rules.paper import Measure

MEASURES: Mapping[str, Measure] = MappingProxyType(
    {
        "PG-01": page.paper_size,
        "PG-02": page.state_margins,
        "PG-03": page.party_margins,
        "PG-04": page.orientation,
        "PG-05": page.font,
        "PG-06": page.encoding,
        "PG-07": page.page_number,
        "PG-08": page.first_page,
        "PG-09": page.appendix_pages,
        "SH-01": header.national_text,
        "SH-02": header.national_look,
        "SH-03": header.motto_text,
        "SH-04": header.motto_look,
        "SH-05": header.rule_below,
        "SH-06": header.state_names,
        "SH-08": header.size_set,
        "SH-09": formulae.same_row,
        "SH-10": header.one_regime,
        "PH-01": header.party_title,
        "PH-02": header.party_names,
        "PH-03": header.star,
        "SN-01": number.number_text,
        "SN-02": number.number_look,
        "SN-03": number.type_abbreviation,
        "SN-05": number.number_text,
        "SN-07": number.type_abbreviation,
        "DT-01": number.date_text,
        "DT-02": number.month_zero,
        "DT-03": number.date_look,
        "TI-01": title.type_look,
        "TI-02": title.subject_look,
        "TI-03": title.letter_subject,
        "TI-04": title.five_hyphens,
        "TI-05": title.letter_subject,
        "BD-01": body.size,
        "BD-02": body.alignment,
        "BD-03": body.indent,
        "BD-04": body.gaps,
        "BD-05": body.state_spacing,
        "BD-06": body.party_spacing,
        "BD-07": body.state_bases,
        "BD-08": body.party_bases,
        "BD-09": formulae.citations,
        "BD-10": formulae.enacting_formula,
        "BD-11": body.articles,
        "BD-14": body.end_mark,
        "BD-15": body.end_mark,
        "SG-01": signature.authority_text,
        "SG-02": signature.state_look,
        "SG-03": formulae.signing_for,
        "SG-04": signature.name_text,
        "SG-05": signature.authority_text,
        "SG-06": signature.party_look,
        "SG-07": signature.no_deputy_for_collective,
        "SG-08": signature.position_text,
        "NN-01": recipients.label,
        "NN-02": recipients.state_items,
        "NN-03": recipients.state_file_copy,
        "NN-04": formulae.first_recipient,
        "NN-05": formulae.addressee,
        "NN-06": recipients.label,
        "NN-07": recipients.party_items,
        "NN-08": formulae.party_addressee,
        "PL-01": appendix.mentioned,
        "PL-02": appendix.label,
        "PL-03": formulae.appendix_reference,
        "TX-01": text.filled,
        "TX-02": text.spaces,
    }
)
