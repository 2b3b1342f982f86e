import { expect, test } from 'vitest'
import { assert, Bug, unreachable } from './assert'
import { ok, type Result, refuse, type Verdict } from './result'

function halve(minor: bigint): Result<bigint, 'odd'> {
  return minor % 2n === 0n ? ok(minor / 2n) : refuse('odd')
}

test('a refusal carries its reason and a success its value', () => {
  expect(halve(10n)).toEqual({ ok: true, value: 5n })
  expect(halve(11n)).toEqual({ ok: false, reason: 'odd' })
  const verdict: Verdict<'odd'> = ok()
  expect(verdict.ok).toBe(true)
})

test('a broken invariant throws a Bug that names it', () => {
  expect(() => assert(1n > 2n, 'one is not two')).toThrow(new Bug('one is not two'))
  expect(() => assert(2n > 1n, 'fine')).not.toThrow()
  expect(() => unreachable('somewhere' as never)).toThrow('not handled: "somewhere"')
})
