/** Form in which user IDs are compared and signed in with: width and case do not matter, surrounding space neither. */
export const normalUserId = (typed: string) => typed.normalize('NFKC').trim().toLowerCase()
