import '../kit/base.css'
import './operator.css'
import { call } from '../kit/api.ts'
import { start } from '../kit/app.tsx'
import { showTime } from '../kit/date.ts'
import { language, setLanguage, wordsOf } from '../kit/language.ts'
import { Show, useLoad } from '../kit/load.tsx'

const w = wordsOf({
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
          <table>
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
                  <td>{one.code}</td>
                  <td>{one.name}</td>
                  <td>{w(one.state)}</td>
                  <td>{showTime(one.createdAt)}</td>
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
      <header class="bar">
        <span class="brand">Kizuki</span>
        <span>{who.name ?? who.userId}</span>
        <button type="button" class="link" onClick={() => setLanguage(language() === 'ja' ? 'en' : 'ja')}>
          {language() === 'ja' ? 'English' : '日本語'}
        </button>
        <button type="button" class="link" onClick={() => call('session.end', {}).finally(leave)}>
          {w('signOut')}
        </button>
      </header>
      <main id="main">
        <h1 tabIndex={-1}>{w('tenants')}</h1>
        <Tenants />
      </main>
    </>
  ),
})
