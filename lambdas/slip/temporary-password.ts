import { randomInt } from 'node:crypto'

/** Letters and digits that nobody mistakes for one another: none of 0 O 1 l I. */
const ALPHABET = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789'

/** 12 characters in three groups (`Xk7m-Qp3R-w9Tz`), 70 bits; valid once, for the first sign-in. */
export const temporaryPassword = () =>
  Array.from({ length: 3 }, () =>
    Array.from({ length: 4 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join(''),
  ).join('-')
