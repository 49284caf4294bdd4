/** What a part of the bench found: figures to keep, and lines for who looks. */
export interface Found {
  readonly figures: Readonly<Record<string, unknown>>
  readonly lines: readonly string[]
}

/** `aim` beside the figure, marked where it is missed. */
export const against = (what: string, figure: number, unit: string, aim: number, atLeast = false) => {
  const met = atLeast ? figure >= aim : figure <= aim
  const shown = Math.abs(figure) >= 100 ? figure.toFixed(0) : figure.toPrecision(3)
  return `${what.padEnd(44)} ${shown.padStart(9)} ${unit.padEnd(6)} aim ${atLeast ? '≥' : '≤'} ${aim}${met ? '' : '   MISSED'}`
}
