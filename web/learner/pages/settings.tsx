import { useState } from 'preact/hooks'
import { call } from '../../kit/api.ts'
import { Field, Form, Whose } from '../../kit/form.tsx'
import { k } from '../../kit/words.ts'
import { w } from '../words.ts'

export const Settings = ({ userId }: { userId: string }) => {
  const [done, set] = useState(false)
  return (
    <>
      <a class="back" href="#/">
        {w('toHome')}
      </a>
      <h1 tabIndex={-1}>{w('settings')}</h1>
      <h2>{w('changePassword')}</h2>
      {done ? (
        <p class="note" role="status">
          {w('changed')}
        </p>
      ) : (
        <Form
          action={w('change')}
          submit={async ({ current = '', password = '' }) => {
            await call('password.change', { current, next: password })
            set(true)
          }}
        >
          <Whose userId={userId} />
          <Field
            name="current"
            label={w('current')}
            type="password"
            required
            autoComplete="current-password"
          />
          <Field
            name="password"
            label={k('newPassword')}
            type="password"
            required
            autoComplete="new-password"
            hint={k('passwordRule', { n: 12 })}
          />
        </Form>
      )}
      <h2>{w('everywhere')}</h2>
      <p>{w('everywhereMore')}</p>
      <div class="buttons">
        <button
          type="button"
          onClick={() => call('session.end', { everywhere: true }).finally(() => location.reload())}
        >
          {w('everywhere')}
        </button>
      </div>
    </>
  )
}
