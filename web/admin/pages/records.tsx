import { useState } from 'preact/hooks'
import { call, type Output } from '../../kit/api.ts'
import { showDay, showNumber, showTime } from '../../kit/date.ts'
import { Select } from '../../kit/form.tsx'
import { Show, useLoad } from '../../kit/load.tsx'
import { go } from '../../kit/place.ts'
import { STATUSES, type Status, StatusTag, statusWord } from '../../kit/status.tsx'
import { useDepartments, withAll } from '../departments.tsx'
import { Download } from '../download.tsx'
import { Panel } from '../panel.tsx'
import { Bar, type Totals } from '../totals.tsx'
import { w } from '../words.ts'

type Row = Output<'record.list'>['rows'][number]
type Assignment = Output<'assignment.list'>['assignments'][number]
type AssignmentId = Assignment['id']

const Rows = ({ rows, open }: { rows: readonly Row[]; open: (row: Row) => void }) => (
  <table class="cards-on-phone">
    <thead>
      <tr>
        {(['userId', 'name', 'department', 'statusCol', 'tries', 'firstScore', 'passedAt'] as const).map(
          (key) => (
            <th key={key} scope="col">
              {w(key)}
            </th>
          ),
        )}
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => (
        <tr key={row.memberId}>
          <td>
            <button type="button" class="link" onClick={() => open(row)}>
              {row.userId}
            </button>
          </td>
          <td data-label={w('name')}>{row.name ?? '—'}</td>
          <td data-label={w('department')}>{row.department.join(' > ') || '—'}</td>
          <td data-label={w('statusCol')}>
            <StatusTag status={row.status} />{' '}
            {row.overdue && <span class="tag overdue">！ {w('overdue')}</span>}
            {row.late && <span class="tag">{w('late')}</span>}{' '}
            {row.state !== 'active' && <span class="tag">{w(row.state)}</span>}
          </td>
          <td data-label={w('tries')}>{w('times', { n: row.tries })}</td>
          <td data-label={w('firstScore')}>
            {row.firstScore === undefined ? '—' : w('points', { n: row.firstScore })}
          </td>
          <td data-label={w('passedAt')}>{row.passedAt ? showTime(row.passedAt) : '—'}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

const Detail = ({
  assignmentId,
  row,
  close,
}: {
  assignmentId: AssignmentId
  row: Row
  close: () => void
}) => {
  const detail = useLoad(() => call('record.get', { assignmentId, memberId: row.memberId }), row.memberId)
  return (
    <Panel title={row.name ?? row.userId} close={close}>
      <Show of={detail}>
        {(one) => (
          <>
            <p>
              {one.title}　{w('year', { n: one.fiscalYear })}　<StatusTag status={one.status} />
            </p>
            <dl class="facts">
              <dt>{w('dueOn')}</dt>
              <dd>{showDay(one.dueOn)}</dd>
              <dt>{w('startedAt')}</dt>
              <dd>{one.startedAt ? showTime(one.startedAt) : '—'}</dd>
              <dt>{w('passedAt')}</dt>
              <dd>{one.passedAt ? showTime(one.passedAt) : '—'}</dd>
              <dt>{w('lessonsRead')}</dt>
              <dd>
                {one.lessonsRead} / {one.lessons}
              </dd>
              <dt>{w('minutesSpent')}</dt>
              <dd>{w('minutesN', { n: one.minutesSpent })}</dd>
            </dl>
            <h3>{w('attempts')}</h3>
            {one.attempts.length === 0 ? (
              <p>{w('none')}</p>
            ) : (
              <ul>
                {one.attempts.map((each) => (
                  <li key={each.number}>
                    {w('attemptLine', {
                      n: each.number,
                      time: showTime(each.submittedAt),
                      score: each.score,
                      right: each.right,
                      of: each.of,
                    })}
                  </li>
                ))}
              </ul>
            )}
          </>
        )}
      </Show>
    </Panel>
  )
}

const Departments = ({ assignmentId }: { assignmentId: AssignmentId }) => {
  const totals = useLoad(() => call('record.totals', { assignmentId }), assignmentId)
  return (
    <details class="panel">
      <summary>{w('byDepartment')}</summary>
      <Show of={totals}>
        {({ departments }) => (
          <>
            {departments.map(({ path, totals: mine }) => (
              <Bar
                key={path.join('>')}
                label={path.join(' > ') || w('noDepartment')}
                totals={mine as Totals}
              />
            ))}
          </>
        )}
      </Show>
    </details>
  )
}

const Record = ({ one, query }: { one: Assignment; query: URLSearchParams }) => {
  const [status, departmentId] = [(query.get('status') ?? '') as Status | '', query.get('department') ?? '']
  const filter = {
    ...(status ? { status } : {}),
    ...(departmentId ? { departmentId: departmentId as never } : {}),
  }
  const [more, setMore] = useState<readonly Row[]>([])
  const [cursor, setCursor] = useState<string>()
  const [shown, setShown] = useState<Row>()
  const departments = useDepartments()
  const page = useLoad(async () => {
    const first = await call('record.list', { assignmentId: one.id, ...filter })
    setCursor(first.cursor)
    return first
  }, `${one.id} ${status} ${departmentId}`)
  const place = (changes: Record<string, string>) => {
    const next = Object.entries({ status, department: departmentId, ...changes }).filter(([, value]) => value)
    go(`/records/${one.id}?${new URLSearchParams(next)}`)
  }
  return (
    <>
      <div class="title-row">
        <h1 tabIndex={-1}>
          {w('recordTitle')}　{one.title}　<span class="quiet">{w('year', { n: one.fiscalYear })}</span>
        </h1>
        <div class="actions">
          <a class="button" href={`#/report/${one.id}`}>
            {w('report')}
          </a>
          <Download
            label={w('recordDownload')}
            order={(format) => call('record.export', { assignmentId: one.id, format, ...filter })}
          />
        </div>
      </div>
      <Bar label={w('rate')} totals={one.totals} />
      <Departments assignmentId={one.id} />
      <div class="filters">
        <Select
          name="department"
          label={w('department')}
          options={withAll(departments)}
          value={departmentId}
          onChange={(department) => place({ department })}
        />
      </div>
      <ul class="chips">
        <li>
          <button type="button" aria-pressed={!status} onClick={() => place({ status: '' })}>
            {w('all')}　{showNumber(one.totals.target)}
          </button>
        </li>
        {STATUSES.map((each) => (
          <li key={each}>
            <button type="button" aria-pressed={status === each} onClick={() => place({ status: each })}>
              {statusWord(each)}　{showNumber(one.totals[each])}
            </button>
          </li>
        ))}
      </ul>
      <Show of={page}>
        {({ rows, countedAt }) => (
          <>
            <p class="quiet">{w('countedAt', { time: showTime(countedAt) })}</p>
            {rows.length === 0 ? (
              <p class="notice">{w('memberNone')}</p>
            ) : (
              <Rows rows={[...rows, ...more]} open={setShown} />
            )}
            {cursor && (
              <button
                type="button"
                onClick={async () => {
                  const next = await call('record.list', { assignmentId: one.id, ...filter, cursor })
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
      {shown && <Detail assignmentId={one.id} row={shown} close={() => setShown(undefined)} />}
    </>
  )
}

/** 記録: who stands where, of one opening. */
export const Records = ({ assignmentId, query }: { assignmentId: string; query: URLSearchParams }) => {
  const list = useLoad(() => call('assignment.list', {}), 'assignments')
  return (
    <Show of={list}>
      {({ assignments }) => {
        const one = assignments.find(({ id }) => id === assignmentId) ?? assignments[0]
        if (one) return <Record one={one} query={query} />
        return (
          <>
            <h1 tabIndex={-1}>{w('records')}</h1>
            <p class="notice">{w('noOpening')}</p>
          </>
        )
      }}
    </Show>
  )
}
