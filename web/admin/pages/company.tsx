import { useState } from 'preact/hooks'
import { call } from '../../kit/api.ts'
import { Field, Form } from '../../kit/form.tsx'
import { Show, useLoad } from '../../kit/load.tsx'
import { w } from '../words.ts'

const SLOTS = [
  'companyName',
  'privacyPolicy',
  'securityPolicy',
  'privacyOfficer',
  'securityOfficer',
  'incidentContact',
] as const
const ROWS: Partial<Record<(typeof SLOTS)[number], number>> = {
  privacyPolicy: 6,
  securityPolicy: 6,
  incidentContact: 3,
}

/** 会社設定: the company's own words for the lessons. */
export const Company = () => {
  const company = useLoad(() => call('company.get', {}), 'company')
  const [saved, setSaved] = useState(false)
  return (
    <>
      <h1 tabIndex={-1}>{w('companyTitle')}</h1>
      <p class="lead">{w('companyHint')}</p>
      <Show of={company}>
        {({ slots, version, code, name }) => (
          <div class="narrow" key={version}>
            <p>
              {name}　{w('code')}：<strong>{code}</strong>
            </p>
            {saved && (
              <p class="notice" role="status">
                {w('saved')}
              </p>
            )}
            <Form
              action={w('save')}
              submit={async (values) => {
                await call('company.change', {
                  version,
                  slots: Object.fromEntries(SLOTS.map((slot) => [slot, values[slot] ?? ''])) as never,
                })
                setSaved(true)
                company.reload()
              }}
            >
              {SLOTS.map((slot) => (
                <Field
                  key={slot}
                  name={slot}
                  label={w(slot)}
                  value={slots[slot]}
                  {...(ROWS[slot] ? { rows: ROWS[slot] as number } : {})}
                />
              ))}
            </Form>
          </div>
        )}
      </Show>
    </>
  )
}
