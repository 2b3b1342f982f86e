import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { type Task, workOff } from './work-pool'

test('found work is done too, and never more at once than allowed', async () => {
  const done: string[] = []
  let [busy, most] = [0, 0]
  const task =
    (name: string, found: Task[] = []): Task =>
    async () => {
      most = Math.max(most, ++busy)
      await sleep(2)
      busy--
      done.push(name)
      return found
    }
  await workOff([task('a', [task('a1'), task('a2')]), task('b'), task('c')], 2)
  expect(done.sort()).toEqual(['a', 'a1', 'a2', 'b', 'c'])
  expect(most).toBe(2)
})

test('the first error ends the hand-out, and what is under way is waited for', async () => {
  const done: string[] = []
  const slow: Task = async () => {
    await sleep(10)
    done.push('slow')
    return []
  }
  const bad: Task = () => Promise.reject(new Error('no answer'))
  const never: Task = async () => {
    done.push('never')
    return []
  }
  await expect(workOff([slow, bad, never], 2)).rejects.toThrow('no answer')
  expect(done).toEqual(['slow'])
})
