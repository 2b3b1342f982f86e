import { expect, test } from 'vitest'
import { refusalWords } from './refusal-words'

test.each([
  ['wait:37', /Wait 37 s/],
  ['wait:900', /Wait 15 min/],
  ['no_group', /None of your groups/],
  ['OAuthCallback', /did not succeed/],
  ['wrong_code', /wait for the next/],
  ['unavailable', /did not answer/],
  ['CredentialsSignin', /do not belong together/],
  ['wait:soon', /do not belong together/],
  [undefined, /do not belong together/],
])('%s', (code, words) => {
  expect(refusalWords(code)).toMatch(words)
})
