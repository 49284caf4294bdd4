import { useEffect, useMemo, useState } from 'preact/hooks'
import { call, type Output, Problem } from '../../kit/api.ts'
import { showClock } from '../../kit/date.ts'
import { spoken } from '../../kit/language.ts'
import { Show, useLoad } from '../../kit/load.tsx'
import { depart, goInstead } from '../../kit/place.ts'
import { newSaver, type Saving } from '../saver.ts'
import { w } from '../words.ts'
import { Overview } from './overview.tsx'
import { Question } from './question.tsx'

type Open = Extract<Output<'attempt.start'>, { state: 'open' }>
type Choice = 'a' | 'b' | 'c' | 'd'
/** The key of this screen survives its reload in the history entry, and nowhere else. */
const keptKey = (): string | undefined => (history.state as { attempt?: string } | null)?.attempt
const keepKey = (attempt: string) => history.replaceState({ attempt }, '')
const BEAT_MS = 10 * 60_000

const Told = ({ saving }: { saving: Saving }) => {
  if (saving.state === 'saved') return <>{w('saved', { time: showClock(saving.at) })}</>
  if (saving.state === 'saving') return <>{w('saving')}</>
  return saving.state === 'waiting' ? <strong class="red">{w('notSaved')}</strong> : null
}

const Sheet = ({ edition, open }: { edition: string; open: Open }) => {
  const [answers, setAnswers] = useState<Record<string, Choice>>(open.answers)
  const first = open.questions.findIndex(({ id }) => !open.answers[id])
  const [at, setAt] = useState(first < 0 ? open.questions.length : first)
  const [saving, tell] = useState<Saving>({ state: 'idle' })
  const [problem, setProblem] = useState<Problem>()
  const saver = useMemo(() => newSaver(edition, open.key, tell), [edition, open.key])
  useEffect(() => saver.stop, [saver])
  useEffect(() => {
    const beat = setInterval(
      () =>
        void (
          document.visibilityState === 'visible' &&
          call('attempt.beat', { edition, key: open.key }).catch(() => {})
        ),
      BEAT_MS,
    )
    return () => clearInterval(beat)
  }, [edition, open.key])
  const question = open.questions[at]
  const turn = (to: number) => {
    setAt(to)
    depart()
  }
  const attempt = async (run: () => Promise<unknown>, then: string) => {
    try {
      await saver.settled()
      await run()
      // the way back must not open this page again: it would begin another attempt
      goInstead(then)
    } catch (error) {
      if (error instanceof Problem) setProblem(error)
    }
  }
  if (saving.state === 'moved')
    return (
      <div class="empty">
        <h1 tabIndex={-1}>{w('movedOn')}</h1>
        <p>{w('movedOnMore')}</p>
        <button type="button" class="primary" onClick={() => location.reload()}>
          {w('reload')}
        </button>
      </div>
    )
  return (
    <>
      <div class="test-head">
        <span>{question ? w('questionOf', { n: at + 1, of: open.questions.length }) : w('overview')}</span>
        <span class="quiet" role="status">
          <Told saving={saving} />
        </span>
      </div>
      <progress value={Object.keys(answers).length} max={open.questions.length} aria-label={w('answered')} />
      {(problem || saving.state === 'refused') && (
        <p class="summary" role="alert">
          {spoken(saving.state === 'refused' ? saving.problem : (problem as Problem))}
        </p>
      )}
      {question ? (
        <Question
          key={question.id}
          question={question}
          chosen={answers[question.id]}
          choose={(choice) => {
            setAnswers({ ...answers, [question.id]: choice })
            saver.save(question.id, choice)
          }}
        />
      ) : (
        <Overview
          questions={open.questions}
          answers={answers}
          go={turn}
          submit={() =>
            attempt(() => call('attempt.submit', { edition, key: open.key }), `/result/${edition}`)
          }
        />
      )}
      <div class="buttons spread">
        <button type="button" onClick={() => turn(Math.max(0, at - 1))} disabled={at === 0}>
          {w('prev')}
        </button>
        {question && (
          <button type="button" class="primary" onClick={() => turn(at + 1)}>
            {at + 1 < open.questions.length ? w('next') : w('overview')}
          </button>
        )}
      </div>
      <button
        type="button"
        class="link"
        onClick={() => attempt(() => call('attempt.pause', { edition, key: open.key }), '/')}
      >
        {w('pause')}
      </button>
    </>
  )
}

/** The test: one question a page, each answer saved as it is given. */
export const Test = ({ edition }: { edition: string }) => {
  const [takeOver, setTakeOver] = useState(false)
  const started = useLoad(async () => {
    const answer = await call('attempt.start', {
      edition,
      takeOver,
      ...(keptKey() ? { key: keptKey() as string } : {}),
    })
    if (answer.state === 'open') keepKey(answer.key)
    return answer
  }, `${edition} ${takeOver}`)
  return (
    <Show of={started} page instead={{ href: `#/course/${edition}`, word: w('toCourse') }}>
      {(answer) =>
        answer.state === 'open' ? (
          <Sheet edition={edition} open={answer} />
        ) : (
          <div class="empty">
            <h1 tabIndex={-1}>{w('elsewhere')}</h1>
            <p>{w('elsewhereMore', { n: answer.answered, of: answer.of })}</p>
            <button type="button" class="primary" onClick={() => setTakeOver(true)}>
              {w('here')}
            </button>
          </div>
        )
      }
    </Show>
  )
}
