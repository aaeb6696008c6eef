/** The parts of a workbook that say how its sheets hang together and look. */

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const PARTS = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const indices = (count: number) => Array.from({ length: count }, (_, at) => at + 1)

export const workbook = (names: readonly string[]) =>
  `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${names
    .map((name, at) => `<sheet name="${name}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`)
    .join('')}</sheets></workbook>`

export const relations = (sheets: number) =>
  `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${indices(sheets)
    .map((at) => `<Relationship Id="rId${at}" Type="${OFFICE}/worksheet" Target="worksheets/sheet${at}.xml"/>`)
    .join('')}<Relationship Id="rId${sheets + 1}" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`

export const rootRelations = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

export const contentTypes = (sheets: number) =>
  `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${PARTS}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${PARTS}.styles+xml"/>${indices(
    sheets,
  )
    .map((at) => `<Override PartName="/xl/worksheets/sheet${at}.xml" ContentType="${PARTS}.worksheet+xml"/>`)
    .join('')}</Types>`

/** The looks of a cell, by their place in `STYLES`. */
export const styleOf = { head: 1, text: 2, money: 3, number: 4, percent: 5, day: 6, instant: 7 } as const
const formats: Readonly<Record<number, string>> = {
  164: '#,##0.00;-#,##0.00',
  165: '0.##%',
  166: 'yyyy-mm-dd',
  167: 'yyyy-mm-dd hh:mm:ss',
}
const look = (format: number, more = '') =>
  `<xf numFmtId="${format}" fontId="${more ? 1 : 0}" fillId="0" borderId="0" xfId="0"${format ? ' applyNumberFormat="1"' : ''}${more}/>`

export const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><numFmts count="${Object.keys(formats).length}">${Object.entries(
  formats,
)
  .map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code}"/>`)
  .join(
    '',
  )}</numFmts><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="8">${[
  look(0),
  look(49, ' applyFont="1"'),
  look(49),
  look(164),
  look(0),
  look(165),
  look(166),
  look(167),
].join('')}</cellXfs></styleSheet>`
