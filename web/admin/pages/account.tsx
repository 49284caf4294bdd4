import { useState } from 'preact/hooks'
import { call } from '../../kit/api.ts'
import { Field, Form, Whose } from '../../kit/form.tsx'
import type { Who } from '../../kit/sign-in/steps.ts'
import { w } from '../words.ts'

const Password = ({ userId }: { userId: string }) => {
  const [done, set] = useState(0)
  return (
    <section>
      <h2>{w('passwordTitle')}</h2>
      <Form
        key={done}
        action={w('passwordDo')}
        submit={async ({ current = '', next = '' }) => {
          await call('password.change', { current, next })
          set(done + 1)
        }}
      >
        <Whose userId={userId} />
        <Field
          name="current"
          label={w('currentPassword')}
          type="password"
          required
          autoComplete="current-password"
        />
        <Field
          name="next"
          label={w('nextPassword')}
          type="password"
          required
          autoComplete="new-password"
          hint={w('passwordRuleAdmin')}
        />
      </Form>
      <p role="status" class="after">
        {done > 0 && w('passwordDone')}
      </p>
    </section>
  )
}

const RecoveryCodes = () => {
  const [codes, set] = useState<readonly string[]>()
  return (
    <section>
      <h2>{w('codesRenewTitle')}</h2>
      <p role="status">{w(codes ? 'codesRenewed' : 'codesRenewHint')}</p>
      {codes ? (
        <>
          <ul class="codes">
            {codes.map((code) => (
              <li key={code}>
                <code>{code}</code>
              </li>
            ))}
          </ul>
          <div class="buttons">
            <button type="button" class="primary" onClick={() => print()}>
              {w('print')}
            </button>
          </div>
        </>
      ) : (
        <Form
          aside
          action={w('codesRenewDo')}
          submit={async () => set((await call('mfa.renew', {})).recoveryCodes)}
        >
          {null}
        </Form>
      )}
    </section>
  )
}

/** The administrator's own sign-in. */
export const Account = ({ who, leave }: { who: Who; leave: () => void }) => (
  <>
    <h1 tabIndex={-1}>{w('account')}</h1>
    <p class="lead">{w('accountHint')}</p>
    <div class="narrow apart">
      <Password userId={who.userId} />
      <RecoveryCodes />
      <section>
        <h2>{w('everywhereTitle')}</h2>
        <p>{w('everywhereHint')}</p>
        <Form
          aside
          action={w('everywhereDo')}
          submit={async () => {
            await call('session.end', { everywhere: true })
            leave()
          }}
        >
          {null}
        </Form>
      </section>
    </div>
  </>
)
