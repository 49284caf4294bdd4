import { SaxesParser } from 'saxes'
import { broken, type Part } from './unpack.ts'

/** Reads a part as XML by its events. Documents that define anything of their own (entities!) are refused. */
export const readXml = (part: Part | undefined, on: (parser: SaxesParser) => void) => {
  if (!part) return
  const parser = new SaxesParser()
  parser.on('doctype', () => {
    throw broken()
  })
  parser.on('error', () => {
    throw broken()
  })
  on(parser)
  const decoder = new TextDecoder()
  for (const chunk of part) parser.write(decoder.decode(chunk, { stream: true }))
  parser.close()
}

/** `x:row` is `row`: some programs write a prefix. */
export const local = (name: string) => name.slice(name.indexOf(':') + 1)

/** Excel writes characters that XML lacks as `_x000D_`. */
export const unescaped = (text: string) =>
  text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))

/** The texts that cells share, without the readings (`rPh`) of Japanese words. */
export const sharedStrings = (part: Part | undefined): string[] => {
  const texts: string[] = []
  let inText = false
  let inReading = false
  readXml(part, (parser) => {
    parser.on('opentag', (tag) => {
      const name = local(tag.name)
      if (name === 'si') texts.push('')
      if (name === 'rPh') inReading = true
      inText = name === 't' && !inReading
    })
    parser.on('closetag', (tag) => {
      const name = local(tag.name)
      if (name === 't') inText = false
      if (name === 'rPh') inReading = false
    })
    parser.on('text', (text) => {
      if (inText) texts[texts.length - 1] += text
    })
  })
  return texts.map(unescaped)
}
