import { randomBytes } from 'node:crypto'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'

/** A ULID in lower case: 48 bits of time (ms), 80 random bits; 26 characters of Crockford's base 32. */
export const ulid = (ms: number) => {
  let time = ms
  let head = ''
  for (let i = 0; i < 10; i++) {
    head = ALPHABET.charAt(time % 32) + head
    time = Math.floor(time / 32)
  }
  let tail = ''
  for (const byte of randomBytes(16)) tail += ALPHABET.charAt(byte & 31)
  return head + tail
}
