import { createLoader, createSerializer, parseAsString, parseAsStringLiteral } from 'nuqs/server'
import { parseAsPosition } from '../ledger/search-params'

const listParams = { account: parseAsString, before: parseAsString }
export const loadListParams = createLoader(listParams)
export type ListParams = Awaited<ReturnType<typeof loadListParams>>
const serializeList = createSerializer(listParams)

export function statementsHref(params: Partial<ListParams>): string {
  return serializeList('/statements', params)
}

export function linesHref(account: string, before: string | null = null): string {
  return serializeList('/statements/lines', { account, before })
}

const statementParams = { which: parseAsStringLiteral(['added', 'known', 'refused']), after: parseAsPosition }
export const loadStatementParams = createLoader(statementParams)
const serializeStatement = createSerializer(statementParams)

export type Which = 'added' | 'known' | 'refused'

export function statementHref(id: string, which: Which | null = null, after: number | null = null): string {
  return serializeStatement(`/statements/${id}`, { which, after })
}
