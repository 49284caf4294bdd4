import { useState } from 'preact/hooks'
import { call, type Output, Problem } from '../../kit/api.ts'
import { spoken } from '../../kit/language.ts'
import { Show, useLoad } from '../../kit/load.tsx'
import { go } from '../../kit/place.ts'
import { Figure } from '../figure.tsx'
import { w } from '../words.ts'

type Data = Output<'lesson.open'>
type BlockData = Data['blocks'][number]

const Block = ({ block, slots }: { block: BlockData; slots: Data['slots'] }) => {
  switch (block.kind) {
    case 'h':
      return <h2>{block.text}</h2>
    case 'p':
      return <p>{block.text}</p>
    case 'list': {
      const items = block.items.map((item) => <li key={item}>{item}</li>)
      return block.ordered ? <ol class="bullets">{items}</ol> : <ul class="bullets">{items}</ul>
    }
    case 'case':
      return (
        <section class="case">
          <p class="label">
            {w('caseTitle')}：{block.title}
          </p>
          <p>{block.text}</p>
        </section>
      )
    case 'note':
      return <p class="note">{block.text}</p>
    case 'figure':
      return <Figure svg={block.svg} caption={block.caption} />
    case 'slot':
      return (
        <section class="own">
          <p class="label">{block.title}</p>
          <p class="lines">{slots[block.slot] || block.general}</p>
        </section>
      )
    case 'check':
      return (
        <section class="check">
          <p class="label">{w('check')}</p>
          <p>{block.text}</p>
          <details>
            <summary>{w('checkAnswer')}</summary>
            <p>{block.answer}</p>
          </details>
        </section>
      )
  }
}

const Reading = ({ edition, lesson }: { edition: string; lesson: Data }) => {
  const [problem, set] = useState<Problem>()
  const finish = async () => {
    try {
      const { next } = await call('lesson.finish', { edition, lesson: lesson.id })
      go(next ? `/lesson/${edition}/${next}` : `/course/${edition}`)
    } catch (error) {
      if (error instanceof Problem) set(error)
    }
  }
  return (
    <article>
      <a class="back" href={`#/course/${edition}`}>
        {w('lessons')}　{w('lessonOf', { n: lesson.position, of: lesson.of })}
      </a>
      <progress
        value={lesson.position}
        max={lesson.of}
        aria-label={w('lessonOf', { n: lesson.position, of: lesson.of })}
      />
      <h1 tabIndex={-1} lang="ja">
        {lesson.title}
      </h1>
      <div class="prose" lang="ja">
        {lesson.blocks.map((block, at) => (
          <Block key={`${block.kind}${at}`} block={block} slots={lesson.slots} />
        ))}
      </div>
      {problem && (
        <p class="summary" role="alert">
          {spoken(problem)}
        </p>
      )}
      <div class="buttons spread">
        {lesson.previous ? (
          <a class="button" href={`#/lesson/${edition}/${lesson.previous}`}>
            {w('backLesson')}
          </a>
        ) : (
          <span />
        )}
        <button type="button" class="primary" onClick={finish}>
          {lesson.next ? w('nextLesson') : w('lastLesson')}
        </button>
      </div>
    </article>
  )
}

/** One lesson, read to its end. */
export const Lesson = ({ edition, lesson }: { edition: string; lesson: string }) => {
  const opened = useLoad(() => call('lesson.open', { edition, lesson }), `${edition}/${lesson}`)
  return (
    <Show of={opened} page>
      {(data) => <Reading edition={edition} lesson={data} />}
    </Show>
  )
}
