import { useEffect, useRef, useState } from 'preact/hooks'
import { call, type Output, Problem } from '../kit/api.ts'
import { showNumber } from '../kit/date.ts'
import { spoken } from '../kit/language.ts'
import { w } from './words.ts'

export type Job = Output<'job.get'>

/** Follows a job until it ends, slower as it lasts. */
export const useJob = (jobId: string | undefined, ended?: (job: Job) => void): Job | undefined => {
  const [job, set] = useState<Job>()
  // a job is followed once, whatever is drawn meanwhile
  useEffect(() => {
    if (!jobId) return
    let over = false
    let timer: ReturnType<typeof setTimeout>
    let wait = 150
    const look = async () => {
      const now = await call('job.get', { id: jobId as Job['id'] }).catch(() => undefined)
      if (over) return
      if (now) set(now)
      if (now?.endedAt) return ended?.(now)
      wait = Math.min(2_000, wait * 1.3)
      timer = setTimeout(look, wait)
    }
    void look()
    return () => {
      over = true
      clearTimeout(timer)
    }
  }, [jobId])
  return job
}

/** How long it will still take at the speed so far; nothing in the first seconds, when nobody can know. */
const timeLeft = ({ startedAt, done, total }: Job): string | undefined => {
  const passed = (Date.now() - Date.parse(startedAt)) / 1000
  if (!total || done === 0 || passed < 3 || done >= total) return undefined
  const seconds = Math.ceil((passed / done) * (total - done))
  const n =
    seconds < 90
      ? w('seconds', { n: Math.ceil(seconds / 5) * 5 })
      : w('minutes', { n: Math.ceil(seconds / 60) })
  return w('timeLeft', { n })
}

const farOf = (job: Job) =>
  job.total
    ? w('itemsOf', { done: showNumber(Math.min(job.done, job.total)), total: showNumber(job.total) })
    : job.done > 0
      ? w('items', { n: showNumber(job.done) })
      : ''

/** Progress in numbers. What is read aloud is the label alone: figures that change twice a second are for the eye. */
export const Progress = ({ job, label }: { job: Job | undefined; label: string }) => (
  <div class="progress">
    <p>
      <span role="status">{label}</span>
      <span class="far">{job && [farOf(job), timeLeft(job)].filter(Boolean).join('　')}</span>
    </p>
    <progress
      {...(job?.total ? { value: Math.min(job.done, job.total), max: job.total } : {})}
      aria-label={label}
    />
  </div>
)

/** Fetches a file by an address made at the click; what went wrong comes back. */
export const fetchFile = async (fileId: Job['fileId']): Promise<Problem | undefined> => {
  try {
    const { url } = await call('file.link', { fileId: fileId as NonNullable<Job['fileId']> })
    location.assign(url)
  } catch (error) {
    if (error instanceof Problem) return error
    throw error
  }
}

const Notes = ({ job }: { job: Job }) => (
  <>
    {job.state !== 'done' && <p class="error">{w('failed')}</p>}
    {job.notes?.map((note) => (
      <p key={note.en}>{spoken(note)}</p>
    ))}
  </>
)

interface FileProps {
  readonly jobId: string
  readonly label: string
  /** Said when the file is there. */
  readonly ready?: string
  /** The download begins by itself, unless there is something to know about the file first. */
  readonly atOnce?: boolean
}

/** A file that a job makes: progress, what to know about it, and the download. */
export const JobFile = ({ jobId, label, ready, atOnce }: FileProps) => {
  const [problem, set] = useState<Problem>()
  const [begun, begin] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const take = async (job: Job | undefined) => {
    const failed = await fetchFile(job?.fileId)
    set(failed)
    begin(!failed)
  }
  const job = useJob(jobId, (over) => {
    if (over.fileId && atOnce && !over.notes?.length) void take(over)
    requestAnimationFrame(() => place.current?.querySelector('button')?.focus())
  })
  if (!job?.endedAt) return <Progress job={job} label={label} />
  return (
    <div class="notice" ref={place}>
      <div role="status">
        <Notes job={job} />
        {job.fileId && <p>{begun ? w('fetched') : ready}</p>}
        {problem && <p class="error">{spoken(problem)}</p>}
      </div>
      {job.fileId && (
        <p class="file">
          <span>{job.fileName}</span>
          <button type="button" class={begun ? undefined : 'primary'} onClick={() => take(job)}>
            {w(begun ? 'fetchAgain' : 'fetch')}
          </button>
        </p>
      )}
    </div>
  )
}
