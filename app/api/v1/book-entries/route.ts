import { bookEntryInput } from '@/lib/domain/books/book-entry'
import { receiveLines } from '@/lib/server/books/books-door'
import { writeBookEntries } from '@/lib/server/books/write-book-entries'

export function POST(request: Request): Promise<Response> {
  return receiveLines(request, bookEntryInput, writeBookEntries)
}
