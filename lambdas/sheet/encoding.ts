import { SheetRefusal } from './refusal.ts'

export type Encoding = 'utf-8' | 'shift_jis' | 'utf-16le' | 'utf-16be'

const isUtf8 = (bytes: Uint8Array) => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

/** A cut at the end of a sample may fall inside a character: up to three bytes are left out. */
const isUtf8Sample = (sample: Uint8Array, whole: boolean) =>
  isUtf8(sample) || (!whole && [1, 2, 3].some((cut) => isUtf8(sample.subarray(0, sample.length - cut))))

/** What a text is written in: by its mark, else UTF-8 if it is valid UTF-8, else Windows-31J (CP932). */
export const encodingOf = (sample: Uint8Array, whole = true): Encoding => {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le'
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be'
  return isUtf8Sample(sample, whole) ? 'utf-8' : 'shift_jis'
}

/** Decodes chunks as they come; the mark at the beginning is left out. Bytes that are no characters are refused. */
export async function* decoded(
  chunks: AsyncIterable<Uint8Array>,
  encoding: Encoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const decode = (chunk?: Uint8Array) => {
    try {
      return decoder.decode(chunk, { stream: chunk !== undefined })
    } catch {
      throw new SheetRefusal(
        'ファイルの文字コードを読み取れませんでした。UTF-8 か Shift_JIS で保存し直してください。',
        'The character encoding could not be read. Please save the file as UTF-8 or Shift_JIS.',
        undefined,
        true,
      )
    }
  }
  for await (const chunk of chunks) yield decode(chunk)
  yield decode()
}
