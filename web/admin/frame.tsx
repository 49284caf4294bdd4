import type { ComponentChildren } from 'preact'
import { call } from '../kit/api.ts'
import { language, setLanguage } from '../kit/language.ts'
import type { Who } from '../kit/sign-in/steps.ts'
import { k } from '../kit/words.ts'
import { w } from './words.ts'

export const NAV = ['home', 'education', 'members', 'records', 'company'] as const

const Bar = ({ who, leave }: { who: Who; leave: () => void }) => (
  <header class="bar">
    <span class="brand">Kizuki</span>
    <span class="whose">{who.company?.name}</span>
    <div class="mine">
      <a href="#/account" aria-label={`${w('account')}：${who.name ?? who.userId}`}>
        {who.name ?? who.userId}
      </a>
      {who.roles.includes('learner') && <a href="/learner/">{w('toLearner')}</a>}
      <button
        type="button"
        class="link"
        onClick={() => setLanguage(language() === 'ja' ? 'en' : 'ja')}
        lang={language() === 'ja' ? 'en' : 'ja'}
      >
        {language() === 'ja' ? 'English' : '日本語'}
      </button>
      <button type="button" class="link" onClick={() => call('session.end', {}).finally(leave)}>
        {w('signOut')}
      </button>
    </div>
  </header>
)

interface FrameProps {
  readonly who: Who
  readonly here: string
  readonly leave: () => void
  readonly children: ComponentChildren
}

/** What stands around every page: whose service it is, who is signed in, where one can go. */
export const Frame = ({ who, here, leave, children }: FrameProps) => {
  if (!who.roles.includes('administrator'))
    return (
      <main id="main" class="page">
        <h1 tabIndex={-1}>{w('pages')}</h1>
        <p class="notice">{w('notAllowed')}</p>
        <div class="buttons">
          <a class="button primary" href="/learner/">
            {w('toLearner')}
          </a>
          <button type="button" onClick={() => call('session.end', {}).finally(leave)}>
            {w('signOut')}
          </button>
        </div>
      </main>
    )
  return (
    <>
      <a class="skip" href="#main">
        {k('skip')}
      </a>
      <Bar who={who} leave={leave} />
      {who.suspended && (
        <p class="standing" role="status">
          {w('suspended')}
        </p>
      )}
      <div class="frame">
        <nav class="side" aria-label={k('menu')}>
          {NAV.map((page) => (
            <a
              key={page}
              href={`#/${page === 'home' ? '' : page}`}
              aria-current={here === page ? 'page' : undefined}
            >
              {w(page)}
            </a>
          ))}
        </nav>
        <main id="main" class="page" tabIndex={-1}>
          {children}
        </main>
      </div>
    </>
  )
}
