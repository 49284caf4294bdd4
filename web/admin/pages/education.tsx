import { call, type Output } from '../../kit/api.ts'
import { showDay } from '../../kit/date.ts'
import { Show, useLoad } from '../../kit/load.tsx'
import { w } from '../words.ts'

type Course = Output<'course.list'>['courses'][number]

const state = (one: Course) => {
  if (one.state === 'early') return w('early', { day: showDay(one.openFrom) })
  return one.state === 'preparing' ? w('preparing', { n: one.fiscalYear }) : w(one.state)
}

/** 教育: what can be opened, and what is open. */
export const Education = () => {
  const list = useLoad(() => call('course.list', {}), 'courses')
  return (
    <>
      <h1 tabIndex={-1}>{w('education')}</h1>
      <Show of={list}>
        {({ courses, fiscalYear }) => (
          <>
            <h2>{w('courses', { n: fiscalYear })}</h2>
            <ul class="tiles">
              {courses.map((one) => (
                <li class="panel" key={one.edition}>
                  <h3>{one.title}</h3>
                  <p class="quiet">
                    {w('year', { n: one.fiscalYear })}　
                    {w('courseFacts', {
                      lessons: one.lessons,
                      questions: one.questions,
                      minutes: one.minutes,
                    })}
                  </p>
                  <p>{one.summary}</p>
                  <p>
                    <strong>{state(one)}</strong>
                  </p>
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
                </li>
              ))}
            </ul>
          </>
        )}
      </Show>
    </>
  )
}
