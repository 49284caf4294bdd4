import { useEffect, useRef, useState } from 'preact/hooks'
import { call, type Output, Problem } from '../kit/api.ts'
import { spoken } from '../kit/language.ts'
import { k } from '../kit/words.ts'
import { nameOf } from './member-rows.tsx'
import { w } from './words.ts'

type Member = Output<'member.get'>
type Leaving = 'suspend' | 'end'
const ACTS = { active: ['suspend', 'end'], onLeave: ['restore', 'end'], ended: ['restore'] } as const
const TOLD = { suspend: 'suspended2', end: 'ended2', restore: 'restored' } as const

/** What will happen, before it does. */
const Question = ({ one, act, yes, no }: { one: Member; act: Leaving; yes: () => void; no: () => void }) => {
  const box = useRef<HTMLElement>(null)
  useEffect(() => box.current?.focus(), [])
  return (
    <section class="notice danger-box" ref={box} tabIndex={-1} aria-label={w(act)}>
      <p>{w(act === 'end' ? 'endConfirm' : 'suspendConfirm', { name: nameOf(one) })}</p>
      <div class="buttons">
        <button type="button" class="danger" onClick={yes}>
          {w(act)}
        </button>
        <button type="button" onClick={no}>
          {k('cancel')}
        </button>
      </div>
    </section>
  )
}

/** The acts that a person's state allows; leaving is asked about first. */
export const MemberActs = ({ one, done }: { one: Member; done: () => void }) => {
  const [asking, ask] = useState<Leaving>()
  const [told, tell] = useState<{ words: string; wrong: boolean }>()
  const { id } = one
  const act = async (run: () => Promise<string>) => {
    try {
      tell({ words: await run(), wrong: false })
      done()
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      tell({ words: spoken(error), wrong: true })
    }
    ask(undefined)
  }
  const move = (name: keyof typeof TOLD) =>
    act(async () => {
      await call(`member.${name}`, { id })
      return w(TOLD[name])
    })
  if (one.roles.includes('administrator')) return <p class="notice">{w('adminNote')}</p>
  return (
    <div class="acts">
      <h3 class="hidden">{w('actsTitle')}</h3>
      <p role="status" class={told?.wrong ? 'error' : 'after'}>
        {told?.words}
      </p>
      {one.locked && (
        <p class="notice">
          {w('locked')}
          <button
            type="button"
            onClick={() =>
              act(async () => {
                await call('member.unlock', { id })
                return w('unlocked')
              })
            }
          >
            {w('unlock')}
          </button>
        </p>
      )}
      {asking ? (
        <Question one={one} act={asking} yes={() => move(asking)} no={() => ask(undefined)} />
      ) : (
        <div class="buttons">
          {!one.firstSignedInAt && one.state === 'active' && (
            <a class="button" href={`#/slips?ids=${id}`}>
              {w('slipOne')}
            </a>
          )}
          {one.mail && one.state === 'active' && (
            <button
              type="button"
              onClick={() =>
                act(async () => w('invited', { to: (await call('member.invite', { id })).sentTo }))
              }
            >
              {w('invite')}
            </button>
          )}
          {ACTS[one.state].map((name) => (
            <button
              key={name}
              type="button"
              class={name === 'end' ? 'danger' : undefined}
              onClick={() => (name === 'restore' ? move(name) : ask(name))}
            >
              {w(name)}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
