import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

/** The diagram that fails the build: which room may import which. */
const mayImport: Record<string, readonly string[]> = {
  'lib/domain': [],
  'lib/providers': ['lib/domain'],
  'lib/server': ['lib/domain', 'lib/providers', 'prisma'],
  'lib/jobs': ['lib/domain', 'lib/providers', 'lib/server'],
  'lib/sandbox': [],
  'lib/demo': ['lib/server', 'lib/domain'],
  components: ['lib/domain'],
  app: ['components', 'lib/domain', 'lib/server'],
  prisma: ['lib/server', 'lib/domain'],
  e2e: ['lib/server', 'lib/domain', 'lib/demo'],
  bench: ['lib/domain', 'lib/providers', 'lib/server', 'lib/jobs', 'lib/demo', 'prisma'],
}
const root = resolve(import.meta.dirname, '..')
const roomOf = (path: string) => Object.keys(mayImport).find((room) => path === room || path.startsWith(`${room}/`))
const written = Object.keys(mayImport).flatMap((room) => filesBelow(join(root, room)))
const sources = written.filter((file) => !file.endsWith('.css'))
const importPattern = /(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|css)$/.test(entry.name) && !entry.parentPath.includes('generated'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
}

function importsOf(file: string): string[] {
  return [...readFileSync(join(root, file), 'utf8').matchAll(importPattern)].map((match) => match[1] ?? '')
}

function localTarget(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('@/')) return specifier.slice(2)
  if (specifier.startsWith('.')) return relative(root, join(root, dirname(file), specifier))
  return undefined
}

const edges = sources.flatMap((file) => importsOf(file).map((specifier) => ({ file, specifier })))
const offendersOf = (isWrong: (edge: { file: string; specifier: string }) => boolean) =>
  edges.filter(isWrong).map(({ file, specifier }) => `${file} → ${specifier}`)

describe('arrows', () => {
  test('a room imports only the rooms its row names', () => {
    const wrong = offendersOf(({ file, specifier }) => {
      const target = localTarget(file, specifier)
      const [from, to] = [roomOf(file), target === undefined ? undefined : roomOf(target)]
      if (!from || !to || from === to) return false
      return !mayImport[from]?.includes(to) && !isTestOf(file, to)
    })
    expect(wrong).toEqual([])
  })

  test('the Stripe package stays in its translator, and in the sandbox that stands in for it', () => {
    const wrong = offendersOf(
      ({ file, specifier }) =>
        /^stripe($|\/)/.test(specifier) && !/^(lib\/providers\/stripe|lib\/sandbox|bench)\//.test(file),
    )
    expect(wrong).toEqual([])
  })

  test('the generated client stays in lib/server, Next stays at the doors', () => {
    const wrong = offendersOf(
      ({ file, specifier }) =>
        (specifier.includes('prisma/generated') && !/^(lib\/server|prisma|bench)\//.test(file)) ||
        (/^next(\/|$)/.test(specifier) && !/^(app|components|lib\/server\/auth|lib\/architecture)/.test(file)),
    )
    expect(wrong).toEqual([])
  })

  test('the environment is read in one place of the product', () => {
    const readers = sources.filter(
      (file) =>
        /process\.env/.test(readFileSync(join(root, file), 'utf8')) &&
        /^(app|components|lib\/(domain|providers|jobs|server))\//.test(file),
    )
    const allowed = /^lib\/server\/(env\.ts|[\w/]*testing\/|db\/migrate\/run-migrations\.ts)|\.test\.ts$/
    expect(readers.filter((file) => !allowed.test(file))).toEqual([])
  })

  test('domain knows no clock, no chance, no waiting', () => {
    const impure =
      /\b(Date\.now|new Date\(\)|Math\.random|performance\.now|async (function|\()|await [a-z]|console\.(log|warn|error))/
    const wrong = sources.filter(
      (file) =>
        file.startsWith('lib/domain/') &&
        !file.endsWith('.test.ts') &&
        impure.test(readFileSync(join(root, file), 'utf8')),
    )
    expect(wrong).toEqual([])
  })
})

describe('sizes and names', () => {
  test('no file over 250 lines, no folder over 12 source files, no page over 80 lines', () => {
    const long = written.filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 251)
    const pages = sources.filter(
      (file) => /^app\/.*\/page\.tsx$/.test(file) && readFileSync(join(root, file), 'utf8').split('\n').length > 81,
    )
    const perFolder = Map.groupBy(
      written.filter((file) => !/\.(test|spec)\.tsx?$/.test(file)),
      (file) => dirname(file),
    )
    const full = [...perFolder]
      .filter(([, files]) => files.length > 12)
      .map(([folder, files]) => `${folder}: ${files.length}`)
    expect({ long, pages, full }).toEqual({ long: [], pages: [], full: [] })
  })

  test('names say what is inside, in kebab-case', () => {
    const empty = sources.filter((file) => /(^|\/)(utils?|helpers?|common|misc|types|index)\.tsx?$/.test(file))
    const shouting = sources.filter((file) => !/^[a-z0-9.[\]-]+$/.test(file.split('/').at(-1) ?? ''))
    expect({ empty, shouting }).toEqual({ empty: [], shouting: [] })
  })

  test('nothing sits more than three folders below app or lib', () => {
    const deep = sources.filter((file) => /^(app|lib)\//.test(file) && dirname(file).split('/').length > 5)
    expect(deep).toEqual([])
    expect(statSync(join(root, 'lib')).isDirectory()).toBe(true)
  })
})

/** Tests of the product may start the sandbox as a program; tests and benches of server code may use its own testing room. */
function isTestOf(file: string, to: string): boolean {
  return /\.test\.tsx?$/.test(file) && (to === 'lib/domain' || to === 'lib/server')
}
