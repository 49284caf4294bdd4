/**
 * A cell that a spreadsheet would run as a formula gets an apostrophe before it (OWASP: CSV injection). Numbers with a
 * sign and telephone numbers (`-5`, `+81 3-1234-5678`) cannot run and stay as they are.
 */
export const neutral = (cell: string) =>
  /^[=+\-@\t\r]/.test(cell) && !/^[+-][\d\s().,-]*\d$/.test(cell) ? `'${cell}` : cell
