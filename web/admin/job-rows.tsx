import { useState } from 'preact/hooks'
import type { Problem } from '../kit/api.ts'
import { showNumber, showTime } from '../kit/date.ts'
import { spoken } from '../kit/language.ts'
import { Cell } from './cell.tsx'
import { fetchFile, type Job } from './job.tsx'
import { w } from './words.ts'

const kindWord = (kind: Job['kind']) => w(kind === 'slips' ? 'slipsJob' : kind)
const STATE = {
  accepted: 'accepted',
  running: 'running',
  done: 'doneState',
  failed: 'failedState',
  cancelled: 'cancelled',
} as const
const TAG = { accepted: '', running: 'inProgress', done: 'passed', failed: 'failed', cancelled: '' } as const
const SIGN = { accepted: '○', running: '◐', done: '✓', failed: '！', cancelled: '‖' } as const

/** Files made for download are kept a day. */
const isKept = (job: Job) => Date.now() - Date.parse(job.endedAt ?? job.startedAt) < 86_400_000

const FileOf = ({ job }: { job: Job }) => {
  const [problem, set] = useState<Problem>()
  if (!isKept(job)) return <span class="quiet">{w('jobFileOver')}</span>
  return (
    <>
      <button
        type="button"
        class="link"
        aria-label={w('fetchOf', { name: job.fileName ?? '' })}
        onClick={async () => set(await fetchFile(job.fileId))}
      >
        {job.fileName}
      </button>
      {problem && (
        <p class="error" role="alert">
          {spoken(problem)}
        </p>
      )}
    </>
  )
}

/** What was ordered, how far it is, and the files it made. */
export const JobRows = ({ jobs }: { jobs: readonly Job[] }) => (
  <table class="cards-when-narrow">
    <thead>
      <tr>
        {(['jobKind', 'jobState', 'jobCountCol', 'jobStarted', 'jobFile'] as const).map((key) => (
          <th key={key} scope="col">
            {w(key)}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {jobs.map((job) => (
        <tr key={job.id}>
          <th scope="row">
            {kindWord(job.kind)}
            {job.notes?.map((note) => (
              <span class="quiet line" key={note.en}>
                {spoken(note)}
              </span>
            ))}
          </th>
          <td data-label={w('jobState')}>
            <span class={`tag ${TAG[job.state]}`}>
              <span aria-hidden="true">{SIGN[job.state]}</span> {w(STATE[job.state])}
            </span>
          </td>
          <Cell of="jobCountCol">{job.done > 0 ? w('items', { n: showNumber(job.done) }) : undefined}</Cell>
          <Cell of="jobStarted">{showTime(job.startedAt)}</Cell>
          <Cell of="jobFile">{job.fileId && <FileOf job={job} />}</Cell>
        </tr>
      ))}
    </tbody>
  </table>
)
