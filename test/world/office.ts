import type { Client } from './client.ts'

/** Posts bytes by the presigned form, as the browser does; nobody has looked at them yet. */
export const send = async (admin: Client, name: string, bytes: Uint8Array | string) => {
  const body = typeof bytes === 'string' ? Buffer.from(bytes) : bytes
  const { fileId, url, fields } = await admin.call('file.open', {
    purpose: 'roster',
    name,
    size: body.length,
  })
  const form = new FormData()
  for (const [field, value] of Object.entries(fields)) form.append(field, value)
  form.append('file', new Blob([new Uint8Array(body)]), name)
  const response = await fetch(url, { method: 'POST', body: form })
  if (!response.ok) throw new Error(`the upload answered ${response.status}: ${await response.text()}`)
  return fileId
}

/** Posts bytes and has them looked at. */
export const bring = async (admin: Client, name: string, bytes: Uint8Array | string) => {
  const fileId = await send(admin, name, bytes)
  await admin.call('file.close', { fileId })
  return fileId
}

/** Dry run of a roster file; what it found. */
export const check = async (admin: Client, name: string, bytes: Uint8Array | string) => {
  const { importId, jobId } = await admin.call('roster.check', { fileId: await bring(admin, name, bytes) })
  await admin.job(jobId)
  return admin.call('roster.get', { importId })
}

/** Reflects a checked import and waits for it. */
export const commit = async (admin: Client, importId: string, ticked: number[] | 'all' = []) => {
  const { jobId } = await admin.call('roster.commit', { importId: importId as `imp_${string}`, ticked })
  await admin.job(jobId)
  return admin.call('roster.get', { importId: importId as `imp_${string}` })
}

/** Fetches the file a job made. */
export const fetchFile = async (admin: Client, jobId: string): Promise<{ name: string; bytes: Buffer }> => {
  const job = await admin.job(jobId)
  if (job.state !== 'done' || !job.fileId) throw new Error(`the job ended ${JSON.stringify(job)}`)
  const { url, name } = await admin.call('file.link', { fileId: job.fileId })
  const response = await fetch(url)
  if (!response.ok) throw new Error(`the download answered ${response.status}`)
  return { name, bytes: Buffer.from(await response.arrayBuffer()) }
}

/** Waits until something holds: workers run beside the test. */
export const until = async <T>(
  look: () => Promise<T>,
  holds: (seen: T) => boolean,
  ms = 5_000,
): Promise<T> => {
  const end = performance.now() + ms
  for (;;) {
    const seen = await look()
    if (holds(seen)) return seen
    if (performance.now() > end)
      throw new Error(`this never came to hold: ${JSON.stringify(seen).slice(0, 500)}`)
    await new Promise((done) => setTimeout(done, 30))
  }
}

/** An opening for everybody, due at the end of the year. */
export const openCourse = async (admin: Client, edition = 'privacy-2026') => {
  const { id, jobId } = await admin.call('assignment.open', {
    edition,
    target: { kind: 'everyone' },
    startsOn: '2026-04-01',
    dueOn: '2026-12-25',
  })
  await admin.job(jobId)
  return id
}
