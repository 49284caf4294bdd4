import { useEffect, useState } from 'preact/hooks'
import { call } from '../api.ts'
import { Field, Form } from '../form.tsx'
import { Show, useLoad } from '../load.tsx'
import { depart } from '../place.ts'
import { k } from '../words.ts'

/** The two-dimensional code as squares of SVG; its maker is fetched only here. */
const Code = ({ text }: { text: string }) => {
  const [path, set] = useState('')
  const [size, setSize] = useState(0)
  useEffect(() => {
    void import('qrcode').then((module) => {
      const make = (module.default ?? module) as typeof import('qrcode')
      const { modules } = make.create(text, { errorCorrectionLevel: 'M' })
      let d = ''
      for (let y = 0; y < modules.size; y++)
        for (let x = 0; x < modules.size; x++) if (modules.get(y, x)) d += `M${x} ${y}h1v1h-1z`
      set(d)
      setSize(modules.size)
    })
  }, [text])
  return (
    <svg class="qr" viewBox={`-2 -2 ${size + 4} ${size + 4}`} role="img" aria-label={k('enrolStep1')}>
      <path d={path} />
    </svg>
  )
}

const Codes = ({ codes, done }: { codes: readonly string[]; done: () => void }) => (
  <>
    <h1 tabIndex={-1} class="sign-in-title">
      {k('codesTitle')}
    </h1>
    <p>{k('codesWhy')}</p>
    <ul class="codes">
      {codes.map((code) => (
        <li key={code}>
          <code>{code}</code>
        </li>
      ))}
    </ul>
    <div class="buttons">
      <button type="button" onClick={() => print()}>
        {k('print')}
      </button>
      <button type="button" class="primary" onClick={done}>
        {k('codesDone')}
      </button>
    </div>
  </>
)

/** Setting up the authenticator: scan, type the code, keep the recovery codes. */
export const Enrol = ({ done }: { done: () => void }) => {
  const secret = useLoad(() => call('mfa.begin', {}), 'mfa')
  const [codes, set] = useState<readonly string[]>()
  const show = (made: readonly string[]) => {
    set(made)
    depart()
  }
  if (codes) return <Codes codes={codes} done={done} />
  return (
    <Show of={secret} page>
      {(mine) => (
        <>
          <h1 tabIndex={-1} class="sign-in-title">
            {k('enrolTitle')}
          </h1>
          <p>{k('enrolWhy')}</p>
          <ol class="steps">
            <li>
              {k('enrolStep1')}
              <Code text={mine.uri} />
            </li>
            <li>
              {k('enrolStep2')}
              <code class="secret">{mine.secret.replace(/(.{4})/g, '$1 ')}</code>
            </li>
            <li>{k('enrolStep3')}</li>
          </ol>
          <Form
            action={k('enrolDo')}
            submit={async ({ code = '' }) => show((await call('mfa.confirm', { code })).recoveryCodes)}
          >
            <Field name="code" label={k('code')} required inputMode="numeric" autoComplete="one-time-code" />
          </Form>
        </>
      )}
    </Show>
  )
}
