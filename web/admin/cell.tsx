import type { ComponentChildren } from 'preact'
import { w } from './words.ts'

interface Props {
  readonly of: Parameters<typeof w>[0]
  readonly number?: boolean
  readonly children: ComponentChildren
}

/** A cell that carries its heading to where rows become cards; an empty one says so in a table and vanishes from a card. */
export const Cell = ({ of, number, children }: Props) => {
  const isEmpty = children === undefined || children === ''
  return (
    <td class={number ? 'number' : undefined} data-label={w(of)} data-empty={isEmpty ? '' : undefined}>
      {isEmpty ? '—' : children}
    </td>
  )
}
