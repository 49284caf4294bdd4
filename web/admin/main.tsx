import '../kit/base.css'
import './admin.css'
import { call } from '../kit/api.ts'
import { start } from '../kit/app.tsx'
import { language, setLanguage } from '../kit/language.ts'
import { usePlace } from '../kit/place.ts'
import type { Who } from '../kit/sign-in/steps.ts'
import { k } from '../kit/words.ts'
import { Company } from './pages/company.tsx'
import { Education } from './pages/education.tsx'
import { Home } from './pages/home.tsx'
import { Import } from './pages/import.tsx'
import { Members } from './pages/members.tsx'
import { OpenCourse } from './pages/open-course.tsx'
import { Records } from './pages/records.tsx'
import { Report } from './pages/report.tsx'
import { Slips } from './pages/slips.tsx'
import { w } from './words.ts'

const NAV = ['home', 'education', 'members', 'records', 'company'] as const
/** Which word of the navigation a page belongs to. */
const HOUSE: Record<string, (typeof NAV)[number]> = {
  import: 'members',
  slips: 'members',
  open: 'education',
  report: 'records',
}

const Page = () => {
  const { parts, query } = usePlace()
  const [page = 'home', id = ''] = parts
  const key = `${parts.join('/')}?${query}`
  if (page === 'education') return <Education />
  if (page === 'open') return <OpenCourse key={key} edition={id} />
  if (page === 'members') return <Members key={key} query={query} />
  if (page === 'import') return <Import />
  if (page === 'slips') return <Slips chosen={query.get('ids')?.split(',') ?? []} />
  if (page === 'records') return <Records key={key} assignmentId={id} query={query} />
  if (page === 'report') return <Report key={key} assignmentId={id} />
  if (page === 'company') return <Company />
  return <Home />
}

const Frame = ({ who, leave }: { who: Who; leave: () => void }) => {
  const { parts } = usePlace()
  const here = HOUSE[parts[0] ?? ''] ?? parts[0] ?? 'home'
  if (!who.roles.includes('administrator'))
    return (
      <main id="main" class="page">
        <p class="notice">{w('notAllowed')}</p>
        <a class="button primary" href="/learner/">
          {w('toLearner')}
        </a>
      </main>
    )
  return (
    <>
      <a class="skip" href="#main">
        {k('skip')}
      </a>
      <header class="bar">
        <span class="brand">Kizuki</span>
        <span class="whose">{who.company?.name}</span>
        <span class="person">{who.name ?? who.userId}</span>
        <a href="/learner/">{w('toLearner')}</a>
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
      </header>
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
        <main id="main" class="page">
          <Page />
        </main>
      </div>
    </>
  )
}

start({ title: () => w('title'), children: (who, leave) => <Frame who={who} leave={leave} /> })
