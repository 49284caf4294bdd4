import '../kit/base.css'
import './operator.css'
import { call } from '../kit/api.ts'
import { start } from '../kit/app.tsx'
import { showTime } from '../kit/date.ts'
import { wordsOf } from '../kit/language.ts'
import { Show, useLoad } from '../kit/load.tsx'
import { LanguageSwitch, Menu } from '../kit/menu.tsx'
import { k } from '../kit/words.ts'

const w = wordsOf({
  brand: ['Kizuki 運営', 'Kizuki operation'],
  title: ['運営 - Kizuki', 'Operation - Kizuki'],
  tenants: ['会社の一覧', 'Companies'],
  code: ['会社コード', 'Code'],
  name: ['会社名', 'Name'],
  state: ['状態', 'State'],
  since: ['登録日時', 'Since'],
  none: ['登録された会社はまだありません。', 'No company is registered yet.'],
  signOut: ['ログアウト', 'Sign out'],
  preparing: ['準備中', 'Preparing'],
  active: ['利用中', 'Active'],
  suspended: ['停止中', 'Suspended'],
  cancelling: ['解約予定', 'Ending'],
  readOnly: ['閲覧のみ', 'Read only'],
  erasing: ['消去中', 'Erasing'],
  erased: ['消去済み', 'Erased'],
})

const Tenants = () => {
  const page = useLoad(() => call('tenant.list', {}), 'tenants')
  return (
    <Show of={page}>
      {({ tenants }) =>
        tenants.length === 0 ? (
          <p class="note">{w('none')}</p>
        ) : (
          <table class="tenants">
            <thead>
              <tr>
                {(['code', 'name', 'state', 'since'] as const).map((key) => (
                  <th key={key} scope="col">
                    {w(key)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {tenants.map((one) => (
                <tr key={one.id}>
                  <td data-label={w('code')}>
                    <code>{one.code}</code>
                  </td>
                  <td data-label={w('name')} lang="ja">
                    {one.name}
                  </td>
                  <td data-label={w('state')}>{w(one.state)}</td>
                  <td data-label={w('since')}>{showTime(one.createdAt)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )
      }
    </Show>
  )
}

start({
  title: () => w('title'),
  operator: true,
  children: (who, leave) => (
    <>
      <a class="skip" href="#main">
        {k('skip')}
      </a>
      <header class="bar">
        <span class="brand">{w('brand')}</span>
        <Menu name={who.name ?? who.userId}>
          <LanguageSwitch />
          <button type="button" class="link" onClick={() => call('session.end', {}).finally(leave)}>
            {w('signOut')}
          </button>
        </Menu>
      </header>
      <main id="main">
        <h1 tabIndex={-1}>{w('tenants')}</h1>
        <Tenants />
      </main>
    </>
  ),
})
