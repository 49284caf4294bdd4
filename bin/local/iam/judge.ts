import { CONDITION_KEYS } from '../../../lib/roles/condition-keys.ts'
import type { Statement } from '../../../lib/roles/statement.ts'

/** A condition key's values in one request; an absent key is not in the map. */
export type Context = Readonly<Record<string, readonly string[]>>
export interface Asked {
  readonly action: string
  readonly resource: string
  readonly context: Context
}
export type Decision = 'allow' | 'implicitDeny' | 'explicitDeny'

/** A misspelt key would never match in AWS and say nothing; here it throws. */
const KNOWN_KEYS = new Set<string>(CONDITION_KEYS)

const literally = (text: string) => text.replace(/[.+^$()|[\]\\{}]/g, '\\$&')
const patterns = new Map<string, RegExp>()
/** `*` and `?` are wild, `${*}` and `${?}` stand for themselves. */
const matches = (pattern: string, text: string) => {
  let compiled = patterns.get(pattern)
  if (!compiled) {
    const parts = pattern
      .split(/(\$\{[*?]\}|[*?])/)
      .map((part) =>
        part === '*'
          ? '[^]*'
          : part === '?'
            ? '[^]'
            : part.startsWith('${')
              ? `\\${part[2]}`
              : literally(part),
      )
    compiled = new RegExp(`^${parts.join('')}$`)
    if (patterns.size < 5_000) patterns.set(pattern, compiled)
  }
  return compiled.test(text)
}

/** Fills policy variables; undefined where one has no value, and then nothing matches. What is filled in is never wild. */
const filled = (text: string, context: Context): string | undefined => {
  let missing = false
  const out = text.replace(/\$\{([^*?}]+)\}/g, (_, name: string) => {
    const [value] = context[name] ?? []
    if (value === undefined) missing = true
    return (value ?? '').replace(/[*?]/g, (wild) => `\${${wild}}`)
  })
  return missing ? undefined : out
}

type Test = (value: string, wanted: string) => boolean
const literal = (text: string) => text.replace(/\$\{([*?])\}/g, '$1')
const TESTS: Record<string, { test: Test; negated?: boolean }> = {
  StringEquals: { test: (value, wanted) => value === literal(wanted) },
  StringNotEquals: { test: (value, wanted) => value === literal(wanted), negated: true },
  StringLike: { test: (value, wanted) => matches(wanted, value) },
  StringNotLike: { test: (value, wanted) => matches(wanted, value), negated: true },
  ArnLike: { test: (value, wanted) => matches(wanted, value) },
  Bool: { test: (value, wanted) => value === wanted },
}

const holds = (operator: string, key: string, wanted: readonly string[], context: Context): boolean => {
  if (!KNOWN_KEYS.has(key)) throw new Error(`condition key ${key} is not known`)
  const values = context[key]
  if (operator === 'Null') return (values === undefined) === (wanted[0] === 'true')
  const [set, name] = operator.includes(':')
    ? (operator.split(':') as [string, string])
    : [undefined, operator]
  const found = TESTS[name]
  if (!found || (set !== undefined && set !== 'ForAllValues' && set !== 'ForAnyValue'))
    throw new Error(`condition operator ${operator} is not known`)
  const { test, negated } = found
  const filledIn = wanted.flatMap((one) => filled(one, context) ?? [])
  const passes = (value: string) => filledIn.some((one) => test(value, one)) !== Boolean(negated)
  // A missing key: true for ForAllValues, false for ForAnyValue; alone it fails, and a negated operator passes.
  if (set === 'ForAllValues') return (values ?? []).every(passes)
  if (set === 'ForAnyValue') return (values ?? []).some(passes)
  return values === undefined ? Boolean(negated) : values.every(passes)
}

const names = ({ Action }: Statement, action: string) =>
  Action.some((pattern) => matches(pattern.toLowerCase(), action.toLowerCase()))

const byAction = new WeakMap<readonly Statement[], Map<string, readonly Statement[]>>()
/** The statements of a policy that name an action: sought once, for a policy and what it is asked hardly vary. */
const naming = (policy: readonly Statement[], action: string) => {
  const known = byAction.get(policy) ?? new Map<string, readonly Statement[]>()
  byAction.set(policy, known)
  const found = known.get(action) ?? policy.filter((statement) => names(statement, action))
  known.set(action, found)
  return found
}

const applies = (statement: Statement, { resource, context }: Asked) =>
  statement.Resource.some((pattern) => {
    const wanted = filled(pattern, context)
    return wanted !== undefined && matches(wanted, resource)
  }) &&
  Object.entries(statement.Condition ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, wanted]) => holds(operator, key, wanted, context)),
  )

/** IAM's answer for the closed subset of policies that the product uses: a Deny wins, without an Allow nothing is allowed. */
export const judge = (statements: readonly Statement[], asked: Asked): Decision => {
  const hits = naming(statements, asked.action).filter((statement) => applies(statement, asked))
  if (hits.some(({ Effect }) => Effect === 'Deny')) return 'explicitDeny'
  return hits.length > 0 ? 'allow' : 'implicitDeny'
}
