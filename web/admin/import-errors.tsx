import { useState } from 'preact/hooks'
import { call, type Output } from '../kit/api.ts'
import { JobFile } from './job.tsx'
import { w } from './words.ts'

/** The rows in error as a file, to be corrected and brought again. */
export const ErrorsFile = ({ importId }: { importId: Output<'roster.get'>['id'] }) => {
  const [jobId, set] = useState<string>()
  if (jobId) return <JobFile jobId={jobId} label={w('making')} atOnce />
  return (
    <p class="beside">
      <button type="button" onClick={async () => set((await call('roster.errors', { importId })).jobId)}>
        {w('errorsFile')}
      </button>
      <span class="quiet">{w('errorsHint')}</span>
    </p>
  )
}
