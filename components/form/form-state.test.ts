import { expect, test } from 'vitest'
import { proofSentence } from '@/lib/domain/access/proof'
import { refused } from './form-state'

test('whatever says that a proof is missing offers the way to give one, and nothing else does', () => {
  expect(refused(`2 not done. ${proofSentence}`)).toMatchObject({ kind: 'refused', prove: true })
  expect(refused('No.')).toEqual({ kind: 'refused', sentence: 'No.' })
})
