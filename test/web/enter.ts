import { codeAt, stepAt } from '../../bin/local/cognito/totp.ts'
import { clock } from '../../lambdas/runtime/clock.ts'
import { PASSWORD } from '../world/world.ts'
import type { Screen } from './stage.ts'

/** Fills in the sign-in form as a person does. */
export const typeSignIn = async (
  page: Screen,
  given: { company?: string; userId: string; password?: string },
): Promise<void> => {
  if (given.company) await page.getByLabel('会社コード').fill(given.company)
  await page.getByLabel('ユーザーID').fill(given.userId)
  await page.getByLabel('パスワード', { exact: false }).fill(given.password ?? PASSWORD)
  await page.getByRole('button', { name: 'ログイン' }).click()
}

/** A learner on their home page. */
export const asLearner = async (page: Screen, company: string, userId: string): Promise<void> => {
  await page.goto('/learner/')
  await typeSignIn(page, { company, userId })
  await page.getByRole('heading', { name: 'やること' }).waitFor()
}

/**
 * Somebody who needs an authenticator, at their first sign-in: sets it up by its letters, keeps the codes, arrives at home.
 * Without a company it is an operator. Returns the secret.
 */
export const asAdministrator = async (
  page: Screen,
  company: string | undefined,
  userId = 'kanri',
  password = PASSWORD,
): Promise<string> => {
  await page.goto(company ? '/admin/' : '/operator/')
  await typeSignIn(page, { ...(company ? { company } : {}), userId, password })
  const secret = ((await page.locator('.secret').textContent()) ?? '').replace(/\s/g, '')
  await page.getByLabel('確認コード').fill(codeAt(secret, stepAt(clock.source())))
  await page.getByRole('button', { name: '登録する' }).click()
  await page.getByRole('button', { name: '控えたので、次へ進む' }).click()
  await page.locator('.sign-in').waitFor({ state: 'detached' })
  return secret
}
