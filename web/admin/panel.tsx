import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { k } from '../kit/words.ts'

interface Props {
  readonly title: string
  readonly close: () => void
  readonly children: ComponentChildren
  /** Beside the list by default; in the middle for a short question. */
  readonly middle?: boolean
}

/** Details beside the list, which stays where it is; Escape and a click outside close, and the focus goes back. */
export const Panel = ({ title, close, children, middle }: Props) => {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
    dialog.current?.querySelector('h2')?.focus()
    return () => {
      // where the row that opened it is no more, the page's heading takes the focus
      requestAnimationFrame(() => {
        if (document.activeElement === document.body) document.querySelector('h1')?.focus()
      })
    }
  }, [])
  const outside = (event: MouseEvent) => {
    const box = dialog.current?.getBoundingClientRect()
    if (event.target !== dialog.current || !box) return
    const { clientX: x, clientY: y } = event
    if (x < box.left || x > box.right || y < box.top || y > box.bottom) dialog.current?.close()
  }
  return (
    <dialog
      class={middle ? 'popup' : 'side-panel'}
      ref={dialog}
      onClose={close}
      onMouseDown={outside as never}
      aria-label={title}
    >
      <div class="panel-head">
        <h2 tabIndex={-1}>{title}</h2>
        <button type="button" onClick={() => dialog.current?.close()}>
          {k('close')}
        </button>
      </div>
      {children}
    </dialog>
  )
}
