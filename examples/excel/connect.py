"""Gives a table workbook of `spuk serve` a sheet that Excel renews by itself from the address in it.

    python3 examples/excel/connect.py examples/excel/uitkering-per-provincie.xlsx

The workbook is what the server gives at an address that ends on `.xlsx`. What is added is a third sheet with the same
rows and, on them, a text connection to the same address as CSV: *Data > Refresh All* reads it again. Nothing else of
the workbook changes. Needs Python alone.
"""

import re
import sys
import zipfile
from xml.sax.saxutils import quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PARTS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SHEET, RANGE = "Vernieuwd", "spuk_cijfers"
# The date of every part, so that the same workbook gives the same file.
MOMENT = (1980, 1, 1, 0, 0, 0)


def put_before(text, mark, more):
    if text.count(mark) != 1:
        sys.exit(f"this is no table workbook of spuk: {mark} stands {text.count(mark)} times in a part of it")
    return text.replace(mark, more + mark)


def related(number, kind, target):
    return f'<Relationship Id="rId{number}" Type="{PARTS}/{kind}" Target="{target}"/>'


def connect(parts):
    address = re.search(r"<t[^>]*>(http://[^<]+\.csv[^<]*)</t>", parts["xl/sharedStrings.xml"])
    if "xl/connections.xml" in parts or not address:
        sys.exit("this workbook has a connection already, or no address")
    # As it stands in XML: only quotes are left to write otherwise.
    address = quoteattr(address[1].replace("&amp;", "&"))
    rows = parts["xl/worksheets/sheet1.xml"]
    last = re.search(r'<dimension ref="A1:([A-Z]+)(\d+)"/>', rows)
    columns = re.findall(r'<c r="([A-Z]+)1"', rows)
    # What is a text in one row is read as text in all: a year is no number.
    texts = set(re.findall(r'<c r="([A-Z]+)(?!1")\d+"(?: s="\d+")? t="s"', rows))
    fields = "".join('<textField type="text"/>' if one in texts else "<textField/>" for one in columns)
    parts["xl/connections.xml"] = (
        f'{HEAD}<connections xmlns="{MAIN}"><connection id="1" name="spuk" type="6" refreshedVersion="6" background="1" saveData="1">'
        f'<textPr prompt="0" codePage="65001" sourceFile={address} decimal="." thousands="," tab="0" comma="1">'
        f'<textFields count="{len(columns)}">{fields}</textFields></textPr></connection></connections>'
    )
    parts["xl/queryTables/queryTable1.xml"] = (
        f'{HEAD}<queryTable xmlns="{MAIN}" name="{RANGE}" connectionId="1" autoFormatId="16" applyNumberFormats="0" applyBorderFormats="0"'
        ' applyFontFormats="1" applyPatternFormats="1" applyAlignmentFormats="0" applyWidthHeightFormats="0"/>'
    )
    # The rows as they are, without the table on them: a text connection fills plain cells.
    plain = re.sub(r"<tableParts.*?</tableParts>", "", rows).replace(' tabSelected="1"', "")
    parts["xl/worksheets/sheet3.xml"] = plain
    parts["xl/worksheets/_rels/sheet3.xml.rels"] = (
        f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'{related(1, "queryTable", "../queryTables/queryTable1.xml")}</Relationships>'
    )
    book = put_before(parts["xl/workbook.xml"], "</sheets>", f'<sheet name="{SHEET}" sheetId="3" r:id="rId6"/>')
    named = f'<definedNames><definedName name="{RANGE}" localSheetId="2">{SHEET}!$A$1:${last[1]}${last[2]}</definedName></definedNames>'
    parts["xl/workbook.xml"] = put_before(book, "<calcPr", named)
    parts["xl/_rels/workbook.xml.rels"] = put_before(
        parts["xl/_rels/workbook.xml.rels"],
        "</Relationships>",
        related(6, "worksheet", "worksheets/sheet3.xml") + related(7, "connections", "connections.xml"),
    )
    kinds = {"worksheets/sheet3": "worksheet", "connections": "connections", "queryTables/queryTable1": "queryTable"}
    more = "".join(f'<Override PartName="/xl/{part}.xml" ContentType="{TYPES}.{kind}+xml"/>' for part, kind in kinds.items())
    parts["[Content_Types].xml"] = put_before(parts["[Content_Types].xml"], "</Types>", more)
    return parts


def main():
    book = sys.argv[1]
    with zipfile.ZipFile(book) as file:
        parts = {name: file.read(name).decode("utf-8") for name in file.namelist()}
    with zipfile.ZipFile(book, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in connect(parts).items():
            part = zipfile.ZipInfo(name, MOMENT)
            part.compress_type = zipfile.ZIP_DEFLATED
            file.writestr(part, text)


if __name__ == "__main__":
    main()
