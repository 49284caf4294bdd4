import { useState } from 'preact/hooks'
import { Form } from '../kit/form.tsx'
import { JobFile } from './job.tsx'
import { Panel } from './panel.tsx'
import { w } from './words.ts'

export type Format = 'tsv' | 'csv' | 'csv-sjis' | 'xlsx'
const FORMATS = [
  ['xlsx', 'xlsx'],
  ['csv', 'csvUtf'],
  ['csv-sjis', 'csvSjis'],
  ['tsv', 'tsv'],
] as const

interface Props {
  readonly label: string
  /** What will be in the file. */
  readonly note?: string
  readonly order: (format: Format) => Promise<{ jobId: string }>
}

/** A download at the top right of a list: choose the format, and it begins as soon as the file is made. */
export const Download = ({ label, note, order }: Props) => {
  const [open, setOpen] = useState(false)
  const [jobId, setJob] = useState<string>()
  const close = () => {
    setOpen(false)
    setJob(undefined)
  }
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        {label}
      </button>
      {open && (
        <Panel title={label} close={close} middle>
          {note && <p>{note}</p>}
          {jobId ? (
            <JobFile jobId={jobId} label={w('making')} atOnce />
          ) : (
            <Form
              action={w('make')}
              submit={async ({ format }) => setJob((await order(format as Format)).jobId)}
            >
              <fieldset class="field choices">
                <legend>{w('format')}</legend>
                {FORMATS.map(([format, word], at) => (
                  <label key={format}>
                    <input type="radio" name="format" value={format} defaultChecked={at === 0} />
                    {w(word)}
                  </label>
                ))}
              </fieldset>
            </Form>
          )}
        </Panel>
      )}
    </>
  )
}
