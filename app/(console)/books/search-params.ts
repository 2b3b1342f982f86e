import { createLoader, createSerializer, parseAsString } from 'nuqs/server'

const booksParams = { kind: parseAsString, import: parseAsString, before: parseAsString }
export const loadBooksParams = createLoader(booksParams)
export type BooksParams = Awaited<ReturnType<typeof loadBooksParams>>
const serializeBooks = createSerializer(booksParams)

export function booksHref(params: Partial<BooksParams>): string {
  return serializeBooks('/books', params)
}

const contractsParams = { after: parseAsString }
export const loadContractsParams = createLoader(contractsParams)
const serializeContracts = createSerializer(contractsParams)

export function contractsHref(after: string | null): string {
  return serializeContracts('/books/contracts', { after })
}
