import { useEffect, useRef } from 'preact/hooks'

const ALLOWED = new Set([
  'svg',
  'g',
  'path',
  'rect',
  'circle',
  'ellipse',
  'line',
  'polyline',
  'polygon',
  'text',
  'tspan',
  'title',
  'desc',
])

/** Drawings come from our own content, and still pass as drawings alone: no script, no address, no handler. */
const drawn = (text: string): Node | undefined => {
  const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement
  if (root.nodeName !== 'svg') return undefined
  for (const element of [root, ...root.querySelectorAll('*')]) {
    if (!ALLOWED.has(element.nodeName)) element.remove()
    for (const { name } of [...element.attributes]) if (/^on|href$/i.test(name)) element.removeAttribute(name)
  }
  return document.importNode(root, true)
}

export const Figure = ({ svg, caption }: { svg: string; caption: string }) => {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const node = drawn(svg)
    if (node) place.current?.replaceChildren(node)
  }, [svg])
  return (
    <figure>
      <div class="drawing" ref={place} />
      <figcaption>{caption}</figcaption>
    </figure>
  )
}
