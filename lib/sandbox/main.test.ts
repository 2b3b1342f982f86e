import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'

const MAIN = join(import.meta.dirname, 'main.ts')

function start(...args: string[]) {
  return spawn(process.execPath, ['--import', 'tsx', MAIN, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
}

test('the process fills, says where it listens, serves, and stops cleanly when told to', async () => {
  const child = start('--seed', '5', '--sellers', '10', '--days', '3', '--fill')
  let progress = ''
  child.stderr.on('data', (chunk) => {
    progress += chunk
  })
  const [line] = await once(createInterface(child.stdout), 'line')
  const ready = JSON.parse(String(line))
  expect(Object.keys(ready)).toEqual(['port', 'controlPort', 'apiKey', 'platform'])
  expect(progress).toContain('day 3 of 3')
  const headers = { authorization: `Bearer ${ready.apiKey}` }
  const account = await fetch(`http://127.0.0.1:${ready.port}/v1/account`, { headers })
  expect(await account.json()).toMatchObject({ id: ready.platform })
  const now = await fetch(`http://127.0.0.1:${ready.controlPort}/now`)
  expect(await now.json()).toMatchObject({ hours: 72 })
  child.kill('SIGTERM')
  const [status] = await once(child, 'exit')
  expect(status).toBe(0)
}, 30_000)

test('a word it does not know is told with the usage', async () => {
  const child = start('--sellers', 'many')
  let told = ''
  child.stderr.on('data', (chunk) => {
    told += chunk
  })
  const [status] = await once(child, 'exit')
  expect(status).toBe(1)
  expect(told).toContain('--sellers many: must be a whole number')
  expect(told).toContain('--control-port')
}, 30_000)
