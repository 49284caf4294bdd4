import { call, type Output } from '../kit/api.ts'
import { spoken } from '../kit/language.ts'
import { Cell } from './cell.tsx'
import { fieldWord } from './import-reading.tsx'
import { List } from './list.tsx'
import { usePages } from './pages-of.ts'
import { w } from './words.ts'

type Import = Output<'roster.get'>
type Row = Output<'roster.rows'>['rows'][number]
export type Verdict = Row['verdict']
/** Lines taken of those to confirm, or all of them. */
export type Ticked = ReadonlySet<number> | 'all'

const What = ({ row }: { row: Row }) => (
  <>
    {row.why && <p>{spoken(row.why)}</p>}
    {row.changes.map(({ field, from, to }) => (
      <p key={field}>
        {fieldWord(field)}：<span class="hidden">{w('from')}</span>
        {from || w('none')} <span aria-hidden="true">→</span> <span class="hidden">{w('to')}</span>
        <strong>{to || w('none')}</strong>
      </p>
    ))}
    {row.verdict === 'new' && <p>{w('addedRow')}</p>}
    {row.verdict === 'missing' && <p>{w('missingRow')}</p>}
    {row.verdict === 'same' && <p>{w('sameRow')}</p>}
  </>
)

interface Props {
  readonly importId: Import['id']
  readonly verdict: Verdict
  readonly total: number
  readonly ticked: Ticked
  readonly tick: (ticked: Ticked) => void
}

const Tick = ({ row, ticked, tick }: { row: Row } & Pick<Props, 'ticked' | 'tick'>) => (
  <td class="tick">
    <input
      type="checkbox"
      aria-label={w('tickOne', { line: row.line, id: row.userId })}
      checked={ticked === 'all' || ticked.has(row.line)}
      disabled={ticked === 'all'}
      onChange={() => {
        const next = new Set(ticked === 'all' ? [] : ticked)
        if (!next.delete(row.line)) next.add(row.line)
        tick(next)
      }}
    />
  </td>
)

/** The rows of one verdict, each with its reason; those to confirm can be ticked. */
export const ImportRows = ({ importId, verdict, total, ticked, tick }: Props) => {
  const list = usePages(
    (cursor) => call('roster.rows', { importId, verdict, cursor }),
    ({ rows }) => rows,
    verdict,
  )
  const confirms = verdict === 'confirm'
  return (
    <List of={list} total={total} empty={<p>{w('rowsNone')}</p>}>
      <table class="cards-when-narrow">
        <thead>
          <tr>
            {confirms && (
              <th class="tick" scope="col">
                {w('tick')}
              </th>
            )}
            {(['line', 'userId', 'name', 'department', 'what'] as const).map((key) => (
              <th key={key} scope="col">
                {w(key)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.rows.map((row) => (
            <tr key={row.line || row.userId}>
              {confirms && <Tick row={row} ticked={ticked} tick={tick} />}
              <Cell of="line">{row.line || undefined}</Cell>
              <Cell of="userId">{row.userId}</Cell>
              <Cell of="name">{row.name}</Cell>
              <Cell of="department">{row.department}</Cell>
              <td class="what">
                <What row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </List>
  )
}
