import '../kit/base.css'
import './learner.css'
import { call } from '../kit/api.ts'
import { start } from '../kit/app.tsx'
import { LanguageSwitch, Menu } from '../kit/menu.tsx'
import { usePlace } from '../kit/place.ts'
import type { Who } from '../kit/sign-in/steps.ts'
import { k } from '../kit/words.ts'
import { Course } from './pages/course.tsx'
import { Guide } from './pages/guide.tsx'
import { Home } from './pages/home.tsx'
import { Lesson } from './pages/lesson.tsx'
import { Result } from './pages/result.tsx'
import { Settings } from './pages/settings.tsx'
import { Test } from './pages/test.tsx'
import { w } from './words.ts'

const Page = ({ userId }: { userId: string }) => {
  const { parts } = usePlace()
  const [page, edition = '', lesson = ''] = parts
  const key = parts.join('/')
  if (page === 'course') return <Course key={key} edition={edition} />
  if (page === 'lesson') return <Lesson key={key} edition={edition} lesson={lesson} />
  if (page === 'test') return <Test key={key} edition={edition} />
  if (page === 'result') return <Result key={key} edition={edition} />
  if (page === 'settings') return <Settings userId={userId} />
  if (page === 'guide') return <Guide />
  return <Home />
}

const Frame = ({ who, leave }: { who: Who; leave: () => void }) => {
  const signOut = async () => {
    await call('session.end', {}).catch(() => {})
    leave()
  }
  return (
    <>
      <a class="skip" href="#main">
        {k('skip')}
      </a>
      <header class="top">
        <a class="company" href="#/" aria-label={w('homeOf', { company: who.company?.name ?? '' })}>
          {who.company?.name}
        </a>
        <Menu name={who.name ?? who.userId}>
          <a href="#/settings">{w('settings')}</a>
          <a href="#/guide">{w('guide')}</a>
          {who.roles.includes('administrator') && <a href="/admin/">{w('admin')}</a>}
          <LanguageSwitch />
          <button type="button" class="link" onClick={signOut}>
            {w('signOut')}
          </button>
        </Menu>
      </header>
      <main id="main" class="column">
        <Page userId={who.userId} />
      </main>
    </>
  )
}

start({ title: () => w('title'), children: (who, leave) => <Frame who={who} leave={leave} /> })
