type Choice = 'a' | 'b' | 'c' | 'd'
interface Props {
  readonly question: {
    readonly id: string
    readonly text: string
    readonly choices: readonly { readonly id: Choice; readonly text: string }[]
  }
  readonly chosen: Choice | undefined
  readonly choose: (choice: Choice) => void
}

/** A question with its choices as large radio cards. */
export const Question = ({ question, chosen, choose }: Props) => (
  <fieldset class="question" lang="ja">
    <legend>
      <h1 tabIndex={-1}>{question.text}</h1>
    </legend>
    {question.choices.map(({ id, text }) => (
      <label key={id} class={chosen === id ? 'choice chosen' : 'choice'}>
        <input
          type="radio"
          name={question.id}
          value={id}
          checked={chosen === id}
          onChange={() => choose(id)}
        />
        <span>{text}</span>
        <span class="mark" aria-hidden="true">
          {chosen === id ? '✓' : ''}
        </span>
      </label>
    ))}
  </fieldset>
)
