import { type ComponentChildren, render } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { call, onSignedOut, Problem } from './api.ts'
import { useLanguage } from './language.ts'
import { Outage } from './outage.tsx'
import { SignIn } from './sign-in/sign-in.tsx'
import type { Step, Who } from './sign-in/steps.ts'
import { k } from './words.ts'

interface AppProps {
  readonly title: () => string
  readonly operator?: boolean
  readonly children: (who: Who, leave: () => void) => ComponentChildren
}

/** The first screen an address asks for: a link from a mail, a company code, or nothing special. */
const asked = (): Step => {
  const link = /^#link=(.+)$/.exec(location.hash)?.[1]
  const company = /^#c=([a-z0-9-]+)$/.exec(location.hash)?.[1]
  if (link || company) history.replaceState(null, '', location.pathname)
  return link ? { kind: 'link', token: link } : { kind: 'start', company }
}

/** Asks for the next token before the present one runs out, while somebody looks at the page. */
const useFreshSession = (who: Who | undefined, set: (who: Who) => void) => {
  useEffect(() => {
    if (!who) return
    const wait = Math.max(60_000, Date.parse(who.refreshAt) - Date.parse(who.now))
    const timer = setTimeout(
      () => void (document.visibilityState === 'visible' && call('session.refresh', {}).then(set, () => {})),
      wait,
    )
    return () => clearTimeout(timer)
  }, [who, set])
}

const App = ({ title, operator, children }: AppProps) => {
  useLanguage()
  const [first] = useState(asked)
  const [who, set] = useState<Who>()
  const [step, setStep] = useState<Step | undefined>(first.kind === 'link' ? first : undefined)
  useEffect(() => {
    document.title = title()
  })
  useEffect(() => {
    if (first.kind === 'link') return
    call('session.get', {}).then(
      (mine) => (mine.mustEnrol ? setStep({ kind: 'enrol' }) : set(mine)),
      (error) => error instanceof Problem && setStep(first),
    )
  }, [first])
  useEffect(
    () =>
      onSignedOut(() => {
        set((old) => {
          setStep(old ? { kind: 'start', note: k('signedOutNote'), company: old.company?.code } : first)
          return undefined
        })
      }),
    [first],
  )
  useFreshSession(who, set)
  const leave = () => {
    set(undefined)
    setStep({ kind: 'start', company: who?.company?.code })
    history.replaceState(null, '', location.pathname)
  }
  return (
    <>
      <Outage />
      {who ? (
        children(who, leave)
      ) : step ? (
        <main class="sign-in" id="main">
          <p class="brand">Kizuki</p>
          <SignIn first={step} operator={operator ?? false} done={set} />
        </main>
      ) : null}
    </>
  )
}

/** Puts an app on its page. */
export const start = (props: AppProps) => {
  const root = document.getElementById('app')
  if (root) render(<App {...props} />, root)
}
