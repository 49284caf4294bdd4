import { call, type Output } from '../../kit/api.ts'
import { showDay } from '../../kit/date.ts'
import { Show, useLoad } from '../../kit/load.tsx'
import { StatusTag } from '../../kit/status.tsx'
import { w } from '../words.ts'

type Card = Output<'enrollment.list'>['todo'][number]

const BUTTON = {
  notStarted: 'begin',
  inProgress: 'goOn',
  interrupted: 'goOn',
  failed: 'retake',
  passed: 'review',
} as const
/** Straight to where the learner goes on: the test where one is open or to be repeated, else the course. */
const target = ({ status, edition }: Card) =>
  status === 'interrupted'
    ? `#/test/${edition}`
    : status === 'failed'
      ? `#/result/${edition}`
      : `#/course/${edition}`

const left = ({ daysLeft }: Card) =>
  daysLeft < 0 ? w('past', { n: -daysLeft }) : daysLeft === 0 ? w('today') : w('daysLeft', { n: daysLeft })

const ToDo = ({ card }: { card: Card }) => (
  <li class="card">
    <div class="card-head">
      <h2 lang="ja">{card.title}</h2>
      <StatusTag status={card.status} soft />
    </div>
    <p class="quiet">
      {w('year', { n: card.fiscalYear })}　{w('minutes', { n: card.minutes })}
    </p>
    <p class="facts">
      <span>{w('due')}</span>
      <span class="nowrap">{showDay(card.dueOn)}</span>
      <strong class={card.overdue ? 'red nowrap' : 'nowrap'}>{left(card)}</strong>
    </p>
    <a class="button primary wide" href={target(card)}>
      {w(BUTTON[card.status])}
      <span class="hidden">
        ：<span lang="ja">{card.title}</span>
      </span>
    </a>
  </li>
)

const Done = ({ card }: { card: Card }) => (
  <li class="row">
    <div>
      <a lang="ja" href={card.status === 'passed' ? `#/result/${card.edition}` : `#/course/${card.edition}`}>
        {card.title}
      </a>
      <span class="quiet">　{w('year', { n: card.fiscalYear })}</span>
      <p class="quiet">
        {card.passedAt
          ? w('passedOn', {
              day: showDay(new Date(Date.parse(card.passedAt) + 32_400_000).toISOString().slice(0, 10)),
            })
          : card.closed
            ? w('closed')
            : ''}
      </p>
    </div>
    <StatusTag status={card.status} soft />
  </li>
)

/** 受講者ホーム: one list of what to do, the most urgent first. */
export const Home = () => {
  const home = useLoad(() => call('enrollment.list', {}), 'home')
  return (
    <>
      <h1 tabIndex={-1}>{w('todo')}</h1>
      <Show of={home}>
        {({ todo, done }) => (
          <>
            {todo.length > 0 ? (
              <ul class="cards">
                {todo.map((card) => (
                  <ToDo key={card.edition} card={card} />
                ))}
              </ul>
            ) : (
              <div class="empty">
                <svg viewBox="0 0 120 80" width="120" aria-hidden="true">
                  <path
                    d="M20 60h80M30 60V30h60v30M44 44l10 10 22-22"
                    fill="none"
                    stroke="#197A4B"
                    stroke-width="3"
                    stroke-linecap="round"
                    stroke-linejoin="round"
                  />
                </svg>
                <p>
                  <strong>{w('nothing')}</strong>
                </p>
                <p class="quiet">{w('nothingMore')}</p>
              </div>
            )}
            {done.length > 0 && (
              <section>
                <h2>{w('done')}</h2>
                <ul class="rows">
                  {done.map((card) => (
                    <Done key={card.edition} card={card} />
                  ))}
                </ul>
              </section>
            )}
          </>
        )}
      </Show>
    </>
  )
}
