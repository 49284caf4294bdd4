import { useState } from 'preact/hooks'
import { call, type Output } from '../../kit/api.ts'
import { showNumber } from '../../kit/date.ts'
import { spoken } from '../../kit/language.ts'
import { Show, useLoad } from '../../kit/load.tsx'
import { w } from '../words.ts'

type Import = Output<'roster.get'>
type Row = Output<'roster.rows'>['rows'][number]
const VERDICTS = ['error', 'confirm', 'new', 'change', 'same'] as const
const FIELDS: Record<string, 'name' | 'department' | 'mail' | 'category' | 'state' | 'userId'> = {
  name: 'name',
  department: 'department',
  mail: 'mail',
  category: 'category',
  state: 'state',
  userId: 'userId',
}

const What = ({ row }: { row: Row }) => (
  <>
    {row.why && <p>{spoken(row.why)}</p>}
    {row.changes.map(({ field, from, to }) => (
      <p key={field}>
        {FIELDS[field] ? w(FIELDS[field]) : field}：{from || w('none')} → <strong>{to || w('none')}</strong>
      </p>
    ))}
  </>
)

const Rows = ({
  importId,
  verdict,
  ticked,
  tick,
}: {
  importId: Import['id']
  verdict: Row['verdict']
  ticked: ReadonlySet<number>
  tick: (line: number) => void
}) => {
  const [more, setMore] = useState<readonly Row[]>([])
  const [cursor, setCursor] = useState<string>()
  const page = useLoad(async () => {
    const first = await call('roster.rows', { importId, verdict })
    setCursor(first.cursor)
    return first
  }, `${importId} ${verdict}`)
  return (
    <Show of={page}>
      {({ rows }) => (
        <>
          <table class="cards-on-phone">
            <thead>
              <tr>
                {verdict === 'confirm' && <th class="tick">{w('tick')}</th>}
                <th scope="col">{w('line')}</th>
                <th scope="col">{w('userId')}</th>
                <th scope="col">{w('name')}</th>
                <th scope="col">{w('department')}</th>
                <th scope="col">{w('what')}</th>
              </tr>
            </thead>
            <tbody>
              {[...rows, ...more].map((row) => (
                <tr key={row.line}>
                  {verdict === 'confirm' && (
                    <td class="tick">
                      <input
                        type="checkbox"
                        aria-label={`${w('tick')} ${row.userId}`}
                        checked={ticked.has(row.line)}
                        onChange={() => tick(row.line)}
                      />
                    </td>
                  )}
                  <td data-label={w('line')}>{row.line}</td>
                  <td data-label={w('userId')}>{row.userId}</td>
                  <td data-label={w('name')}>{row.name ?? '—'}</td>
                  <td data-label={w('department')}>{row.department ?? '—'}</td>
                  <td data-label={w('what')}>
                    <What row={row} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {cursor && (
            <button
              type="button"
              onClick={async () => {
                const next = await call('roster.rows', { importId, verdict, cursor })
                setMore([...more, ...next.rows])
                setCursor(next.cursor)
              }}
            >
              {w('more')}
            </button>
          )}
        </>
      )}
    </Show>
  )
}

/** 確認（まだ反映されません）: what would happen, row by row, and what was read from the file. */
export const Checked = ({
  one,
  reflect,
  again,
}: {
  one: Import
  reflect: (ticked: number[]) => void
  again: () => void
}) => {
  const counts = one.counts ?? { new: 0, change: 0, same: 0, confirm: 0, error: 0 }
  const [verdict, setVerdict] = useState<Row['verdict']>(VERDICTS.find((each) => counts[each] > 0) ?? 'new')
  const [ticked, setTicked] = useState<ReadonlySet<number>>(new Set())
  const n = counts.new + counts.change + ticked.size
  const ignored = (one.columns ?? []).filter(({ field }) => !field).map(({ header }) => header)
  return (
    <section>
      <h2>{w('importStep2')}</h2>
      {one.noneKnown && (
        <p class="summary" role="alert">
          {w('noneKnown')}
        </p>
      )}
      <dl class="facts">
        <dt>{w('read')}</dt>
        <dd>
          {[one.fileName, one.format?.toUpperCase(), one.encoding?.toUpperCase(), one.sheetName]
            .filter(Boolean)
            .join('　')}
        </dd>
        <dt>{w('columns')}</dt>
        <dd>
          {(one.columns ?? [])
            .filter(({ field }) => field)
            .map(({ header }) => header)
            .join('、')}
        </dd>
        {ignored.length > 0 && (
          <>
            <dt>{w('ignored')}</dt>
            <dd>{ignored.join('、')}</dd>
          </>
        )}
        {(one.newDepartments ?? []).length > 0 && (
          <>
            <dt>{w('newDepartments')}</dt>
            <dd>{one.newDepartments?.map((path) => path.join(' > ')).join('、')}</dd>
          </>
        )}
      </dl>
      {(one.missing ?? 0) > 0 && <p class="notice">{w('missing', { n: showNumber(one.missing ?? 0) })}</p>}
      <ul class="chips">
        {VERDICTS.map((each) => (
          <li key={each}>
            <button type="button" aria-pressed={verdict === each} onClick={() => setVerdict(each)}>
              {w(`v${each}`)}　{showNumber(counts[each])}
            </button>
          </li>
        ))}
      </ul>
      {verdict === 'confirm' && <p class="quiet">{w('tickNote')}</p>}
      <Rows
        key={verdict}
        importId={one.id}
        verdict={verdict}
        ticked={ticked}
        tick={(line) =>
          setTicked(
            new Set(ticked.has(line) ? [...ticked].filter((each) => each !== line) : [...ticked, line]),
          )
        }
      />
      <div class="buttons">
        <button type="button" class="primary" disabled={n === 0} onClick={() => reflect([...ticked])}>
          {w('reflect', { n: showNumber(n) })}
        </button>
        <button type="button" class="link" onClick={again}>
          {w('again')}
        </button>
      </div>
    </section>
  )
}
