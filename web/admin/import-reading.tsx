import { call, type Input, type Output } from '../kit/api.ts'
import { Form, Select } from '../kit/form.tsx'
import { spoken } from '../kit/language.ts'
import { go } from '../kit/place.ts'
import { w } from './words.ts'

type Import = Output<'roster.get'>
type Columns = NonNullable<Input<'roster.check'>['columns']>['fields']

const ENCODINGS = [
  ['utf-8', 'utf8'],
  ['shift_jis', 'sjis'],
  ['utf-16le', 'utf16le'],
  ['utf-16be', 'utf16be'],
] as const
const FIELDS = ['userId', 'name', 'department', 'mail', 'category', 'state', 'newUserId'] as const
type FieldName = (typeof FIELDS)[number]
export const fieldWord = (field: string) =>
  FIELDS.includes(field as FieldName) ? w(field as FieldName) : field

const encodingWord = (encoding: string | undefined) => {
  const word = ENCODINGS.find(([value]) => value === encoding)?.[1]
  return word && w(word)
}

/** In one line: which file, how its bytes and its columns were understood. */
const inShort = (one: Import) =>
  [
    one.fileName,
    one.format === 'xlsx' ? one.sheetName && `${w('sheet')}「${one.sheetName}」` : encodingWord(one.encoding),
    one.headerLine && w('headerAt', { n: one.headerLine }),
    one.columns && w('columnsOf', { n: one.columns.filter(({ field }) => field).length }),
  ]
    .filter(Boolean)
    .join('　')

/** Checks the same file again, read as the administrator says. */
const checkAgain = async (one: Import, values: Record<string, string>) => {
  const fields = (one.columns ?? []).map((_, at) => values[`column${at}`] ?? '') as Columns
  // another sheet or encoding has columns of its own, which nobody has seen yet
  const sameTable =
    (!values.encoding || values.encoding === one.encoding) &&
    (!values.sheet || values.sheet === one.sheetName)
  const { importId } = await call('roster.check', {
    fileId: one.fileId,
    ...(values.encoding ? { encoding: values.encoding as 'utf-8' } : {}),
    ...(values.sheet ? { sheet: values.sheet } : {}),
    ...(sameTable && one.headerLine && fields.some(Boolean)
      ? { columns: { line: one.headerLine, fields } }
      : {}),
  })
  go(`/import/${importId}`)
}

const Corrections = ({ one }: { one: Import }) => (
  <Form action={w('readAgain')} submit={(values) => checkAgain(one, values)}>
    <p class="quiet">{w('readingHint')}</p>
    <div class="columns">
      {one.encoding && (
        <Select
          name="encoding"
          label={w('encoding')}
          options={ENCODINGS.map(([value, word]) => [value, w(word)] as const)}
          value={one.encoding}
        />
      )}
      {(one.sheets?.length ?? 0) > 1 && (
        <Select
          name="sheet"
          label={w('sheet')}
          options={(one.sheets ?? []).map((name) => [name, name] as const)}
          value={one.sheetName}
        />
      )}
      {one.columns?.map(({ header, field }, at) => (
        <Select
          key={at}
          name={`column${at}`}
          label={header ? w('columnOf', { header }) : w('columnNth', { n: at + 1 })}
          options={[['', w('columnUnused')], ...FIELDS.map((name) => [name, w(name)] as const)]}
          value={field ?? ''}
        />
      ))}
    </div>
  </Form>
)

/** How the file was read, to be looked at and corrected. */
export const Reading = ({ one, open }: { one: Import; open?: boolean }) => {
  const ignored = (one.columns ?? []).filter(({ header, field }) => header && !field)
  return (
    <>
      <details class="panel reading" open={open}>
        <summary>
          <span>{w('reading')}</span>
          <span class="short">{inShort(one)}</span>
        </summary>
        <Corrections one={one} />
      </details>
      {ignored.length > 0 && !open && (
        <p class="quiet ignored">{w('ignored', { names: ignored.map(({ header }) => header).join('、') })}</p>
      )}
    </>
  )
}

/** A file that cannot be taken: why, that nothing was lost, and what may be read otherwise. */
export const Refused = ({ one }: { one: Import }) => (
  <section>
    <div class="summary" role="alert">
      <h2>{w('refusedTitle')}</h2>
      {one.refusal && <p>{spoken(one.refusal)}</p>}
      <p>{w('refusedSafe')}</p>
    </div>
    {(one.columns || one.encoding || (one.sheets?.length ?? 0) > 1) && <Reading one={one} open />}
    <div class="buttons">
      <a class="button" href="#/import">
        {w('again')}
      </a>
    </div>
  </section>
)
