import { w } from '../words.ts'

interface Props {
  readonly questions: readonly { readonly id: string; readonly text: string }[]
  readonly answers: Readonly<Record<string, string>>
  readonly go: (at: number) => void
  readonly submit: () => void
}

/** What is answered and what is not, before handing in. */
export const Overview = ({ questions, answers, go, submit }: Props) => {
  const missing = questions.filter(({ id }) => !answers[id]).length
  return (
    <>
      <h1 tabIndex={-1}>{w('overview')}</h1>
      <ol class="rows">
        {questions.map(({ id, text }, at) => (
          <li class="row" key={id}>
            <button type="button" class="link" lang="ja" onClick={() => go(at)}>
              {at + 1}. {text}
            </button>
            <span class={answers[id] ? 'green nowrap' : 'red nowrap'}>
              {answers[id] ? w('answered') : w('unanswered')}
            </span>
          </li>
        ))}
      </ol>
      {missing > 0 && <p class="note">{w('leftOut', { n: missing })}</p>}
      <button type="button" class="primary wide" onClick={submit}>
        {w('submit')}
      </button>
    </>
  )
}
