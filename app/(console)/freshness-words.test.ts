import { expect, test } from 'vitest'
import type { Freshness } from '@/lib/server/freshness/queries'
import { isWorkerAway, stripeHealth, workerAwaySentence } from './freshness-words'

const fine: Freshness = {
  stripeSeconds: 20,
  stripeAgeSeconds: 1200,
  syncing: false,
  lastSyncFailed: false,
  waitingSeconds: null,
  workerSilentSeconds: 4,
  booksSeconds: 20,
  reconciledSeconds: 20,
  cells: 1,
  residualCells: 0,
  unprovenCells: 0,
}

test('work that waits while no worker looks is said, though Stripe was read a moment ago', () => {
  const away = { ...fine, syncing: true, waitingSeconds: 300, workerSilentSeconds: 320 }
  expect(stripeHealth(away)).toBe('late')
  expect(workerAwaySentence(away)).toContain('Work has waited 5 min and the last worker was seen 5 min ago.')
  expect(workerAwaySentence({ ...away, workerSilentSeconds: null })).toContain('no worker has ever been seen')
})

test('a long run with a worker at it, or a silent queue with nothing in it, alarms nobody', () => {
  expect(isWorkerAway({ ...fine, waitingSeconds: 900 })).toBe(false)
  expect(isWorkerAway({ ...fine, workerSilentSeconds: 900 })).toBe(false)
  expect(isWorkerAway({ ...fine, waitingSeconds: 30, workerSilentSeconds: 90 })).toBe(false)
  expect(stripeHealth(fine)).toBe('good')
})
