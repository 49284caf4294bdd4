import { type ComponentChildren, render } from 'preact'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { call, onOutage, onSignedOut, Problem } from './api.ts'
import { showClock } from './date.ts'
import { spoken, useLanguage } from './language.ts'
import { LanguageSwitch } from './menu.tsx'
import { Outage, useOutage } from './outage.tsx'
import { arrive } from './place.ts'
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

const APP = document.documentElement.dataset.app
/**
 * Whether somebody signed in here before. The cookie cannot be read by a script, so a first visit would have to ask the
 * gate, twice, only to be shown the form.
 */
const SIGNED_IN = APP === 'operator' ? 'kz-op-in' : 'kz-in'
const wasIn = () => {
  try {
    return localStorage.getItem(SIGNED_IN) !== null
  } catch {
    return true
  }
}
const keepIn = (signedIn: boolean) => {
  try {
    signedIn ? localStorage.setItem(SIGNED_IN, '') : localStorage.removeItem(SIGNED_IN)
  } catch {
    // a browser that keeps nothing asks the gate each time
  }
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

/** Instead of any page, when nothing could be fetched to begin with. */
const Unreachable = ({ problem, retry }: { problem: Problem; retry: () => void }) => {
  const since = useOutage() ?? new Date().toISOString()
  useEffect(() => onOutage((down) => down || retry()), [retry])
  const offline = problem.kind === 'offline'
  return (
    <div role="alert">
      <h1 class="sign-in-title">{offline ? k('outageTitle') : spoken(problem)}</h1>
      {offline && <p>{k('outageMore', { time: showClock(since) })}</p>}
      <div class="buttons">
        <button type="button" class="primary" onClick={retry}>
          {k('retry')}
        </button>
      </div>
    </div>
  )
}

const Foot = () => (
  <footer class="sign-in-foot">
    <LanguageSwitch />
    <a href="/">{k('about')}</a>
  </footer>
)

const App = ({ title, operator, children }: AppProps) => {
  useLanguage()
  const [first] = useState(asked)
  const [who, set] = useState<Who>()
  const [step, setStep] = useState<Step | undefined>(first.kind === 'link' || !wasIn() ? first : undefined)
  const [stuck, setStuck] = useState<Problem>()
  useEffect(() => {
    document.title = title()
    arrive()
  })
  const enter = useCallback((mine: Who) => {
    keepIn(true)
    set(mine)
  }, [])
  const begin = useCallback(
    () =>
      call('session.get', {}).then(
        (mine) => {
          setStuck(undefined)
          mine.mustEnrol ? setStep({ kind: 'enrol' }) : enter(mine)
        },
        (error) => {
          if (!(error instanceof Problem)) throw error
          error.kind === 'signedOut' ? setStep(first) : setStuck(error)
        },
      ),
    [first, enter],
  )
  useEffect(() => {
    if (!step) void begin()
  }, [])
  useEffect(
    () =>
      onSignedOut(() => {
        keepIn(false)
        setStuck(undefined)
        set((old) => {
          setStep(old ? { kind: 'start', note: k('signedOutNote'), company: old.company?.code } : first)
          return undefined
        })
      }),
    [first],
  )
  useFreshSession(who, set)
  const leave = () => {
    keepIn(false)
    set(undefined)
    setStep({ kind: 'start', company: who?.company?.code })
    history.replaceState(null, '', location.pathname)
  }
  if (who)
    return (
      <>
        <Outage />
        {children(who, leave)}
      </>
    )
  return (
    <>
      {stuck ? null : <Outage />}
      <main class="sign-in" id="main">
        <p class="brand">Kizuki</p>
        {stuck ? (
          <Unreachable problem={stuck} retry={begin} />
        ) : (
          step && <SignIn first={step} operator={operator ?? false} done={enter} />
        )}
        {(stuck ?? step) && <Foot />}
      </main>
    </>
  )
}

/** Puts an app on its page. */
export const start = (props: AppProps) => {
  const root = document.getElementById('app')
  if (root) render(<App {...props} />, root)
}
