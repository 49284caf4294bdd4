import '../kit/base.css'
import './site.css'

/** `/c/<code>`: the company's own address, which fills in its code. */
const code = /^\/c\/([a-z0-9-]{4,20})\/?$/i.exec(location.pathname)?.[1]
if (code) location.replace(`/learner/#c=${code.toLowerCase()}`)

// what is not there is answered with this page
const lost = document.getElementById('lost')
if (lost && location.pathname !== '/' && !code) lost.hidden = false

/** 稼働状況 as this visitor finds it now. */
const status = document.getElementById('status')
const tell = (up: boolean) => {
  if (!status) return
  const time = new Intl.DateTimeFormat('ja-JP', { hour: '2-digit', minute: '2-digit' }).format(new Date())
  const words = up ? status.dataset.up : status.dataset.down
  status.textContent = (words ?? '').replace('{time}', time)
  status.classList.add(up ? 'up' : 'down')
}
const api = document.querySelector<HTMLMetaElement>('meta[name="kizuki-api"]')?.content ?? ''
if (!code)
  fetch(`${api}/api/health`).then(
    ({ ok }) => tell(ok),
    () => tell(false),
  )
