import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { k } from '../kit/words.ts'

/** Details beside the list, which stays where it is; Escape closes. */
export const Panel = ({
  title,
  close,
  children,
}: {
  title: string
  close: () => void
  children: ComponentChildren
}) => {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog class="side-panel" ref={dialog} onClose={close} aria-label={title}>
      <div class="panel-head">
        <h2>{title}</h2>
        <button type="button" onClick={() => dialog.current?.close()}>
          {k('close')}
        </button>
      </div>
      {children}
    </dialog>
  )
}
