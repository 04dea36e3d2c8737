# SPDX-License-Identifier: GPL-3.0-or-later
"""An article for Word: DOCX, as small as Word and others accept it (ECMA-376)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.core.errors import Problem
from editor.core.i18n import N_
from editor.core.text import HAN
from editor.formats.article import paragraphs
from editor.formats.format import Format, Written
from editor.formats.xml_tree import escaped
from editor.formats.zipped import packed

if TYPE_CHECKING:
    from editor.core.document import Document

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_VENDOR = "application/vnd.openxmlformats"
_MIME = f"{_VENDOR}-officedocument.wordprocessingml"

_TYPES = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    f'<Default Extension="rels" ContentType="{_VENDOR}-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_MIME}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_MIME}.styles+xml"/></Types>'
)
_LINKS = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1"'
    f' Type="{_OFFICE}/{{kind}}" Target="{{target}}"/></Relationships>'
)
_STYLES = (
    f'{_XML}<w:styles xmlns:w="{_WORD}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="{font}"/><w:sz w:val="24"/>'
    '<w:lang w:val="en-US" w:eastAsia="{language}"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '<w:pPr><w:spacing w:after="160" w:line="360" w:lineRule="auto"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/>'
    '<w:pPr><w:spacing w:after="240"/></w:pPr><w:rPr><w:b/><w:sz w:val="40"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:keepNext/><w:spacing w:before="240" w:after="120"/><w:outlineLvl w:val="0"/></w:pPr>'
    '<w:rPr><w:b/><w:sz w:val="30"/></w:rPr></w:style></w:styles>'
)


def write(document: Document, media_length: int | None) -> Written:
    """A heading for each chapter, the speaker in bold where another one begins."""
    del media_length
    title = document.head.script_info.get("Title", "")
    rows = [_paragraph(_run(title), "Title")] if title else []
    for paragraph in paragraphs(document.cues):
        if paragraph.chapter:
            rows.append(_paragraph(_run(" ".join(paragraph.chapter.split())), "Heading1"))
        speaker = ""
        if paragraph.speaker:
            colon = "：" if HAN.search(paragraph.speaker) else ": "
            speaker = _run(paragraph.speaker + colon, bold=True)
        if paragraph.text or speaker:
            rows.append(_paragraph(speaker + _run(paragraph.text)))
    body = f"<w:body>{''.join(rows)}<w:sectPr/></w:body>"
    whole = f'{_XML}<w:document xmlns:w="{_WORD}">{body}</w:document>'
    traditional = (document.head.language or "").lower().startswith(("zh-hant", "zh-tw", "zh-hk"))
    styles = _STYLES.format(
        font="PMingLiU" if traditional else "SimSun", language="zh-TW" if traditional else "zh-CN"
    )
    data = packed(
        (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _LINKS.format(kind="officeDocument", target="word/document.xml")),
            ("word/_rels/document.xml.rels", _LINKS.format(kind="styles", target="styles.xml")),
            ("word/document.xml", whole),
            ("word/styles.xml", styles),
        )
    )
    message = N_("Only the texts were written, without their times.")
    return Written(problems=[Problem(message)] if document.cues else [], data=data)


def _paragraph(runs: str, style: str = "") -> str:
    named = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{named}{runs}</w:p>"


def _run(text: str, *, bold: bool = False) -> str:
    strong = "<w:rPr><w:b/></w:rPr>" if bold else ""
    return f'<w:r>{strong}<w:t xml:space="preserve">{escaped(text)}</w:t></w:r>'


FORMAT = Format(
    id="docx",
    name=N_("Article (Word)"),
    suffixes=(".docx",),
    holds=frozenset({"speaker", "chapter"}),
    write=write,
)
