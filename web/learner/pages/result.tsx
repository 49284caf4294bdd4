import { call } from '../../kit/api.ts'
import { showTime } from '../../kit/date.ts'
import { Show, useLoad } from '../../kit/load.tsx'
import { w } from '../words.ts'

/** The result: calm where passed; else what to read again, and one button. */
export const Result = ({ edition }: { edition: string }) => {
  const result = useLoad(() => call('attempt.result', { edition }), edition)
  return (
    <Show of={result} page>
      {(mine) =>
        mine.passed ? (
          <>
            <div class="empty passed">
              <h1 tabIndex={-1}>✓ {w('passed')}</h1>
              <p>{w('passedMore', { score: mine.score, title: mine.title, year: edition.slice(-4) })}</p>
              <p class="quiet">{mine.passedAt && showTime(mine.passedAt)}</p>
            </div>
            <div class="buttons no-print">
              <a class="button primary" href="#/">
                {w('toHome')}
              </a>
              <a class="button" href={`#/course/${edition}`}>
                {w('review')}
              </a>
              <button type="button" onClick={() => print()}>
                {w('printResult')}
              </button>
            </div>
          </>
        ) : (
          <>
            <h1 tabIndex={-1}>{w('retestTitle', { n: mine.of - mine.right })}</h1>
            <p>{w('retestMore', { of: mine.of, right: mine.right })}</p>
            <ul class="cards">
              {mine.wrong.map((one) => (
                <li class="card" key={one.id}>
                  <h2 lang="ja">{one.text}</h2>
                  <div class="answer">
                    <p class="label">{w('yourChoice')}</p>
                    <p lang="ja">{one.choice}</p>
                  </div>
                  <p class="label">{w('explanation')}</p>
                  <p lang="ja">{one.explanation}</p>
                  <a class="back" href={`#/lesson/${edition}/${one.lesson}`}>
                    {w('toLesson', { title: one.lessonTitle })}
                  </a>
                </li>
              ))}
            </ul>
            <a class="button primary wide" href={`#/test/${edition}`}>
              {w('retake')}
            </a>
          </>
        )
      }
    </Show>
  )
}
