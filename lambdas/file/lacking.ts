import { lackingInShiftJis } from '../sheet/shift-jis.ts'
import type { Format } from '../sheet/write.ts'

/** Gathers the characters that Shift_JIS lacks, to name them before the file is fetched: never a silent substitute. */
export const lackingNote = (format: Format) => {
  const lacking = new Map<string, string>()
  return {
    look(cells: readonly string[]) {
      if (format !== 'csv-sjis') return
      for (const character of lackingInShiftJis(cells.join('')))
        if (!lacking.has(character) && lacking.size < 50) lacking.set(character, cells[0] ?? '')
    },
    notes() {
      if (lacking.size === 0) return []
      const list = [...lacking].map(([character, id]) => `${character}（${id} など）`).join('、')
      return [
        {
          ja: `Shift_JIS にない文字は「〓」になります：${list}。正しく残すには UTF-8 か Excel を選んでください。`,
          en: `Characters that Shift_JIS lacks are written as 〓: ${[...lacking.keys()].join(' ')}. Choose UTF-8 or Excel to keep them.`,
        },
      ]
    },
  }
}
