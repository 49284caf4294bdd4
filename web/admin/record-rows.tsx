import type { Output } from '../kit/api.ts'
import { showTime } from '../kit/date.ts'
import { StatusTag } from '../kit/status.tsx'
import { Cell } from './cell.tsx'
import { w } from './words.ts'

export type Row = Output<'record.list'>['rows'][number]
const COLUMNS = [
  'userId',
  'name',
  'department',
  'statusCol',
  'tries',
  'firstScore',
  'lastScore',
  'passedAt',
] as const
const NUMBERS: readonly string[] = ['tries', 'firstScore', 'lastScore']

const points = (score: number | undefined) => (score === undefined ? undefined : w('points', { n: score }))

/** 受講状態 with what stands beside it, never instead of it. */
const Status = ({ row }: { row: Row }) => (
  <span class="tags">
    <StatusTag status={row.status} />
    {row.overdue && <span class="tag overdue">！ {w('overdue')}</span>}
    {row.late && <span class="tag">{w('late')}</span>}
    {row.exempt && <span class="tag">{w('exempt')}</span>}
    {row.state !== 'active' && <span class="tag">{w(row.state)}</span>}
  </span>
)

/** The record's rows; each opens beside the list. */
export const RecordRows = ({ rows, open }: { rows: readonly Row[]; open: (row: Row) => void }) => (
  <table class="cards-when-narrow">
    <thead>
      <tr>
        {COLUMNS.map((key) => (
          <th key={key} scope="col" class={NUMBERS.includes(key) ? 'number' : undefined}>
            {w(key)}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={row.memberId} class="opens">
          <td class="first">
            <button type="button" class="link opener" onClick={() => open(row)}>
              {row.userId}
            </button>
          </td>
          <Cell of="name">{row.name}</Cell>
          <Cell of="department">{row.department.join(' > ')}</Cell>
          <Cell of="statusCol">
            <Status row={row} />
          </Cell>
          <Cell of="tries" number>
            {row.tries > 0 ? w('times', { n: row.tries }) : undefined}
          </Cell>
          <Cell of="firstScore" number>
            {points(row.firstScore)}
          </Cell>
          <Cell of="lastScore" number>
            {points(row.lastScore)}
          </Cell>
          <Cell of="passedAt">{row.passedAt && showTime(row.passedAt)}</Cell>
        </tr>
      ))}
    </tbody>
  </table>
)
