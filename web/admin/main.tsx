import '../kit/base.css'
import './styles/index.css'
import { start } from '../kit/app.tsx'
import { type Place, usePlace } from '../kit/place.ts'
import type { Who } from '../kit/sign-in/steps.ts'
import { Frame, type NAV } from './frame.tsx'
import { Account } from './pages/account.tsx'
import { Company } from './pages/company.tsx'
import { Departments } from './pages/departments.tsx'
import { Education } from './pages/education.tsx'
import { Home } from './pages/home.tsx'
import { Import } from './pages/import.tsx'
import { Jobs } from './pages/jobs.tsx'
import { Lost } from './pages/lost.tsx'
import { Members } from './pages/members.tsx'
import { OpenCourse } from './pages/open-course.tsx'
import { Records } from './pages/records.tsx'
import { Report } from './pages/report.tsx'
import { Slips } from './pages/slips.tsx'
import { w } from './words.ts'

type House = (typeof NAV)[number]
/** Under which word of the navigation a page stands. */
const HOUSE: Record<string, House> = {
  import: 'members',
  slips: 'members',
  departments: 'members',
  open: 'education',
  report: 'records',
  jobs: 'home',
}
const houseOf = ([page = 'home']: Place['parts']) => HOUSE[page] ?? page

interface Person {
  readonly who: Who
  readonly leave: () => void
}

const PageAt = ({ parts: [page = 'home', id = ''], query, who, leave }: Place & Person) => {
  if (page === 'home') return <Home />
  if (page === 'education') return <Education />
  if (page === 'open') return <OpenCourse key={id} edition={id} />
  if (page === 'members') return <Members query={query} />
  if (page === 'departments') return <Departments />
  if (page === 'import') return <Import key={id} id={id} />
  if (page === 'slips') return <Slips key={`${query}`} chosen={query.get('ids')?.split(',') ?? []} />
  if (page === 'records') return <Records key={id} assignmentId={id} query={query} />
  if (page === 'report') return <Report key={id} assignmentId={id} />
  if (page === 'company') return <Company />
  if (page === 'jobs') return <Jobs />
  if (page === 'account') return <Account who={who} leave={leave} />
  return <Lost />
}

const Console = ({ who, leave }: Person) => {
  const place = usePlace()
  return (
    <Frame who={who} here={houseOf(place.parts)} leave={leave}>
      <PageAt {...place} who={who} leave={leave} />
    </Frame>
  )
}

start({ title: () => w('title'), children: (who, leave) => <Console who={who} leave={leave} /> })
