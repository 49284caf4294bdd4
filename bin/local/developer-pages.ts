import type { IncomingMessage, ServerResponse } from 'node:http'
import { clock } from '../../lambdas/runtime/clock.ts'
import { OPERATOR, PASSWORD } from '../town/people.ts'
import type { Cloud } from './cloud.ts'

const html = (text: string) => text.replace(/[<>&"]/g, (c) => `&#${c.charCodeAt(0)};`)
const page = (response: ServerResponse, title: string, body: string) => {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' })
  response.end(
    `<!doctype html><html lang="ja"><meta charset="utf-8"><title>${title}</title><h1>${title}</h1>${body}`,
  )
}

/** Pages for the developer of this machine: the inbox, a sample person's present code, the switches. In no deploy. */
export const developerPages =
  (get: () => Cloud) =>
  async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> => {
    const cloud = get()
    const say = (text: string) => {
      response.writeHead(200, { 'Content-Type': 'text/plain; charset=utf-8' })
      response.end(text)
      return true
    }
    switch (url.pathname) {
      case '/_local/inbox':
        page(
          response,
          '受信箱',
          cloud.mailbox
            .all()
            .map(
              (mail) =>
                `<h2>${html(mail.subject)}</h2><p>${html(mail.to)} ${html(mail.at)}</p><pre>${html(mail.text).replace(/(https?:\/\/\S+)/g, '<a href="$1">$1</a>')}</pre>`,
            )
            .join('<hr>') || '<p>まだメールはありません。</p>',
        )
        return true
      case '/_local/inbox.json':
        return say(JSON.stringify(cloud.mailbox.all()))
      case '/_local/code': {
        const member = url.searchParams.get('member')
        const people = [...cloud.sample].filter(([name]) => !member || name === member)
        const rows = people.map(
          ([name, id]) =>
            `<tr><td>${html(name)}</td><td><strong>${cloud.codeFor(id) ?? 'まだ登録されていません'}</strong></td></tr>`,
        )
        if (url.searchParams.has('plain'))
          return say(people.map(([, id]) => cloud.codeFor(id) ?? '').join('\n'))
        page(
          response,
          '確認コード',
          `<p>会社コード/ID ごとの現在のコード。パスワードは ${html(PASSWORD)}（運営担当者は ${html(OPERATOR.password)}）。</p><table>${rows.join('')}</table>`,
        )
        return true
      }
      case '/_local/clock': {
        const to = url.searchParams.get('to')
        const moved = to ? Date.parse(to) - Date.now() : 0
        if (request.method === 'POST') clock.source = () => Date.now() + moved
        return say(new Date(clock.source()).toISOString())
      }
      case '/_local/api':
        if (request.method === 'POST')
          url.searchParams.get('on') === '0' ? cloud.pauseApi() : cloud.resumeApi()
        return say('ok')
      case '/_local/cognito':
        if (request.method === 'POST') cloud.throttle(url.searchParams.get('throttled') === '1')
        return say('ok')
      default:
        return false
    }
  }
