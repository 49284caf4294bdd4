const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  process.stderr.write(
    `Kizuki needs Node 24 or newer (this is ${process.versions.node}). Start it with: npm start\n`,
  )
  process.exit(1)
}
await import('./start.ts')
