import { useState } from 'preact/hooks'
import { call } from '../api.ts'
import { Field, Form, Whose } from '../form.tsx'
import { spoken, useLanguage } from '../language.ts'
import { Show, useLoad } from '../load.tsx'
import { depart } from '../place.ts'
import { k } from '../words.ts'
import { Enrol } from './enrol.tsx'
import { after, type Step, type Typed, type Who } from './steps.ts'

const Heading = ({ text }: { text: string }) => (
  <h1 tabIndex={-1} class="sign-in-title">
    {text}
  </h1>
)

const NewPassword = ({ minLength, name }: { minLength: number; name: string }) => {
  const [length, set] = useState(0)
  return (
    <>
      <Field
        name={name}
        label={k('newPassword')}
        type="password"
        required
        autoComplete="new-password"
        hint={k('passwordRule', { n: minLength })}
        onInput={(text) => set([...text].length)}
      />
      <p class={length >= minLength ? 'count enough' : 'count'} aria-live="polite">
        {k('passwordLength', { n: length })}
      </p>
    </>
  )
}

interface LinkProps {
  readonly token: string
  readonly done: (company?: string) => void
  readonly again: () => void
}
const ByLink = ({ token, done, again }: LinkProps) => {
  const link = useLoad(() => call('link.open', { token }), token)
  if (link.problem && link.problem.kind !== 'offline')
    return (
      <div role="alert">
        <Heading text={k('linkOver')} />
        <p>{link.problem.kind === 'invalid' ? k('linkBroken') : spoken(link.problem)}</p>
        <div class="buttons">
          <button type="button" class="primary" onClick={again}>
            {k('linkAgain')}
          </button>
        </div>
      </div>
    )
  return (
    <Show of={link} page>
      {(opened) => (
        <>
          <Heading text={k('linkTitle', { name: opened.name ?? opened.userId })} />
          {opened.company && <p>{opened.company.name}</p>}
          <Form
            action={k('decide')}
            submit={async ({ password = '' }) => {
              await call('link.use', { token, password })
              done(opened.company?.code)
            }}
          >
            <Whose userId={opened.userId} />
            <NewPassword minLength={opened.minLength} name="password" />
          </Form>
        </>
      )}
    </Show>
  )
}

interface Props {
  readonly first: Step
  readonly operator?: boolean
  readonly done: (who: Who) => void
}

/** Signing in, step by step, the same in every app. */
export const SignIn = ({ first, operator, done }: Props) => {
  useLanguage()
  const [step, set] = useState<Step>(first)
  const [typed, keep] = useState<Typed>({ userId: '', password: '' })
  const show = (to: Step) => {
    set(to)
    depart()
  }
  const next = (to: Step) => {
    if (to.kind !== 'in') return show(to)
    done(to.who)
    depart()
  }
  const back = (
    <button type="button" class="link" onClick={() => show({ kind: 'start' })}>
      {k('back')}
    </button>
  )
  switch (step.kind) {
    case 'start':
      return (
        <>
          <Heading text={k('signInTitle')} />
          {step.note && (
            <p class="note" role="status">
              {step.note}
            </p>
          )}
          <Form
            action={k('signIn')}
            submit={async ({ company, userId = '', password = '' }) => {
              const mine = { ...(operator ? {} : { company: company ?? '' }), userId, password }
              keep(mine)
              next(after(await call('session.start', mine)))
            }}
          >
            {!operator && (
              <Field
                name="company"
                label={k('company')}
                hint={k('companyHint')}
                required
                value={step.company}
                autoComplete="organization"
              />
            )}
            <Field name="userId" label={k('userId')} required autoComplete="username" />
            <Field
              name="password"
              label={k('password')}
              type="password"
              hint={operator ? undefined : k('passwordHint')}
              required
              autoComplete="current-password"
            />
          </Form>
          {!operator && (
            <button type="button" class="link" onClick={() => show({ kind: 'forgot' })}>
              {k('forgot')}
            </button>
          )}
        </>
      )
    case 'password':
      return (
        <>
          <Heading text={k('newPasswordTitle')} />
          <Form
            action={k('decide')}
            submit={async ({ password = '' }) =>
              next(after(await call('session.password', { ticket: step.ticket, password })))
            }
          >
            <Whose userId={typed.userId} />
            <NewPassword minLength={step.minLength} name="password" />
          </Form>
        </>
      )
    case 'totp':
    case 'recovery': {
      const isTotp = step.kind === 'totp'
      return (
        <>
          <Heading text={k(isTotp ? 'totpTitle' : 'recoveryTitle')} />
          <p>{k(isTotp ? 'totpHint' : 'recoveryHint')}</p>
          <Form
            action={k('next')}
            secondary={back}
            submit={async ({ code = '' }) => {
              const password = isTotp ? {} : { password: typed.password }
              next(after(await call('session.factor', { ticket: step.ticket, code, ...password })))
            }}
          >
            <Field
              key={step.kind}
              name="code"
              label={k(isTotp ? 'code' : 'recoveryCode')}
              required
              {...(isTotp ? { inputMode: 'numeric' as const, autoComplete: 'one-time-code' } : {})}
            />
          </Form>
          {isTotp && (
            <button
              type="button"
              class="link"
              onClick={() => show({ kind: 'recovery', ticket: step.ticket })}
            >
              {k('useRecovery')}
            </button>
          )}
        </>
      )
    }
    case 'enrol':
      return <Enrol done={async () => done(await call('session.get', {}))} />
    case 'forgot':
      return (
        <>
          <Heading text={k('forgotTitle')} />
          <p>{k('forgotHint')}</p>
          <Form
            action={k('forgotDo')}
            secondary={back}
            submit={async ({ company = '', userId = '' }) => {
              await call('password.forget', { company, userId })
              show({ kind: 'start', note: k('forgotDone'), company })
            }}
          >
            <Field
              name="company"
              label={k('company')}
              hint={k('companyHint')}
              required
              autoComplete="organization"
            />
            <Field name="userId" label={k('userId')} required autoComplete="username" />
          </Form>
        </>
      )
    case 'link':
      return (
        <ByLink
          token={step.token}
          done={(company) => show({ kind: 'start', note: k('linkDone'), company })}
          again={() => show({ kind: 'forgot' })}
        />
      )
    default:
      return null
  }
}
