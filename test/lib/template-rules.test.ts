import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Resource } from '../../lib/controls/resource.ts'
import { rules } from '../../lib/controls/rules/index.ts'
import { ROOT } from '../../lib/parts/paths.ts'
import { control } from '../world/control.ts'
import { synthesize } from '../world/stage.ts'
import { specimens } from './specimens.ts'

const { resources, failure } = synthesize()
const judged = (name: string, all: readonly Resource[]) =>
  rules.find((rule) => rule.name === name)?.judge(all) ?? [`there is no rule ${name}`]

describe('the templates of a stage', () => {
  test('they are synthesized, all of them', () => {
    expect(failure).toBeUndefined()
    expect(resources.length).toBeGreaterThan(150)
  })

  test.each(rules.map(({ name, says }) => [says, name]))('keep the rule: %s', (_, name) => {
    expect(judged(name, resources)).toEqual([])
  })

  control(['2.2', '13.1'], 'every resource and every copy stands in Japan', () => {
    expect(judged('region pin', resources)).toEqual([])
  })
  control(
    ['6.1', '13.4'],
    'every host speaks TLS 1.2 or newer, and what holds data is under our own keys',
    () => {
      expect([...judged('TLS minimum', resources), ...judged('own keys', resources)]).toEqual([])
    },
  )
  control('5.8', 'every function runs on a pinned runtime and has no address of its own', () => {
    expect([...judged('pinned runtime', resources), ...judged('no back door', resources)]).toEqual([])
  })
  control('8.2', 'every queue of what was given up is watched by an alarm', () => {
    expect(judged('redriven queues', resources)).toEqual([])
  })
  control(
    'CLD.13.1.4',
    'every method’s guard and every host’s TLS come from the one definition of the stage',
    () => {
      expect(judged('guarded methods', resources)).toEqual([])
    },
  )
})

describe('specimens that a rule must catch', () => {
  test.each(specimens)('%s: %s', (rule, _, spoil, found) => {
    expect(judged(rule, spoil(resources))).toContainEqual(expect.stringMatching(found))
  })

  test('every rule has one, and every file of rules is in the list', () => {
    expect(new Set(specimens.map(([rule]) => rule))).toEqual(new Set(rules.map(({ name }) => name)))
    const files = readdirSync(`${ROOT}/lib/controls/rules`).filter((name) => name !== 'index.ts')
    expect(files).toHaveLength(rules.length)
  })
})
