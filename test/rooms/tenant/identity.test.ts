import { afterEach, expect, test } from 'vitest'
import { plugins } from '../../../lambdas/runtime/aws.ts'
import { identitiesBy } from '../../../lambdas/tenant/identity.ts'

const ID = 'arn:aws:cloudformation:ap-northeast-1:000000000000:stack/kizuki-tenant-x/1'
const before = [...plugins]
afterEach(() => void plugins.splice(0, plugins.length, ...before))

test('a stack that could not be made is asked after by its id, for its name is gone, and the words say where to look', async () => {
  plugins.push((client) =>
    client.middlewareStack.use({
      applyToStack: (stack: { add(middleware: unknown, where: object): void }) =>
        stack.add(
          (_: unknown, { commandName }: { commandName: string }) =>
            async ({ input }: { input: { StackName: string } }) => {
              if (commandName === 'CreateStackCommand') return { output: { StackId: ID } }
              if (input.StackName !== ID) throw new Error(`Stack with id ${input.StackName} does not exist`)
              return { output: { Stacks: [{ StackStatus: 'DELETE_COMPLETE' }] } }
            },
          { step: 'initialize' },
        ),
    }),
  )
  const make = identitiesBy({ stackName: () => 'kizuki-tenant-x', template: { TemplateBody: '{}' } })
  await expect(make('x')).rejects.toThrow(`describe-stack-events --stack-name ${ID}`)
})
