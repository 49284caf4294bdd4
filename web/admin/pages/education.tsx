import { call, type Output } from '../../kit/api.ts'
import { showDay } from '../../kit/date.ts'
import { Show, useLoad } from '../../kit/load.tsx'
import { Cell } from '../cell.tsx'
import { ofTarget, rateOf, Track } from '../totals.tsx'
import { w } from '../words.ts'

type Course = Output<'course.list'>['courses'][number]
type Assignment = Output<'assignment.list'>['assignments'][number]

const load = async () => {
  const [{ courses }, { assignments }] = await Promise.all([
    call('course.list', {}),
    call('assignment.list', {}),
  ])
  return { courses, of: new Map(assignments.map((one) => [one.id, one])) }
}

const State = ({ one, opening }: { one: Course; opening: Assignment | undefined }) => {
  if (one.state === 'early') return <span>{w('early', { day: showDay(one.openFrom) })}</span>
  if (one.state === 'preparing') return <span>{w('preparing', { n: one.fiscalYear })}</span>
  if (one.state === 'opened')
    return opening && opening.countedAt.slice(0, 10) > opening.closesOn ? (
      <span class="tag">■ {w('closed')}</span>
    ) : (
      <span class="tag passed">✓ {w('opened')}</span>
    )
  return one.state === 'openable' ? (
    <span class="tag inProgress">○ {w('openable')}</span>
  ) : (
    <span>{w('past')}</span>
  )
}

const Rate = ({ totals }: { totals: Assignment['totals'] }) => (
  <span class="rate">
    <Track percent={rateOf(totals)} />
    <span>
      {rateOf(totals)}%{ofTarget(totals)}
    </span>
  </span>
)

const Row = ({ one, opening }: { one: Course; opening: Assignment | undefined }) => (
  <tr>
    <th scope="row">
      {one.title}
      <span class="quiet line">{one.summary}</span>
      <span class="quiet line">
        {w('courseFacts', { lessons: one.lessons, questions: one.questions, minutes: one.minutes })}
      </span>
    </th>
    <Cell of="fiscal">
      <span class="whole">{w('year', { n: one.fiscalYear })}</span>
    </Cell>
    <Cell of="courseState">
      <State one={one} opening={opening} />
    </Cell>
    <Cell of="period">{opening && <span class="whole">{showDay(opening.dueOn)}</span>}</Cell>
    <Cell of="progress">{opening && <Rate totals={opening.totals} />}</Cell>
    <td class="act">
      {one.state === 'openable' && (
        <a class="button primary" href={`#/open/${one.edition}`}>
          {w('open')}
        </a>
      )}
      {one.assignmentId && (
        <a class="button" href={`#/records/${one.assignmentId}`}>
          {w('status')}
        </a>
      )}
    </td>
  </tr>
)

/** 教育: what can be opened, and how it stands with what is open. */
export const Education = () => {
  const list = useLoad(load, 'courses')
  return (
    <>
      <h1 tabIndex={-1}>{w('education')}</h1>
      <Show of={list}>
        {({ courses, of }) =>
          courses.length === 0 ? (
            <p class="notice">{w('coursesNone')}</p>
          ) : (
            <table class="cards-when-narrow courses">
              <thead>
                <tr>
                  {(['course', 'fiscal', 'courseState', 'period', 'progress', 'act'] as const).map((key) => (
                    <th key={key} scope="col">
                      {key === 'act' ? <span class="hidden">{w('act')}</span> : w(key)}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {courses.map((one) => (
                  <Row key={one.edition} one={one} opening={one.assignmentId && of.get(one.assignmentId)} />
                ))}
              </tbody>
            </table>
          )
        }
      </Show>
    </>
  )
}
