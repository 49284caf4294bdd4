import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bundleOf } from '../../bin/bench/bundle.ts'
import { FUNCTIONS, type FunctionName } from '../../lib/functions.ts'
import { control } from '../world/control.ts'

const KB = 1024
const NAMES = Object.keys(FUNCTIONS) as FunctionName[]
const bundles = new Map(NAMES.map((name) => [name, bundleOf(name)]))
const bundle = (name: FunctionName) => bundles.get(name) as ReturnType<typeof bundleOf>

/** Files that must never run in the cloud: the local service with its conveniences, the stacks, the tests. */
const foreign = (files: readonly string[]) =>
  files.filter((file) => /^(bin|test|web)\/|^lib\/(?!names|tables|pools)/.test(file))
/** Words of the local conveniences: the developer's pages, the movable clock's page, the sample world. */
const CONVENIENCES = /_local\/|makeIdentity|Kizuki is ready|policyPlugin/

describe('bundles', () => {
  control(
    '5.8',
    'every function is one small bundle: the learner’s door at most 550 KB, all others at most 800 KB',
    () => {
      for (const name of NAMES) {
        expect(bundle(name).bytes, name).toBeGreaterThan(100 * KB)
        expect(bundle(name).bytes, name).toBeLessThanOrEqual((name === 'learner' ? 550 : 800) * KB)
      }
    },
  )

  control('5.6', 'every bundle is without the conveniences of the local service', () => {
    for (const name of NAMES) {
      expect(foreign(bundle(name).files), name).toEqual([])
      expect(bundle(name).text, name).not.toMatch(CONVENIENCES)
    }
  })

  test('every module left out of a bundle hangs on an import that a function never reaches', () => {
    for (const name of NAMES)
      for (const { path, kind } of bundle(name).external)
        if (!isBuiltin(path)) expect(kind, `${name}: ${path}`).toBe('dynamic-import')
  })

  test('every bundle is loaded by Node where there are no packages', () => {
    const dir = mkdtempSync(join(tmpdir(), 'kizuki-bundles-'))
    try {
      for (const name of NAMES) writeFileSync(join(dir, `${name}.mjs`), bundle(name).text)
      const load = `for (const name of ${JSON.stringify(NAMES)}) {
        const { handler } = await import(${JSON.stringify(`${dir}/`)} + name + '.mjs')
        console.log(name, typeof handler)
      }`
      const env = {
        PATH: process.env.PATH,
        AWS_REGION: 'ap-northeast-1',
        SITE_ORIGIN: 'https://app.example.jp',
      }
      const told = execFileSync(process.execPath, ['--input-type=module', '-e', load], {
        env,
        encoding: 'utf8',
      })
      expect(told.trim().split('\n')).toEqual(NAMES.map((name) => `${name} function`))
    } finally {
      rmSync(dir, { recursive: true })
    }
  })
})

test('specimens: a file of the local service and a page of the developer would be seen', () => {
  expect(
    foreign(['lambdas/gate.ts', 'bin/local/clock.ts', 'lib/parts/role.ts', 'node_modules/bin/x.js']),
  ).toEqual(['bin/local/clock.ts', 'lib/parts/role.ts'])
  expect("fetch('/_local/clock')").toMatch(CONVENIENCES)
})
