/** Form in which user IDs are compared and signed in with: width and case do not matter, surrounding space neither. */
export const normalUserId = (typed: string) =>
  // It becomes a key (2,048 bytes at most), and NFKC makes up to 18 characters of one.
  typed.normalize('NFKC').trim().toLowerCase().slice(0, 200)

/** 1–64 of `A–Z a–z 0–9 . _ - @ +` once width is folded; kept as typed. */
export const isUserId = (typed: string) => /^[a-z0-9._\-@+]{1,64}$/.test(normalUserId(typed))
