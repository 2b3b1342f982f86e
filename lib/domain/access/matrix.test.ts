import { expect, test } from 'vitest'
import { permissionMatrix } from './matrix'

const rowOf = (permission: string) => permissionMatrix().find((row) => row.permission === permission)

test('the matrix says what the code answers: who reads, who acts, who confirms', () => {
  expect(rowOf('console.read')?.roles).toEqual({
    analyst: true,
    compliance: true,
    executive: true,
    support: true,
    admin: true,
  })
  expect(rowOf('exception.resolve')?.roles).toMatchObject({ analyst: true, executive: false, support: false })
  expect(rowOf('close.confirm')?.roles).toMatchObject({ analyst: false, admin: true })
  expect(rowOf('books.write')?.machines).toEqual({ apiKey: true, provider: false, job: false, sellerLink: false })
})

test('nobody but people answers as the second person, and every permission is somebody’s', () => {
  expect(Object.values(rowOf('approval.decide')?.machines ?? {}).some(Boolean)).toBe(false)
  for (const { permission, roles, machines } of permissionMatrix())
    expect([permission, [...Object.values(roles), ...Object.values(machines)].some(Boolean)]).toEqual([
      permission,
      true,
    ])
})
