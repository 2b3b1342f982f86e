import { expect, test } from 'vitest'
import { keepRunning, start } from './processes'

test('a program that ends by itself is started again and said so; one that falls over and over is given up', async () => {
  const said: string[] = []
  let begun = 0
  const why = await new Promise<Error>((giveUp) =>
    keepRunning({
      name: 'worker',
      begin: () => {
        begun++
        return start('node', ['-e', 'console.error("no bed"); process.exit(3)'], {})
      },
      say: (line) => said.push(line),
      giveUp,
      pauseMs: 1,
    }),
  )
  expect(begun).toBe(4)
  expect(said).toEqual(Array(3).fill('the worker has ended; starting it again'))
  expect(why.message).toContain('The worker has ended 4 times.')
  expect(why.message).toContain('no bed')
})
