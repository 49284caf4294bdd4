import { useState } from 'preact/hooks'
import { call, type Output } from '../../kit/api.ts'
import { showMonth, showNumber } from '../../kit/date.ts'
import { Field, Form } from '../../kit/form.tsx'
import { Show, useLoad } from '../../kit/load.tsx'
import { w } from '../words.ts'

type Whole = Output<'company.get'>
type Slot = keyof Whole['slots']
const SLOTS: readonly Slot[] = [
  'companyName',
  'privacyPolicy',
  'securityPolicy',
  'privacyOfficer',
  'securityOfficer',
  'incidentContact',
]
const ROWS: Partial<Record<Slot, number>> = { privacyPolicy: 6, securityPolicy: 6, incidentContact: 3 }
const HINTS: Partial<Record<Slot, 'policyHint' | 'contactHint'>> = {
  privacyPolicy: 'policyHint',
  securityPolicy: 'policyHint',
  incidentContact: 'contactHint',
}

const Address = ({ code }: { code: string }) => {
  const address = `${location.origin}/c/${code}`
  const [copied, set] = useState(false)
  return (
    <dd class="address">
      <code>{address}</code>
      <button
        type="button"
        class="link"
        onClick={() => navigator.clipboard.writeText(address).then(() => set(true))}
      >
        {w('copy')}
      </button>
      <span role="status">{copied && w('copied')}</span>
    </dd>
  )
}

const Contract = ({ one }: { one: Whole }) => (
  <section>
    <h2>{w('contractTitle')}</h2>
    <dl class="facts">
      <dt>{w('companyOfficial')}</dt>
      <dd>{one.name}</dd>
      <dt>{w('code')}</dt>
      <dd>
        <code>{one.code}</code>
      </dd>
      <dt>{w('signInAddress')}</dt>
      <Address code={one.code} />
      <dt>{w('fiscalStart')}</dt>
      <dd>{showMonth(one.fiscalStartMonth)}</dd>
      <dt>{w('seats')}</dt>
      <dd>{w('people', { n: showNumber(one.seats) })}</dd>
    </dl>
    <p class="quiet">{w('contractHint')}</p>
  </section>
)

const hintOf = (one: Whole, slot: Slot) => {
  if (slot === 'companyName') return w('companyNameHint', { name: one.name })
  return HINTS[slot] && w(HINTS[slot])
}

const Texts = ({ first }: { first: Whole }) => {
  const [one, set] = useState(first)
  const [saved, setSaved] = useState(false)
  const save = async (values: Record<string, string>) => {
    setSaved(false)
    const slots = Object.fromEntries(
      SLOTS.map((slot) => [slot, values[`slots.${slot}`] ?? '']),
    ) as Whole['slots']
    set(await call('company.change', { version: one.version, slots }))
    setSaved(true)
  }
  return (
    <section>
      <h2>{w('slotsTitle')}</h2>
      <p>{w('companyHint')}</p>
      <Form action={w('save')} submit={save}>
        {SLOTS.map((slot) => (
          <Field
            key={slot}
            name={`slots.${slot}`}
            label={w(slot)}
            value={first.slots[slot]}
            hint={hintOf(one, slot)}
            lacking={slot !== 'companyName' && !one.slots[slot] ? w('unfilled') : undefined}
            {...(ROWS[slot] ? { rows: ROWS[slot] as number } : {})}
          />
        ))}
      </Form>
      <p role="status" class="after">
        {saved && w('saved')}
      </p>
    </section>
  )
}

/** 会社設定: what the contract says, and the company's own words for the lessons. */
export const Company = () => {
  const company = useLoad(() => call('company.get', {}), 'company')
  return (
    <>
      <h1 tabIndex={-1}>{w('companyTitle')}</h1>
      <Show of={company}>
        {(one) => (
          <div class="two">
            <Texts first={one} />
            <Contract one={one} />
          </div>
        )}
      </Show>
    </>
  )
}
