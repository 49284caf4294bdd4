import { useEffect, useState } from 'preact/hooks'
import { call, type Output, Problem } from '../kit/api.ts'
import { showNumber } from '../kit/date.ts'
import { spoken } from '../kit/language.ts'
import { k } from '../kit/words.ts'
import { w } from './words.ts'

export type Job = Output<'job.get'>

/** Follows a job until it ends, slower as it lasts. */
export const useJob = (jobId: string | undefined, ended?: (job: Job) => void): Job | undefined => {
  const [job, set] = useState<Job>()
  // a job is followed once, whatever is drawn meanwhile
  useEffect(() => {
    if (!jobId) return
    let timer: ReturnType<typeof setTimeout>
    let wait = 150
    const look = async () => {
      const now = await call('job.get', { id: jobId as Job['id'] }).catch(() => undefined)
      if (now) set(now)
      if (now?.endedAt) return ended?.(now)
      wait = Math.min(2_000, wait * 1.3)
      timer = setTimeout(look, wait)
    }
    void look()
    return () => clearTimeout(timer)
  }, [jobId])
  return job
}

export const Progress = ({ job, label }: { job: Job | undefined; label: string }) => (
  <div class="progress" role="status">
    <p>
      {label}　
      {job &&
        (job.total
          ? k('jobCount', { done: showNumber(Math.min(job.done, job.total)), total: showNumber(job.total) })
          : job.done > 0
            ? k('jobSoFar', { done: showNumber(job.done) })
            : '')}
    </p>
    <progress
      {...(job?.total ? { value: Math.min(job.done, job.total), max: job.total } : {})}
      aria-label={label}
    />
  </div>
)

/** A file that a job makes: progress, what to know about it, and the address at the click. */
export const JobFile = ({ jobId, label }: { jobId: string; label: string }) => {
  const job = useJob(jobId)
  const [problem, set] = useState<Problem>()
  const fetchFile = async () => {
    try {
      const { url } = await call('file.link', { fileId: job?.fileId as NonNullable<Job['fileId']> })
      location.assign(url)
    } catch (error) {
      if (error instanceof Problem) set(error)
    }
  }
  if (!job?.endedAt) return <Progress job={job} label={label} />
  return (
    <div class="notice" role="status">
      {job.state !== 'done' && <p>{w('failed')}</p>}
      {job.notes?.map((note) => (
        <p key={note.en}>{spoken(note)}</p>
      ))}
      {problem && <p class="error">{spoken(problem)}</p>}
      {job.fileId && (
        <p>
          {job.fileName}　
          <button type="button" class="primary" onClick={fetchFile}>
            {w('fetch')}
          </button>
        </p>
      )}
    </div>
  )
}
