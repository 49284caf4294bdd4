import { codeAt, stepAt } from '../local/cognito/totp.ts'
import { PASSWORD } from '../town/people.ts'
import { type Browser, openBrowser } from './browser.ts'

export const COMPANY = 'mirai'

/** The sample administrator, signed in with the authenticator set up. */
export const openOffice = async (origin: string): Promise<Browser> => {
  const admin = openBrowser(origin)
  await admin.call('session.start', { company: COMPANY, userId: 'kanri', password: PASSWORD })
  const { secret } = await admin.call('mfa.begin', {})
  await admin.call('mfa.confirm', { code: codeAt(secret, stepAt(Date.now())) })
  return admin
}

/** Waits for a job as the page does. */
export const finished = async (admin: Browser, jobId: string) => {
  for (;;) {
    const job = await admin.call('job.get', { id: jobId as `job_${string}` })
    if (job.state === 'failed') throw new Error(`the job failed: ${JSON.stringify(job)}`)
    if (job.endedAt) return job
    await new Promise((done) => setTimeout(done, 50))
  }
}

/** Posts a roster file by the presigned form, as the browser does. */
const bring = async (admin: Browser, name: string, text: string) => {
  const body = Buffer.from(text)
  const { fileId, url, fields } = await admin.call('file.open', {
    purpose: 'roster',
    name,
    size: body.length,
  })
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  form.append('file', new Blob([body]), name)
  const response = await fetch(url, { method: 'POST', body: form })
  if (!response.ok) throw new Error(`the upload answered ${response.status}`)
  await admin.call('file.close', { fileId })
  return fileId
}

/** People with running numbers, in departments of about twenty. */
export const rosterOf = (count: number, from = 0) =>
  [
    'ユーザーID,氏名,部署',
    ...Array.from({ length: count }, (_, i) => {
      const n = from + i
      return `B${String(n).padStart(6, '0')},計測 ${n}郎,計測部>第${n % 20}課`
    }),
    '',
  ].join('\r\n')

/** Brings a roster in; seconds of the dry run and of reflecting it, upload included. */
export const importRoster = async (admin: Browser, text: string) => {
  const began = performance.now()
  const { importId, jobId } = await admin.call('roster.check', {
    fileId: await bring(admin, 'roster.csv', text),
  })
  await finished(admin, jobId)
  const checked = performance.now()
  await finished(admin, (await admin.call('roster.commit', { importId, ticked: [] })).jobId)
  return { checkSeconds: (checked - began) / 1000, commitSeconds: (performance.now() - checked) / 1000 }
}

/** Temporary passwords by user ID, from the slips' own file. */
export const slipsOf = async (admin: Browser): Promise<Map<string, string>> => {
  const { jobId } = await admin.call('slip.issue', { target: { kind: 'everyone' }, format: 'csv' })
  const { fileId } = await finished(admin, jobId)
  if (!fileId) throw new Error('the slips made no file')
  const { url } = await admin.call('file.link', { fileId })
  const rows = (await (await fetch(url)).text()).replace('\ufeff', '').split('\r\n')
  const [head = '', ...lines] = rows
  const [id, password] = ['ユーザーID', '仮パスワード'].map((name) => head.split(',').indexOf(name)) as [
    number,
    number,
  ]
  return new Map(
    lines.filter(Boolean).map((line) => [line.split(',')[id] as string, line.split(',')[password] as string]),
  )
}
