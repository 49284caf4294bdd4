import { call } from '../../kit/api.ts'
import { showDay, showNumber, showTime } from '../../kit/date.ts'
import { Show, useLoad } from '../../kit/load.tsx'
import { statusWord } from '../../kit/status.tsx'
import { rateOf } from '../totals.tsx'
import { w } from '../words.ts'

/** 教育実施記録: one A4 page, to print, sign and file. */
export const Report = ({ assignmentId }: { assignmentId: string }) => {
  const report = useLoad(() => call('record.report', { id: assignmentId as `asg_${string}` }), assignmentId)
  return (
    <Show of={report}>
      {(one) => (
        <>
          <div class="buttons no-print">
            <button type="button" class="primary" onClick={() => print()}>
              {w('print')}
            </button>
            <a class="button" href={`#/records/${assignmentId}`}>
              {w('back')}
            </a>
          </div>
          <article class="sheet">
            <p class="sheet-company">{one.company}</p>
            <h1 tabIndex={-1}>{w('report')}</h1>
            <table class="signs">
              <tbody>
                <tr>
                  <th scope="col">{w('approved')}</th>
                  <th scope="col">{w('prepared')}</th>
                </tr>
                <tr>
                  <td />
                  <td />
                </tr>
              </tbody>
            </table>
            <dl class="facts">
              <dt>{w('pickCourse')}</dt>
              <dd>
                {one.title}　{w('year', { n: one.fiscalYear })}
              </dd>
              <dt>{w('reportPeriod')}</dt>
              <dd>
                {showDay(one.startsOn)} 〜 {showDay(one.closesOn)}（{w('dueOn')} {showDay(one.dueOn)}）
              </dd>
              <dt>{w('reportMethod')}</dt>
              <dd>{w('eLearning')}</dd>
              <dt>{w('reportContents')}</dt>
              <dd>{one.lessons.join('／')}</dd>
              <dt>{w('reportTopics')}</dt>
              <dd>{one.topics.map(({ title }) => title).join('／')}</dd>
              <dt>{w('reportResult')}</dt>
              <dd>
                {w('target')} {w('people', { n: showNumber(one.totals.target) })}　{statusWord('passed')}{' '}
                {w('people', { n: showNumber(one.totals.passed) })}　{statusWord('notStarted')}{' '}
                {w('people', { n: showNumber(one.totals.notStarted) })}　{w('rate')} {rateOf(one.totals)} %
              </dd>
            </dl>
            <h2>{w('notPassedList')}</h2>
            {one.notPassed.length === 0 ? (
              <p>{w('none')}</p>
            ) : (
              <ul class="names">
                {one.notPassed.map((each) => (
                  <li key={each.userId}>
                    {each.userId}　{each.name}　<span class="quiet">{each.department}</span>　
                    {statusWord(each.status)}
                  </li>
                ))}
              </ul>
            )}
            {one.notPassedMore > 0 && <p>{w('moreInRecord', { n: showNumber(one.notPassedMore) })}</p>}
            <p class="quiet">
              {w('madeAt')} {showTime(one.madeAt)}　{w('madeBy')} {one.madeBy}
            </p>
          </article>
        </>
      )}
    </Show>
  )
}
