import { w } from '../words.ts'

export const Guide = () => (
  <>
    <a class="back" href="#/">
      {w('toHome')}
    </a>
    <h1 tabIndex={-1}>{w('guide')}</h1>
    <ol class="bullets">
      {(['guideText1', 'guideText2', 'guideText3', 'guideText4'] as const).map((key) => (
        <li key={key}>{w(key)}</li>
      ))}
    </ol>
  </>
)
