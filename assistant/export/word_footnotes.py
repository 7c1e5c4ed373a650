"""Real footnotes for python-docx, which has none: the part, its separators, its styles, and marks in the text.

Office Open XML, ECMA-376 part 1, §17.11 (footnotes) and §17.16.5.42 (NOTEREF).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from assistant.export.safe import legal

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_REFERENCE, _TEXT = "FootnoteReference", "FootnoteText"
_SEPARATORS = """
<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>
<w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/>
</w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"""
_FOOTNOTE = (
    '<w:footnote w:id="{id}"><w:p><w:pPr><w:pStyle w:val="{text_style}"/></w:pPr>'
    '<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:footnoteRef/></w:r>'
    '<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
)


class Footnotes:
    """The footnotes of one document; `close` writes them into it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._numbers: dict[str, int] = {}
        _add_styles(document)

    def mark(self, paragraph: Paragraph, text: str) -> None:
        """A mark at the end of a paragraph; a text that is marked again refers back to its one footnote."""
        text = legal(text)
        number = self._numbers.get(text)
        if number is None:
            number = self._numbers[text] = len(self._numbers) + 1
            self._first(paragraph, number)
        else:
            self._again(paragraph, number)

    def close(self) -> None:
        """Write the footnotes part and name the separators in the settings."""
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        notes = "".join(
            _FOOTNOTE.format(id=number, style=_REFERENCE, text_style=_TEXT, text=escape(text))
            for text, number in self._numbers.items()
        )
        xml = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            f'<w:footnotes xmlns:w="{_W}">{_SEPARATORS}{notes}</w:footnotes>'
        )
        part = Part(PackURI("/word/footnotes.xml"), _TYPE, xml.encode("utf-8"), self._document.part.package)
        self._document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
        _name_separators(self._document)

    def _first(self, paragraph: Paragraph, number: int) -> None:
        bookmark = f"_chuthich{number}"
        paragraph._p.append(_element("bookmarkStart", id=str(number), name=bookmark))
        run = paragraph.add_run()
        run.style = self._document.styles["footnote reference"]
        run._r.append(_element("footnoteReference", id=str(number)))
        paragraph._p.append(_element("bookmarkEnd", id=str(number)))

    def _again(self, paragraph: Paragraph, number: int) -> None:
        """A NOTEREF field with the number that the footnote has; Word counts it anew where notes are moved."""
        for kind, text in (
            ("begin", ""), ("", f" NOTEREF _chuthich{number} \\f \\h "), ("separate", ""), ("shown", str(number)),
            ("end", ""),
        ):  # fmt: skip
            run = paragraph.add_run(text if kind == "shown" else None)
            run.style = self._document.styles["footnote reference"]
            if kind in ("begin", "separate", "end"):
                run._r.append(_element("fldChar", fldCharType=kind))
            elif not kind:
                instruction = _element("instrText")
                instruction.text = text
                instruction.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                run._r.append(instruction)


def _element(tag: str, /, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _add_styles(document: Document) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    reference: Any = document.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER)
    reference.element.set(_qualified("styleId"), _REFERENCE)
    reference.font.superscript = True
    text: Any = document.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH)
    text.element.set(_qualified("styleId"), _TEXT)
    text.base_style = document.styles["Normal"]
    text.font.size = Pt(10)
    text.paragraph_format.space_after = text.paragraph_format.space_before = Pt(0)
    text.paragraph_format.first_line_indent = Pt(0)
    text.paragraph_format.line_spacing = 1.0
    text.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY


def _qualified(name: str) -> str:
    return f"{{{_W}}}{name}"


def _name_separators(document: Document) -> None:
    properties = _element("footnotePr")
    properties.append(_element("footnote", id="-1"))
    properties.append(_element("footnote", id="0"))
    settings = document.settings.element
    # CT_Settings is a sequence: footnotePr stands before endnotePr and compat.
    later = next((e for e in settings if e.tag in (_qualified("endnotePr"), _qualified("compat"))), None)
    if later is not None:
        later.addprevious(properties)
    else:
        settings.append(properties)
