import { type Examples, nobodys, takesNothing } from './example.ts'

export const department: Examples<'department'> = {
  'department.list': {
    valid: [async ({ admin }) => ({ by: admin, input: {} })],
    invalid: takesNothing,
  },
  'department.create': {
    valid: [
      async (scene) => ({
        by: scene.admin,
        input: { name: '東京営業部', parentId: await scene.department() },
      }),
      async (scene) => ({ by: scene.admin, input: { name: `第${scene.next()}営業部` } }),
    ],
    invalid: [
      ['name', { name: '営業 > 東京' }],
      ['name', { name: ' 営業部' }],
      ['parentId', { name: '営業部', parentId: 'dep_1' }],
    ],
  },
  'department.change': {
    valid: [
      async (scene) => ({
        by: scene.admin,
        input: { id: await scene.department(), name: `改称${scene.next()}部` },
      }),
    ],
    invalid: [
      ['name', { id: nobodys('dep'), name: 'あ'.repeat(61) }],
      ['id', { name: '営業部' }],
    ],
  },
}
