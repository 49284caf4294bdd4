import { useState } from 'preact/hooks'
import { call, type Output } from '../../kit/api.ts'
import { showDay, showTime } from '../../kit/date.ts'
import { Select } from '../../kit/form.tsx'
import { Show, useLoad } from '../../kit/load.tsx'
import { go } from '../../kit/place.ts'
import { statusWord } from '../../kit/status.tsx'
import { Chips } from '../chips.tsx'
import { useDepartments, withAll } from '../departments.ts'
import { Download } from '../download.tsx'
import { Progress, useJob } from '../job.tsx'
import { List } from '../list.tsx'
import { usePages } from '../pages-of.ts'
import { ByDepartment, type RecordTotals } from '../record-departments.tsx'
import { RecordPanel } from '../record-panel.tsx'
import { RecordRows, type Row } from '../record-rows.tsx'
import { Bar, ORDER, type Totals } from '../totals.tsx'
import { w } from '../words.ts'

type Assignment = Output<'assignment.list'>['assignments'][number]
const STATUSES = ['notPassed', ...ORDER] as const
type Filter = (typeof STATUSES)[number]
const filterWord = (status: Filter) => (status === 'notPassed' ? w('notPassed') : statusWord(status))

const countOf = (totals: Totals, status: Filter) =>
  status === 'notPassed' ? totals.target - totals.passed : totals[status]

/** The figures of the chosen department with everything below it, or of the whole opening. */
const figuresOf = (all: RecordTotals | undefined, one: Assignment, path: string | undefined): Totals => {
  if (!all) return one.totals
  if (!path) return all.totals
  const zero: Totals = {
    target: 0,
    notStarted: 0,
    inProgress: 0,
    interrupted: 0,
    failed: 0,
    passed: 0,
    overdue: 0,
  }
  return all.departments
    .filter((each) => `${each.path.join(' > ')} > `.startsWith(`${path} > `))
    .reduce(
      (sum, { totals }) =>
        Object.fromEntries(
          Object.entries(sum).map(([name, n]) => [name, n + totals[name as keyof Totals]]),
        ) as Totals,
      zero,
    )
}

/** Right after 開講 people are still being taken in: how far that is. */
const Enrolling = ({ jobId, ended }: { jobId: string; ended: () => void }) => {
  const job = useJob(jobId, ended)
  return job?.endedAt ? null : <Progress job={job} label={w('enrolling')} />
}

interface RecordProps {
  readonly one: Assignment
  readonly all: readonly Assignment[]
  readonly query: URLSearchParams
  readonly reload: () => void
}

const Record = ({ one, all, query, reload }: RecordProps) => {
  const status = (query.get('status') ?? '') as Filter | ''
  const departmentId = query.get('department') ?? ''
  const jobId = query.get('job') ?? undefined
  const [shown, show] = useState<Row>()
  const departments = useDepartments()
  const filter = {
    ...(status ? { status } : {}),
    ...(departmentId ? { departmentId: departmentId as never } : {}),
  }
  const totals = useLoad(() => call('record.totals', { assignmentId: one.id }), one.id)
  const list = usePages(
    (cursor) => call('record.list', { assignmentId: one.id, ...filter, cursor }),
    ({ rows }) => rows,
    `${one.id} ${status} ${departmentId}`,
  )
  const place = (changes: Record<string, string>) => {
    const next = Object.entries({ status, department: departmentId, ...changes }).filter(([, value]) => value)
    go(`/records/${one.id}?${new URLSearchParams(next)}`)
  }
  const path = departments.find(([id]) => id === departmentId)?.[1]
  const figures = figuresOf(totals.value, one, path)
  const filtered = [status && filterWord(status), path].filter(Boolean).join('・')
  const enrolled = () => {
    reload()
    totals.reload()
    list.reload()
  }
  return (
    <>
      <div class="title-row">
        <h1 tabIndex={-1}>{w('recordTitle')}</h1>
        <div class="actions">
          <a class="button" href={`#/report/${one.id}`}>
            {w('report')}
          </a>
          <Download
            label={w('recordDownload')}
            note={filtered ? w('filteredBy', { what: filtered }) : w('wholeRecord')}
            order={(format) => call('record.export', { assignmentId: one.id, format, ...filter })}
          />
        </div>
      </div>
      <div class="filters">
        <Select
          name="which"
          label={w('which')}
          options={all.map(
            (each) => [each.id, `${each.title}（${w('year', { n: each.fiscalYear })}）`] as const,
          )}
          value={one.id}
          onChange={(id) => go(`/records/${id}`)}
        />
        <Select
          key={departments.length}
          name="department"
          label={w('department')}
          options={withAll(departments)}
          value={departmentId}
          onChange={(department) => place({ department })}
        />
        <p class="dates">
          {w('dueOn')} {showDay(one.dueOn)}
          <span class="quiet line">
            {w('closesOn')} {showDay(one.closesOn)}
          </span>
        </p>
      </div>
      {jobId && <Enrolling jobId={jobId} ended={enrolled} />}
      <Bar label={w('rate')} totals={figures} />
      <ByDepartment totals={totals} choose={(department) => place({ department })} />
      <Chips
        label={w('statusCol')}
        chips={[
          { value: '', label: w('all'), count: figures.target },
          ...STATUSES.map((value) => ({
            value,
            label: filterWord(value),
            count: countOf(figures, value),
          })),
        ]}
        chosen={status}
        choose={(value) => place({ status: value })}
      />
      <List of={list} total={undefined} empty={<p>{w('memberNone')}</p>}>
        <RecordRows rows={list.rows} open={show} />
      </List>
      {list.first && <p class="quiet">{w('countedAt', { time: showTime(list.first.countedAt) })}</p>}
      {shown && <RecordPanel assignmentId={one.id} row={shown} close={() => show(undefined)} />}
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
        if (one) return <Record key={one.id} one={one} all={assignments} query={query} reload={list.reload} />
        return (
          <>
            <h1 tabIndex={-1}>{w('recordTitle')}</h1>
            <p class="notice">
              {w('noOpening')} <a href="#/education">{w('toEducation')}</a>
            </p>
          </>
        )
      }}
    </Show>
  )
}
