import { useEffect } from 'preact/hooks'
import { call } from '../../kit/api.ts'
import { Show, useLoad } from '../../kit/load.tsx'
import { JobRows } from '../job-rows.tsx'
import { w } from '../words.ts'

const LOOK_MS = 3_000

/** 処理状況: looked at again while anything is under way. */
export const Jobs = () => {
  const list = useLoad(() => call('job.list', {}), 'jobs')
  const runs = list.value?.jobs.some((job) => !job.endedAt) ?? false
  useEffect(() => {
    if (!runs) return
    const timer = setInterval(list.reload, LOOK_MS)
    return () => clearInterval(timer)
  }, [runs, list.reload])
  return (
    <>
      <h1 tabIndex={-1}>{w('jobs')}</h1>
      <p class="lead">{w('jobsHint')}</p>
      <Show of={list}>
        {({ jobs }) => (jobs.length === 0 ? <p class="notice">{w('jobsNone')}</p> : <JobRows jobs={jobs} />)}
      </Show>
    </>
  )
}
