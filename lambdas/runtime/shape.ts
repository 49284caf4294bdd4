import * as z from 'zod'

/** Characters no field may hold: control characters (but line feed and tab where allowed), halves of surrogate pairs, and in one line what turns the direction of the text around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is this line's purpose
const FORBIDDEN = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F]|\p{Surrogate}/u
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming them is this line's purpose
const FORBIDDEN_IN_LINE = /[\u0000-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]|\p{Surrogate}/u

/** One line of text, 1 to `max` characters (code points), without control characters. */
export const Line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max * 2)
    .refine((text) => [...text].length <= max && !FORBIDDEN_IN_LINE.test(text), { error: 'line' })

/** Text of several lines, up to `max` characters. */
export const Text = (max: number) =>
  z
    .string()
    .max(max * 2)
    .refine((text) => [...text].length <= max && !FORBIDDEN.test(text), { error: 'text' })

/** A point in time: UTC, ISO 8601 with milliseconds. */
export const Instant = z.iso.datetime({ precision: 3 })

/** A calendar day in Tokyo, `2026-04-01`. */
export const Day = z.iso.date()

/** An id with its prefix, `mem_01J…` (ULID in lower case). */
export const Id = <P extends string>(prefix: P) =>
  z.templateLiteral([`${prefix}_`, z.string().regex(/^[0-9a-hjkmnp-tv-z]{26}$/)])

/** Where the next page begins: opaque to the caller. */
export const Cursor = z
  .string()
  .min(1)
  .max(1500)
  .regex(/^[A-Za-z0-9_-]+$/)

export const Nothing = z.strictObject({})
