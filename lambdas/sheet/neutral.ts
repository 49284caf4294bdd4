/**
 * Whether a spreadsheet would run a cell as a formula (OWASP: CSV injection). Numbers with a sign and telephone numbers
 * (`-5`, `+81 3-1234-5678`) cannot run. Apostrophes in front count too, so that what is put there can be told again.
 */
const runs = (cell: string) => /^'*[=+\-@\t\r]/.test(cell) && !/^[+-][\d\s().,-]*\d$/.test(cell)

/** A cell that would run gets an apostrophe before it. */
export const neutral = (cell: string) => (runs(cell) ? `'${cell}` : cell)

/** The cell as it was before `neutral`: a download brought in again says the same. */
export const plain = (cell: string) => (cell.startsWith("'") && runs(cell.slice(1)) ? cell.slice(1) : cell)
