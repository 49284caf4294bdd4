import * as z from 'zod'

interface Schema {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly items?: Schema
}
export interface Flat {
  readonly type?: string
  readonly properties?: Readonly<Record<string, Flat>>
  readonly items?: Flat
}

/**
 * The gateway ignores whatever combines schemas, and knows no null: what is left are types. Names, lengths and what must be there
 * are spoken of by the door, field by field; here falls only what can never be valid.
 */
const flat = ({ type, properties, items }: Schema): Flat =>
  typeof type !== 'string'
    ? {}
    : {
        type,
        ...(type === 'object' && properties
          ? {
              properties: Object.fromEntries(
                Object.entries(properties).map(([name, schema]) => [name, flat(schema)]),
              ),
            }
          : {}),
        ...(type === 'array' ? { items: flat(items ?? {}) } : {}),
      }

export const flatSchema = (shape: z.ZodType): Flat => ({
  type: 'object',
  ...flat(z.toJSONSchema(shape, { io: 'input', unrepresentable: 'any' }) as Schema),
})
