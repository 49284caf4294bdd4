import { call, type Output } from '../../kit/api.ts'
import { showDay, showNumber, showTime } from '../../kit/date.ts'
import { Show, useLoad } from '../../kit/load.tsx'
import { JobRows } from '../job-rows.tsx'
import { nextSteps } from '../next-steps.ts'
import { Bar, Strip, Track } from '../totals.tsx'
import { w } from '../words.ts'

const load = async () => {
  const [seats, courses, { assignments }, { counts }, { jobs }] = await Promise.all([
    call('seat.get', {}),
    call('course.list', {}),
    call('assignment.list', {}),
    call('member.list', {}),
    call('job.list', {}),
  ])
  return { seats, courses, assignments, people: counts, jobs }
}
type Facts = Awaited<ReturnType<typeof load>>

const Next = ({ facts }: { facts: Facts }) => {
  const steps = nextSteps(facts)
  return (
    <section class="panel">
      <h2>{w('nextTitle')}</h2>
      {steps.length === 0 ? (
        <p>{w('nextNone')}</p>
      ) : (
        <ul class="next">
          {steps.map(({ text, href }) => (
            <li key={text}>
              <a href={href}>{text}</a>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const Opening = ({ one }: { one: Facts['assignments'][number] }) => (
  <section>
    <h2>
      <span>{one.title}</span>{' '}
      <span class="quiet">
        {w('year', { n: one.fiscalYear })}　{w('dueOn')} <span class="whole">{showDay(one.dueOn)}</span>
      </span>
    </h2>
    <Strip totals={one.totals} to={`#/records/${one.id}`} />
    <Bar label={w('rate')} totals={one.totals} />
    <p class="quiet">{w('countedAt', { time: showTime(one.countedAt) })}</p>
  </section>
)

const Seats = ({ used, limit }: Output<'seat.get'>) => (
  <section>
    <h2>{w('seats')}</h2>
    <div class="bar-row">
      <span class="bar-label">{w('active')}</span>
      <Track percent={limit === 0 ? 100 : (100 * used) / limit} />
      <span class="bar-value">{w('seatsOf', { used: showNumber(used), limit: showNumber(limit) })}</span>
    </div>
  </section>
)

/** 管理者ホーム: how it stands, and what to do next. */
export const Home = () => {
  const all = useLoad(load, 'home')
  return (
    <>
      <h1 tabIndex={-1}>{w('home')}</h1>
      <Show of={all}>
        {(facts) => (
          <>
            <Next facts={facts} />
            {facts.assignments.length === 0 && (
              <p class="notice">
                {w('noOpening')} <a href="#/education">{w('toEducation')}</a>
              </p>
            )}
            {facts.assignments.map((one) => (
              <Opening key={one.id} one={one} />
            ))}
            <Seats {...facts.seats} />
            {facts.jobs.length > 0 && (
              <section>
                <h2>{w('recentJobs')}</h2>
                <JobRows jobs={facts.jobs.slice(0, 3)} />
                <a href="#/jobs">{w('allJobs')}</a>
              </section>
            )}
          </>
        )}
      </Show>
    </>
  )
}
