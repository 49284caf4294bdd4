import { call, type Output } from '../kit/api.ts'
import { showDay, showTime } from '../kit/date.ts'
import { Show, useLoad } from '../kit/load.tsx'
import { StatusTag } from '../kit/status.tsx'
import { nameOf } from './member-rows.tsx'
import { Panel } from './panel.tsx'
import type { Row } from './record-rows.tsx'
import { w } from './words.ts'

type Detail = Output<'record.get'>
const when = (instant: string | undefined) => (instant ? showTime(instant) : '—')

const Facts = ({ one }: { one: Detail }) => (
  <dl class="facts">
    {(
      [
        ['userId', one.userId],
        ['department', one.department.join(' > ') || '—'],
        ['dueOn', showDay(one.dueOn)],
        ['lessonsRead', w('lessonsOf', { n: one.lessonsRead, of: one.lessons })],
        ['startedAt', when(one.startedAt)],
        ['lastAt', when(one.lastActivityAt)],
        ['passedAt', when(one.passedAt)],
        ['minutesSpent', one.tries > 0 ? w('minutesN', { n: one.minutesSpent }) : '—'],
      ] as const
    ).map(([key, value]) => (
      <>
        <dt>{w(key)}</dt>
        <dd>{value}</dd>
      </>
    ))}
  </dl>
)

const Attempts = ({ attempts }: Pick<Detail, 'attempts'>) =>
  attempts.length === 0 ? (
    <p>{w('attemptsNone')}</p>
  ) : (
    <table>
      <thead>
        <tr>
          {(['attemptNo', 'attemptAt', 'attemptScore', 'attemptRight'] as const).map((key) => (
            <th key={key} scope="col" class={key === 'attemptAt' ? undefined : 'number'}>
              {w(key)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {attempts.map((each) => (
          <tr key={each.number}>
            <td class="number">{each.number}</td>
            <td>{showTime(each.submittedAt)}</td>
            <td class="number">{w('points', { n: each.score })}</td>
            <td class="number">
              {each.right} / {each.of}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )

interface Props {
  readonly assignmentId: Output<'assignment.list'>['assignments'][number]['id']
  readonly row: Row
  readonly close: () => void
}

/** One person's year in one course. */
export const RecordPanel = ({ assignmentId, row, close }: Props) => {
  const detail = useLoad(() => call('record.get', { assignmentId, memberId: row.memberId }), row.memberId)
  return (
    <Panel title={nameOf(row)} close={close}>
      <Show of={detail}>
        {(one) => (
          <>
            <p class="tags">
              <StatusTag status={one.status} />
              <span>
                {one.title}　{w('year', { n: one.fiscalYear })}
              </span>
            </p>
            <Facts one={one} />
            <h3>{w('attempts')}</h3>
            <Attempts attempts={one.attempts} />
          </>
        )}
      </Show>
    </Panel>
  )
}
