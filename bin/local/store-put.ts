/** What the store behind takes in one piece; S3's own limit is 5 GB. */
const PIECE = 8 * 1024 * 1024

const sent = async (address: string, method: string, body?: string | ArrayBuffer) => {
  const response = await fetch(address, { method, ...(body === undefined ? {} : { body }) })
  if (!response.ok) throw new Error(`the store answered ${response.status}`)
  return response
}

/** Puts an object of any size: in pieces where it is larger than one. */
export const storePut = async (address: string, file: Blob): Promise<void> => {
  if (file.size <= PIECE) return void (await sent(address, 'PUT', await file.arrayBuffer()))
  const begun = await (await sent(`${address}?uploads`, 'POST')).text()
  const id = /<UploadId>([^<]+)</.exec(begun)?.[1] ?? ''
  const parts: string[] = []
  for (let at = 0; at < file.size; at += PIECE) {
    const n = parts.length + 1
    const piece = await file.slice(at, at + PIECE).arrayBuffer()
    const { headers } = await sent(`${address}?partNumber=${n}&uploadId=${id}`, 'PUT', piece)
    parts.push(`<Part><PartNumber>${n}</PartNumber><ETag>${headers.get('etag')}</ETag></Part>`)
  }
  const whole = `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`
  await sent(`${address}?uploadId=${id}`, 'POST', whole)
}
