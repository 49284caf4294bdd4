/** Listens to the lines that the functions log for an alarm to count. */
export const securityLines = () => {
  const lines: Record<string, unknown>[] = []
  const write = process.stdout.write
  process.stdout.write = ((chunk: string | Uint8Array, ...rest: []) => {
    const text = String(chunk)
    if (text.startsWith('{"level":"security"')) lines.push(JSON.parse(text))
    return write.call(process.stdout, chunk, ...rest)
  }) as typeof process.stdout.write
  return {
    stop() {
      process.stdout.write = write
      return lines
    },
  }
}
