import type { Screen } from './stage.ts'

const SILENT = new Set([
  'StaticText',
  'InlineTextBox',
  'generic',
  'none',
  'RootWebArea',
  'LabelText',
  'ListMarker',
])
const TOLD = ['focused', 'invalid', 'required', 'checked', 'pressed', 'expanded', 'disabled', 'live']

/** The page as Chromium hands it to a screen reader, a line per node: role, name, description, states. */
export const treeOf = async (page: Screen): Promise<string[]> => {
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  await session.detach()
  return nodes
    .filter(({ ignored, role }) => !ignored && role && !SILENT.has(role.value))
    .map(({ role, name, description, properties = [] }) => {
      const states = properties
        .filter(
          ({ name: state, value }) =>
            TOLD.includes(state) && ![false, 'false', undefined].includes(value.value),
        )
        .map(({ name: state, value }) => (value.value === true ? state : `${state}=${value.value}`))
      const said = description?.value ? ` (${description.value})` : ''
      return [`${role?.value} "${name?.value ?? ''}"${said}`, ...states].join(' ')
    })
}
/** The one line that has the focus. */
export const focused = async (page: Screen): Promise<string | undefined> =>
  (await treeOf(page)).findLast((line) => line.includes(' focused'))
