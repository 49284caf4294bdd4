/**
 * Characters to Windows-31J bytes, made by turning the decoder round: of several codes for one character the WHATWG
 * order is kept (NEC row 13 and IBM extensions first, the NEC-selected copies in rows 89–92 never).
 */
const made = () => {
  const map = new Map<string, number>()
  const decoder = new TextDecoder('shift_jis', { fatal: true })
  const learn = (bytes: number[]) => {
    try {
      const character = decoder.decode(Uint8Array.from(bytes))
      const code =
        bytes.length === 1 ? (bytes[0] as number) : ((bytes[0] as number) << 8) | (bytes[1] as number)
      if ([...character].length === 1 && !map.has(character)) map.set(character, code)
    } catch {
      // not a character
    }
  }
  for (let one = 0; one < 256; one++) learn([one])
  for (let lead = 0x81; lead <= 0xfc; lead++) {
    if ((lead > 0x9f && lead < 0xe0) || lead === 0xed || lead === 0xee) continue
    for (let trail = 0x40; trail <= 0xfc; trail++) if (trail !== 0x7f) learn([lead, trail])
  }
  // Windows writes these where other systems have look-alikes of the same JIS code.
  for (const [from, to] of [
    ['〜', '～'],
    ['−', '－'],
    ['‖', '∥'],
    ['—', '―'],
    ['¢', '￠'],
    ['£', '￡'],
    ['¬', '￢'],
  ] as const) {
    const code = map.get(to)
    if (code !== undefined && !map.has(from)) map.set(from, code)
  }
  return map
}
let held: Map<string, number> | undefined
/** Made at the first use: it takes some 30 ms, and not every job writes Shift_JIS. */
const table = () => {
  held ??= made()
  return held
}

/** The characters of a text that Shift_JIS lacks, each once. */
export const lackingInShiftJis = (text: string): string[] => [
  ...new Set([...text].filter((character) => !table().has(character))),
]

/** Text as Shift_JIS; what it lacks is written 〓 (and was named before the download). */
export const toShiftJis = (text: string): Uint8Array => {
  const bytes: number[] = []
  const codes = table()
  for (const character of text) {
    const code = codes.get(character) ?? 0x81ac
    if (code > 0xff) bytes.push(code >> 8, code & 0xff)
    else bytes.push(code)
  }
  return Uint8Array.from(bytes)
}

const decoder = new TextDecoder('shift_jis')
/** What a text is when it was written as Shift_JIS and read again: look-alikes and 〓 take the place of what it lacks. */
export const asShiftJis = (text: string) => decoder.decode(toShiftJis(text))
