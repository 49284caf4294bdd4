import { same, signatureOf } from './signature.ts'

/** A field of a posted form; their names are told apart without regard to case. */
export const field = (form: FormData, name: string) => {
  for (const [key, value] of form) if (key.toLowerCase() === name.toLowerCase()) return String(value)
  return ''
}

/** Fields that a policy need not name. */
const FREE = new Set(['file', 'policy', 'x-amz-signature'])

/** Name and value that each exact condition demands; `undefined` where a condition is of a kind the product never makes. */
const demands = (conditions: readonly unknown[]) =>
  conditions.flatMap((one) => {
    if (!Array.isArray(one)) return Object.entries(one as Record<string, string>)
    const [kind, name, value] = one as [string, string | number, string | number]
    if (kind === 'content-length-range') return []
    return [[String(name).slice(1), kind === 'eq' ? String(value) : undefined] as const]
  })

/** Why a presigned form is refused, or undefined: signature, expiry, each condition of its policy, and no field beside them. */
export const wrongForm = (
  form: FormData,
  bucket: string,
  size: number,
  nowMs: number,
): string | undefined => {
  const policy = field(form, 'policy')
  if (!policy || !same(field(form, 'x-amz-signature'), signatureOf(field(form, 'x-amz-credential'), policy)))
    return 'SignatureDoesNotMatch'
  const { expiration, conditions } = JSON.parse(Buffer.from(policy, 'base64').toString()) as {
    expiration: string
    conditions: unknown[]
  }
  if (Date.parse(expiration) < nowMs) return 'ExpiredToken'
  const wanted = demands(conditions)
  for (const [name, value] of wanted)
    if ((name === 'bucket' ? bucket : field(form, name)) !== value) return 'AccessDenied'
  const named = new Set(wanted.map(([name]) => name.toLowerCase()))
  for (const [name] of form)
    if (!FREE.has(name.toLowerCase()) && !named.has(name.toLowerCase())) return 'AccessDenied'
  for (const one of conditions)
    if (Array.isArray(one) && one[0] === 'content-length-range') {
      if (size < Number(one[1])) return 'EntityTooSmall'
      if (size > Number(one[2])) return 'EntityTooLarge'
    }
  return undefined
}
