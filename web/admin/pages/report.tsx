import { call, type Output } from '../../kit/api.ts'
import { showDay, showNumber, showTime } from '../../kit/date.ts'
import { Show, useLoad } from '../../kit/load.tsx'
import { statusWord } from '../../kit/status.tsx'
import { ORDER, rateOf } from '../totals.tsx'
import { w } from '../words.ts'

type Whole = Output<'record.report'>
const number = (n: number) => w('people', { n: showNumber(n) })

const Facts = ({ one }: { one: Whole }) => (
  <table class="ruled">
    <tbody>
      {(
        [
          [
            'reportCourse',
            <>
              <strong>{one.title}</strong>（{w('revisionOf', { n: one.fiscalYear, r: one.revision })}）
            </>,
          ],
          [
            'reportPeriod',
            <>
              {w('fromTo', { from: showDay(one.startsOn), to: showDay(one.closesOn) })}{' '}
              <span class="whole">{w('dueIn', { day: showDay(one.dueOn) })}</span>
            </>,
          ],
          [
            'reportMethod',
            w('reportHow', {
              lessons: one.lessons.length,
              questions: one.questions,
              minutes: one.minutes,
              mark: one.passMark,
            }),
          ],
          ['reportContents', one.lessons.join('／')],
          ['reportTopics', one.topics.map(({ title }) => title).join('／')],
        ] as const
      ).map(([key, value]) => (
        <tr key={key}>
          <th scope="row">{w(key)}</th>
          <td>{value}</td>
        </tr>
      ))}
    </tbody>
  </table>
)

const Result = ({ one }: { one: Whole }) => (
  <>
    <h2>{w('reportResult')}</h2>
    <table class="ruled figures">
      <thead>
        <tr>
          <th scope="col">{w('target')}</th>
          {ORDER.map((status) => (
            <th scope="col" key={status}>
              {statusWord(status)}
            </th>
          ))}
          <th scope="col">{w('rate')}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <td>{number(one.totals.target)}</td>
          {ORDER.map((status) => (
            <td key={status}>{number(one.totals[status])}</td>
          ))}
          <td>{rateOf(one.totals)}%</td>
        </tr>
      </tbody>
    </table>
    <p>
      {w('reportExempt')}：
      {one.exempt.length === 0
        ? w('none')
        : one.exempt.map(({ reason, members }) => `${reason} ${number(members)}`).join('、')}
    </p>
  </>
)

const NotPassed = ({ one }: { one: Whole }) => {
  const left = one.totals.target - one.totals.passed
  return (
    <>
      <h2>
        {w('notPassedList', { n: showNumber(left) })}
        {one.notPassedMore > 0 && (
          <span class="more">{w('moreInRecord', { n: showNumber(one.notPassedMore) })}</span>
        )}
      </h2>
      {left === 0 ? (
        <p>{w('notPassedNone')}</p>
      ) : (
        <ul class="names">
          {one.notPassed.map((each) => (
            <li key={each.userId}>
              <span class="who">
                {each.userId}　{each.name}
              </span>
              <span class="where">{each.department}</span>
              <span class="how">{statusWord(each.status)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}

const Signs = () => (
  <table class="signs">
    <thead>
      <tr>
        <th scope="col">{w('approved')}</th>
        <th scope="col">{w('prepared')}</th>
      </tr>
    </thead>
    <tbody>
      <tr>
        <td />
        <td />
      </tr>
    </tbody>
  </table>
)

/** 教育実施記録: one A4 page, to print, sign and file. */
export const Report = ({ assignmentId }: { assignmentId: string }) => {
  const report = useLoad(() => call('record.report', { id: assignmentId as `asg_${string}` }), assignmentId)
  return (
    <>
      <div class="title-row no-print">
        <h1 tabIndex={-1}>{w('report')}</h1>
        <div class="actions">
          <a class="button" href={`#/records/${assignmentId}`}>
            {w('toRecord')}
          </a>
          <button type="button" class="primary" disabled={!report.value} onClick={() => print()}>
            {w('print')}
          </button>
        </div>
      </div>
      <p class="lead no-print">{w('reportNote')}</p>
      <Show of={report}>
        {(one) => (
          <article class="sheet" aria-label={w('report')}>
            <div class="sheet-top">
              <div>
                <p class="sheet-company">{one.company}</p>
                <p class="mark">{w('confidential')}</p>
                <p class="made">
                  {w('madeAt', { time: showTime(one.madeAt) })}
                  <br />
                  {w('madeBy', { name: one.madeBy })}
                </p>
              </div>
              <Signs />
            </div>
            <h2 class="sheet-title">
              {w('report')}
              <span>{w('year', { n: one.fiscalYear })}</span>
            </h2>
            <Facts one={one} />
            <Result one={one} />
            <NotPassed one={one} />
          </article>
        )}
      </Show>
    </>
  )
}
