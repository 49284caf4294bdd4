const RESERVED = new Set([
  'admin',
  'api',
  'app',
  'kizuki',
  'learner',
  'operator',
  'operators',
  'support',
  'status',
  'www',
])

/** The company code as it is compared: any case or width may be typed. */
export const normalCode = (typed: string) => typed.normalize('NFKC').trim().toLowerCase().slice(0, 64)

/** 4–20 of `a–z 0–9 -`, a letter first, no double or closing hyphen, no reserved word. */
export const isCode = (code: string) =>
  /^(?=.{4,20}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(code) && !RESERVED.has(code)
