/** A text that a spreadsheet would take for a formula is led by an apostrophe; so are the wide signs of Chinese keyboards. */
const harmless = (text: string) => (/^[=+\-@\t\r＝＋－＠]/.test(text) ? `'${text}` : text)
/** Digits that are no number (a telephone, a room `3-2-12`) end in a tab, so that a spreadsheet leaves them as text. */
const kept = (text: string) =>
  /^[0-9 .,:/-]*[0-9][0-9 .,:/-]*$|^[0-9]+(?:\.[0-9]+)?e[0-9]+$/i.test(text) ? `${text}\t` : text

/** A text that every spreadsheet reads as that text. */
export const plainText = (text: string) => kept(harmless(text))
export const quoted = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
