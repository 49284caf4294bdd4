import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { language, setLanguage } from './language.ts'
import { k } from './words.ts'

/** 「English」 on a Japanese page and 「日本語」 on an English one, each in its own language. */
export const LanguageSwitch = () => {
  const other = language() === 'ja' ? 'en' : 'ja'
  return (
    <button type="button" class="link" lang={other} onClick={() => setLanguage(other)}>
      {other === 'en' ? 'English' : '日本語'}
    </button>
  )
}

/** The menu under a person's name; closes when something was chosen, on Escape and when one looks elsewhere. */
export const Menu = ({ name, children }: { name: string; children: ComponentChildren }) => {
  const menu = useRef<HTMLDetailsElement>(null)
  const close = () => {
    if (menu.current) menu.current.open = false
  }
  useEffect(() => {
    const elsewhere = ({ target }: Event) => menu.current?.contains(target as Node) || close()
    addEventListener('hashchange', close)
    addEventListener('click', elsewhere)
    addEventListener('focusin', elsewhere)
    return () => {
      removeEventListener('hashchange', close)
      removeEventListener('click', elsewhere)
      removeEventListener('focusin', elsewhere)
    }
  }, [])
  const onKey = ({ key }: KeyboardEvent) => {
    if (key !== 'Escape') return
    close()
    menu.current?.querySelector('summary')?.focus()
  }
  return (
    <details class="menu" ref={menu} onKeyDown={onKey}>
      <summary>
        <span class="person">{name}</span>
        <span aria-hidden="true">▾</span>
      </summary>
      <nav aria-label={k('menu')}>{children}</nav>
    </details>
  )
}
