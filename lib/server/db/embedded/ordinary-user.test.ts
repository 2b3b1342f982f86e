import { chmod, mkdir, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isReachable, reachableTwin } from './ordinary-user'

test('a folder below a closed one is out of reach for another user', async () => {
  const closed = await mkdtemp(join(tmpdir(), 'counterfoil-reach-'))
  await mkdir(join(closed, 'open'), { mode: 0o755 })
  expect(await isReachable(join(closed, 'open', 'not-yet-there'))).toBe(false)
  await chmod(closed, 0o755)
  expect(await isReachable(join(closed, 'open', 'not-yet-there'))).toBe(true)
})

test('the twin of a folder is the same at every start', () => {
  expect(reachableTwin('/root/counterfoil/.data')).toBe(reachableTwin('/root/counterfoil/.data/'))
})
