import type * as z from 'zod'
import { type FieldProblem, Problem } from './problem.ts'

type Issue = z.core.$ZodIssue

const words = (issue: Issue): [ja: string, en: string] => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? ['入力してください。', 'Please enter a value.']
        : ['値の種類が違います。入力し直してください。', 'This is not the right kind of value.']
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1
        ? ['入力してください。', 'Please enter a value.']
        : [`${issue.minimum}以上で入力してください。`, `Enter ${issue.minimum} or more.`]
    case 'too_big':
      return issue.origin === 'string'
        ? ['長すぎます。短くしてください。', 'Too long. Please shorten it.']
        : [`${issue.maximum}以下で入力してください。`, `Enter ${issue.maximum} or less.`]
    case 'invalid_format':
      return [
        '形式が正しくありません。例に合わせて入力してください。',
        'The format is not right. Follow the example.',
      ]
    case 'invalid_value':
      return ['選択肢の中から選んでください。', 'Choose one of the options.']
    case 'unrecognized_keys':
      return ['この項目は受け付けていません。', 'This field is not accepted.']
    default:
      return [
        '長すぎるか、使えない文字が含まれています。入力し直してください。',
        'Too long, or with characters that cannot be used.',
      ]
  }
}

/** Zod's findings as fields with a path, a Japanese and an English sentence; at most 20 of them. */
export const invalid = (error: z.core.$ZodError) => {
  const fields: FieldProblem[] = []
  for (const issue of error.issues.slice(0, 20)) {
    const [ja, en] = words(issue)
    const base = issue.path.map(String)
    const paths =
      issue.code === 'unrecognized_keys'
        ? issue.keys.slice(0, 5).map((key) => [...base, key.slice(0, 60)])
        : [base]
    for (const path of paths) fields.push({ path: path.join('.'), ja, en })
  }
  return new Problem('invalid', { fields })
}
