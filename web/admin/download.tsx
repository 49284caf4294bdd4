import { useState } from 'preact/hooks'
import { Form, Select } from '../kit/form.tsx'
import { k } from '../kit/words.ts'
import { JobFile } from './job.tsx'
import { w } from './words.ts'

export type Format = 'tsv' | 'csv' | 'csv-sjis' | 'xlsx'
const formats = () =>
  [
    ['xlsx', w('xlsx')],
    ['csv', w('csvUtf')],
    ['csv-sjis', w('csvSjis')],
    ['tsv', w('tsv')],
  ] as const

/** A download: choose the format, wait for the file, fetch it. */
export const Download = ({
  label,
  order,
}: {
  label: string
  order: (format: Format) => Promise<{ jobId: string }>
}) => {
  const [open, setOpen] = useState(false)
  const [jobId, setJob] = useState<string>()
  if (!open)
    return (
      <button type="button" onClick={() => setOpen(true)}>
        {label}
      </button>
    )
  return (
    <section class="panel wide-panel">
      <h2>{label}</h2>
      {jobId ? (
        <JobFile key={jobId} jobId={jobId} label={k('jobRunning')} />
      ) : (
        <Form action={w('make')} submit={async ({ format }) => setJob((await order(format as Format)).jobId)}>
          <Select name="format" label={w('format')} options={formats()} value="xlsx" />
        </Form>
      )}
      <button
        type="button"
        class="link"
        onClick={() => {
          setOpen(false)
          setJob(undefined)
        }}
      >
        {k('close')}
      </button>
    </section>
  )
}
