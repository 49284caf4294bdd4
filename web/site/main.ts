import '../kit/base.css'
import './site.css'

/** `/c/<code>`: the company's own address, which fills in its code. */
const code = /^\/c\/([a-z0-9-]{4,20})\/?$/i.exec(location.pathname)?.[1]
if (code) location.replace(`/learner/#c=${code.toLowerCase()}`)
