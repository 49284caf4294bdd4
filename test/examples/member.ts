import { type Examples, nobodys } from './example.ts'
import type { Scene } from './scene.ts'

const onLeave = async (scene: Scene) => {
  const { id } = await scene.person()
  await scene.admin.call('member.suspend', { id })
  return id
}

const locked = async (scene: Scene) => {
  const { id, userId } = await scene.person()
  const by = scene.visitor()
  for (let tries = 0; tries < 10; tries++)
    await by.raw('session.start', { company: scene.code, userId, password: 'machigai-desu-ne' })
  return id
}

export const member: Examples<'member'> = {
  'member.list': {
    valid: [
      async (scene) => ({
        by: scene.admin,
        input: { state: 'active', departmentId: await scene.department() },
      }),
      async ({ admin }) => ({ by: admin, input: { query: '見本' } }),
      async ({ admin }) => ({ by: admin, input: { neverSignedIn: true } }),
    ],
    invalid: [
      ['state', { state: 'retired' }],
      ['query', { query: 'あ'.repeat(65) }],
      ['cursor', { cursor: 'not base64!' }],
    ],
  },
  'member.get': {
    valid: [async (scene) => ({ by: scene.admin, input: { id: (await scene.person()).id } })],
    invalid: [['id', { id: 'mem_1' }]],
  },
  'member.create': {
    valid: [
      async (scene) => ({
        by: scene.admin,
        input: {
          userId: `n${scene.next()}`,
          name: '髙﨑 一郎',
          mail: 'ichiro@example.jp',
          departmentId: await scene.department(),
          category: '正社員',
        },
      }),
    ],
    invalid: [
      ['userId', { userId: '社員 1' }],
      ['mail', { userId: 'e001', mail: 'ichiro＠example' }],
      ['name', { userId: 'e001', name: 'tab\there' }],
      ['departmentId', { userId: 'e001', departmentId: '営業部' }],
    ],
  },
  'member.change': {
    valid: [
      async (scene) => {
        const { id, version } = await scene.person()
        return {
          by: scene.admin,
          input: { id, version, name: '見本 改', departmentId: await scene.department() },
        }
      },
    ],
    invalid: [
      ['version', { id: nobodys('mem'), version: 1.5 }],
      ['category', { id: nobodys('mem'), version: 1, category: 'あ'.repeat(41) }],
      ['roles', { id: nobodys('mem'), version: 1, roles: ['administrator'] }],
    ],
  },
  'member.suspend': {
    valid: [async (scene) => ({ by: scene.admin, input: { id: (await scene.person()).id } })],
    invalid: [['id', { id: 'mem_1' }]],
  },
  'member.restore': {
    valid: [async (scene) => ({ by: scene.admin, input: { id: await onLeave(scene) } })],
    invalid: [['id', { id: 'mem_1' }]],
  },
  'member.end': {
    valid: [async (scene) => ({ by: scene.admin, input: { id: (await scene.person()).id } })],
    invalid: [['id', { id: 'mem_1' }]],
  },
  'member.unlock': {
    valid: [async (scene) => ({ by: scene.admin, input: { id: await locked(scene) } })],
    invalid: [['id', { id: 'mem_1' }]],
  },
  'member.invite': {
    valid: [
      async (scene) => ({
        by: scene.admin,
        input: { id: (await scene.person({ mail: 'mihon@example.jp' })).id },
      }),
    ],
    invalid: [['id', { id: 'mem_1' }]],
  },
}
