/** A synthesized template as data: what rules read. */
export type Json =
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Json[]
  | { readonly [name: string]: Json }

export interface Resource {
  readonly stack: string
  readonly region: string
  readonly id: string
  readonly type: string
  readonly properties: Json
  readonly deletionPolicy?: string | undefined
  readonly updateReplacePolicy?: string | undefined
}

/** A rule beyond the packs: names what breaks it, or nothing. */
export interface Rule {
  readonly name: string
  readonly says: string
  readonly judge: (all: readonly Resource[]) => string[]
}

/** `get(value, 'A.0.B')`: undefined wherever the way ends. */
export const get = (value: Json, path: string): Json =>
  path
    .split('.')
    .reduce<Json>(
      (here, name) =>
        typeof here === 'object' && here !== null ? (here as Record<string, Json>)[name] : undefined,
      value,
    )

export const listOf = (value: Json): readonly Json[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]
export const entriesOf = (value: Json): [string, Json][] =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.entries(value) : []

/** Every text inside a value, wherever it stands. */
export const textsIn = (value: Json): string[] =>
  typeof value === 'string'
    ? [value]
    : Array.isArray(value)
      ? value.flatMap(textsIn)
      : entriesOf(value).flatMap(([, inner]) => textsIn(inner))

export const named = ({ stack, id }: Resource) => `${stack}/${id}`
export const ofType = (all: readonly Resource[], ...types: string[]) =>
  all.filter(({ type }) => types.includes(type))

/** A rule about each resource of some types: what `wrong` says of one is its finding. */
export const each =
  (types: readonly string[], wrong: (one: Resource, all: readonly Resource[]) => readonly string[]) =>
  (all: readonly Resource[]): string[] =>
    ofType(all, ...types).flatMap((one) => wrong(one, all).map((what) => `${named(one)} ${what}`))

/** What holds not: pairs of a fact and the words for its absence. */
export const unless = (...facts: readonly (readonly [boolean, string])[]): string[] =>
  facts.flatMap(([holds, words]) => (holds ? [] : [words]))
