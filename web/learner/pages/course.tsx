import { call } from '../../kit/api.ts'
import { showDay } from '../../kit/date.ts'
import { Show, useLoad } from '../../kit/load.tsx'
import { StatusTag } from '../../kit/status.tsx'
import { w } from '../words.ts'

/** A course at a glance: what is read, what comes next, the test. */
export const Course = ({ edition }: { edition: string }) => {
  const outline = useLoad(() => call('enrollment.get', { edition }), edition)
  return (
    <Show of={outline} page>
      {({ card, lessons, questions, testOpen, attemptOpen, tries }) => {
        const next = lessons.find(({ read }) => !read)
        const passed = card.status === 'passed'
        const testWord = passed
          ? w('result')
          : attemptOpen
            ? w('testGoOn')
            : tries > 0
              ? w('retake')
              : w('testBegin')
        return (
          <>
            <a class="back" href="#/">
              {w('toHome')}
            </a>
            <h1 tabIndex={-1} lang="ja">
              {card.title}
            </h1>
            <p class="facts">
              <StatusTag status={card.status} soft />
              <span>{w('year', { n: card.fiscalYear })}</span>
              <span class="nowrap">
                {w('due')} {showDay(card.dueOn)}
              </span>
            </p>
            {next && !passed && (
              <a class="button primary wide" href={`#/lesson/${edition}/${next.id}`}>
                {card.status === 'notStarted' ? w('begin') : w('goOn')}
              </a>
            )}
            <h2>{w('lessons')}</h2>
            <ol class="rows">
              {lessons.map((lesson, at) => (
                <li class="row" key={lesson.id}>
                  <a lang="ja" href={`#/lesson/${edition}/${lesson.id}`}>
                    {at + 1}. {lesson.title}
                  </a>
                  <span class={lesson.read ? 'green' : 'quiet'}>
                    {lesson.read ? w('read') : w('minutes', { n: lesson.minutes })}
                  </span>
                </li>
              ))}
            </ol>
            <h2>{w('test')}</h2>
            <p>{w('testAbout', { n: questions })}</p>
            {testOpen || passed ? (
              <a
                class={passed ? 'button wide' : 'button primary wide'}
                href={passed ? `#/result/${edition}` : `#/test/${edition}`}
              >
                {testWord}
              </a>
            ) : (
              <p class="note">{w('testLocked')}</p>
            )}
          </>
        )
      }}
    </Show>
  )
}
