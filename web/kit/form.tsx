import { type ComponentChildren, createContext } from 'preact'
import { useContext, useEffect, useId, useRef, useState } from 'preact/hooks'
import { type Field as FieldProblem, Problem } from './api.ts'
import { spoken } from './language.ts'
import { k } from './words.ts'

const Errors = createContext<readonly FieldProblem[]>([])

interface FormProps {
  readonly submit: (values: Record<string, string>) => Promise<unknown>
  readonly action: string
  /** Not the act that the page is for. */
  readonly aside?: boolean
  readonly children: ComponentChildren
  readonly secondary?: ComponentChildren
}

const idOf = (path: string) => `field-${path.replaceAll('.', '-')}`
const labelOf = (path: string) =>
  document.querySelector(`label[for="${idOf(path)}"]`)?.firstChild?.textContent

/** One refused field in the summary: named, and a way to it. */
const Refused = ({ field }: { field: FieldProblem }) => {
  const label = labelOf(field.path)
  if (!label) return <>{spoken(field)}</>
  return (
    <a
      href={`#${idOf(field.path)}`}
      onClick={(event) => {
        event.preventDefault()
        document.getElementById(idOf(field.path))?.focus()
      }}
    >
      {k('fieldSays', { label, says: spoken(field) })}
    </a>
  )
}

/**
 * The one way a form is sent: native fields, read when it is sent (a field drawn anew while typing breaks Japanese input),
 * refusals as a summary that takes the focus and links to its fields. Nothing typed is lost.
 */
export const Form = ({ submit, action, aside, children, secondary }: FormProps) => {
  const [problem, setProblem] = useState<Problem>()
  const [busy, setBusy] = useState(false)
  const sending = useRef(false)
  const summary = useRef<HTMLDivElement>(null)
  useEffect(() => summary.current?.focus(), [problem])
  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    if (sending.current) return
    const form = event.target as HTMLFormElement
    const values = Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))
    sending.current = true
    setBusy(true)
    try {
      await submit(values)
      setProblem(undefined)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      setProblem(error)
    } finally {
      sending.current = false
      setBusy(false)
    }
  }
  // Enter that ends a conversion of kana is not a wish to send.
  const composing = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.isComposing || event.keyCode === 229)) event.preventDefault()
  }
  return (
    <Errors.Provider value={problem?.fields ?? []}>
      <form noValidate onSubmit={send as never} onKeyDown={composing as never}>
        {problem && (
          <div class="summary" role="alert" tabIndex={-1} ref={summary}>
            <h2>{problem.fields.length > 0 ? k('errorTitle') : spoken(problem)}</h2>
            {problem.fields.length > 0 && (
              <ul>
                {problem.fields.map((field) => (
                  <li key={field.path}>
                    <Refused field={field} />
                  </li>
                ))}
              </ul>
            )}
          </div>
        )}
        {children}
        <div class="buttons">
          <button type="submit" class={aside ? undefined : 'primary'} aria-disabled={busy}>
            {action}
          </button>
          {secondary}
        </div>
      </form>
    </Errors.Provider>
  )
}

interface FieldProps {
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  /** What follows from its being empty, where it need not be filled. */
  readonly lacking?: string | undefined
  readonly required?: boolean
  readonly type?: string
  readonly value?: string | undefined
  readonly autoComplete?: string
  readonly inputMode?: 'numeric' | 'email' | 'text'
  readonly onInput?: (value: string) => void
  readonly rows?: number
  readonly min?: string
  readonly max?: string
}

export const Field = ({
  name,
  label,
  hint,
  lacking,
  required,
  type = 'text',
  value,
  autoComplete,
  inputMode,
  onInput,
  rows,
  min,
  max,
}: FieldProps) => {
  const wrong = useContext(Errors).find(({ path }) => path === name)
  const hintId = useId()
  const [seen, see] = useState(false)
  const secret = type === 'password'
  const shared = {
    id: idOf(name),
    name,
    defaultValue: value,
    'aria-required': required,
    'aria-invalid': wrong ? ('true' as const) : undefined,
    'aria-describedby': hint || lacking || wrong ? hintId : undefined,
    onInput: onInput && ((event: Event) => onInput((event.target as HTMLInputElement).value)),
  }
  return (
    <div class={wrong ? 'field wrong' : 'field'}>
      <label for={idOf(name)}>
        {label}
        {required && <span class="required">{k('required')}</span>}
      </label>
      <div id={hintId}>
        {hint && <p class="hint">{hint}</p>}
        {lacking && <p class="hint lacking">{lacking}</p>}
        {wrong && <p class="error">{spoken(wrong)}</p>}
      </div>
      {rows ? (
        <textarea {...(shared as object)} rows={rows} />
      ) : (
        <div class={secret ? 'with-button' : undefined}>
          <input
            {...(shared as object)}
            type={(secret && seen ? 'text' : type) as never}
            autocomplete={autoComplete as never}
            inputMode={inputMode}
            min={min}
            max={max}
            autocapitalize="off"
            spellcheck={false}
          />
          {secret && (
            <button type="button" aria-pressed={seen} onClick={() => see(!seen)}>
              {k(seen ? 'conceal' : 'reveal')}
              <span class="hidden">{label}</span>
            </button>
          )}
        </div>
      )}
    </div>
  )
}

/** Whose password a form asks for, for the browser's own keeper of passwords. */
export const Whose = ({ userId }: { userId: string }) => (
  <input
    class="hidden"
    name="username"
    autocomplete="username"
    value={userId}
    readOnly
    tabIndex={-1}
    aria-hidden="true"
  />
)

interface SelectProps {
  readonly name: string
  readonly label: string
  readonly options: readonly (readonly [value: string, label: string])[]
  readonly value?: string | undefined
  readonly onChange?: (value: string) => void
}
export const Select = ({ name, label, options, value, onChange }: SelectProps) => (
  <div class="field">
    <label for={idOf(name)}>{label}</label>
    <select
      id={idOf(name)}
      name={name}
      onChange={(event) => onChange?.((event.target as HTMLSelectElement).value)}
    >
      {options.map(([option, text]) => (
        <option key={option} value={option} selected={option === value}>
          {text}
        </option>
      ))}
    </select>
  </div>
)
