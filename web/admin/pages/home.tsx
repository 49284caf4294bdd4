import { call } from '../../kit/api.ts'
import { showDay, showNumber } from '../../kit/date.ts'
import { Show, useLoad } from '../../kit/load.tsx'
import { nextSteps } from '../next-steps.ts'
import { Bar, Strip } from '../totals.tsx'
import { w } from '../words.ts'

const load = async () => {
  const [seats, courses, { assignments }, { counts }] = await Promise.all([
    call('seat.get', {}),
    call('course.list', {}),
    call('assignment.list', {}),
    call('member.list', {}),
  ])
  return { seats, courses, assignments, people: counts }
}

/** 管理者ホーム: how it stands, and what to do next. */
export const Home = () => {
  const all = useLoad(load, 'home')
  return (
    <>
      <h1 tabIndex={-1}>{w('home')}</h1>
      <Show of={all}>
        {(facts) => {
          const steps = nextSteps(facts)
          const over = facts.seats.used - facts.seats.limit
          return (
            <>
              <section class="panel">
                <h2>{w('nextTitle')}</h2>
                {steps.length === 0 ? (
                  <p>{w('nextNone')}</p>
                ) : (
                  <ul class="next">
                    {steps.map(({ text, href }) => (
                      <li key={href}>
                        <a href={href}>{text}</a>
                      </li>
                    ))}
                  </ul>
                )}
              </section>
              {facts.assignments.length === 0 && <p class="notice">{w('noOpening')}</p>}
              {facts.assignments.map((one) => (
                <section key={one.id}>
                  <h2>
                    {one.title}　
                    <span class="quiet">
                      {w('year', { n: one.fiscalYear })}　{w('dueOn')} {showDay(one.dueOn)}
                    </span>
                  </h2>
                  <Strip totals={one.totals} to={`#/records/${one.id}`} />
                  <Bar label={w('rate')} totals={one.totals} />
                </section>
              ))}
              <section>
                <h2>{w('seats')}</h2>
                <p>
                  {w('seatsOf', { used: showNumber(facts.seats.used), limit: showNumber(facts.seats.limit) })}
                </p>
                {over > 0 && <p class="notice">{w('seatsOver', { n: showNumber(over) })}</p>}
              </section>
            </>
          )
        }}
      </Show>
    </>
  )
}
