/** The tables as data: the data stack and the local service make the same. */
export const TABLES = {
  app: {
    indexes: [
      { name: 'list', pk: 'listPk', sk: 'listSk', keysOnly: false },
      { name: 'out', pk: 'outPk', sk: 'outSk', keysOnly: true },
    ],
    ttl: 'expiresAt',
  },
  registry: { indexes: [{ name: 'list', pk: 'listPk', sk: 'listSk', keysOnly: false }], ttl: 'expiresAt' },
  audit: { indexes: [], ttl: undefined },
} as const
