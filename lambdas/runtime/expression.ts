import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { convertToAttr } from '@aws-sdk/util-dynamodb'
import type { Clause, Step } from './step.ts'

const attr = (value: unknown): AttributeValue =>
  convertToAttr(value, { removeUndefinedValues: true, convertClassInstanceToMap: false })

/** Collects names and values, so that reserved words and typed input never meet the expression text. */
const pen = () => {
  const names: Record<string, string> = {}
  const values: Record<string, AttributeValue> = {}
  const seen = new Map<string, string>()
  const segment = (name: string) => {
    let alias = seen.get(name)
    if (!alias) {
      alias = `#n${seen.size}`
      seen.set(name, alias)
      names[alias] = name
    }
    return alias
  }
  return {
    names,
    values,
    path: (path: string) => path.split('.').map(segment).join('.'),
    value: (value: unknown) => {
      const alias = `:v${Object.keys(values).length}`
      values[alias] = attr(value)
      return alias
    },
  }
}

type Pen = ReturnType<typeof pen>

const clause = (p: Pen, [path, op, value]: Clause) => {
  if (op === 'exists') return `attribute_exists(${p.path(path)})`
  if (op === 'absent') return `attribute_not_exists(${p.path(path)})`
  return `${p.path(path)} ${op} ${p.value(value)}`
}

const updateOf = (p: Pen, step: Step) => {
  const set = Object.entries(step.set ?? {}).map(([path, value]) => `${p.path(path)} = ${p.value(value)}`)
  const add = Object.entries(step.add ?? {}).map(([path, value]) => `${p.path(path)} ${p.value(value)}`)
  const drop = (step.drop ?? []).map((path) => p.path(path))
  return [
    set.length > 0 ? `SET ${set.join(', ')}` : '',
    add.length > 0 ? `ADD ${add.join(', ')}` : '',
    drop.length > 0 ? `REMOVE ${drop.join(', ')}` : '',
  ]
    .filter(Boolean)
    .join(' ')
}

/** The expression parts of a write, in the words of the DynamoDB API. */
export const expressionOf = (step: Step) => {
  const p = pen()
  const update = step.kind === 'change' ? updateOf(p, step) : undefined
  const condition = (step.when ?? []).map((one) => clause(p, one)).join(' AND ')
  return {
    ...(update ? { UpdateExpression: update } : {}),
    ...(condition ? { ConditionExpression: condition } : {}),
    ...(Object.keys(p.names).length > 0 ? { ExpressionAttributeNames: p.names } : {}),
    ...(Object.keys(p.values).length > 0 ? { ExpressionAttributeValues: p.values } : {}),
  }
}
