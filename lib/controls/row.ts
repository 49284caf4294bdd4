import type { ControlId } from './ids.ts'

/** `lib/roles/tenant-role.ts#tenantPolicy`: a file of this repository and what it exports. */
export type Where = `${string}.${'ts' | 'tsx'}#${string}`

interface Promised {
  readonly id: ControlId
  /** Who keeps it: we, the customer, both, or AWS below us. */
  readonly share: 'ours' | 'customer' | 'both' | 'AWS'
  readonly promise: { readonly ja: string; readonly en: string }
}

/** How a promise is backed. Whether it holds is never typed in: a `tested` row holds while its tests pass. */
export type Row = Promised &
  (
    | { readonly kind: 'tested'; readonly where: readonly [Where, ...Where[]] }
    | {
        readonly kind: 'attested'
        readonly owner: string
        readonly record: string
        readonly every: string
        readonly lastDoneOn: string | undefined
      }
    | { readonly kind: 'notYet' }
    | { readonly kind: 'notApplicable'; readonly reason: string }
  )
