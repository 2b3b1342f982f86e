import { elsewhere } from '@/components/form/form-state'
import type { CsvRefusal } from '@/lib/server/books/import-csv'

type Unread = 'unreadable' | 'too_large' | 'blank' | 'binary' | 'not_utf8' | 'elsewhere' | 'moved' | 'signedOut'

export const csvWords: Record<CsvRefusal | Unread, string> = {
  not_permitted: 'Your role may read the books, not import into them.',
  not_csv: 'This file is not CSV with a head in its first line.',
  column_missing: 'A column of the mapping is not in this file.',
  column_twice: 'This file has two columns of a name that the mapping uses. Give each its own name.',
  too_many: 'A file may hold 10,000 lines. Split it and import the parts.',
  empty: 'The file has a head and no lines.',
  too_large: 'This file is larger than 16 MB. Split it and import the parts; nothing was written.',
  blank: 'This file is empty: it has neither a head nor a line.',
  binary: 'This is not a text file. Save the sheet as “CSV UTF-8” and choose that file.',
  unreadable: 'The file or its mapping could not be read. Nothing was written.',
  not_utf8: 'This file is not UTF-8. Save it as “CSV UTF-8” and import it again; nothing was written.',
  signedOut: 'Your session has ended. Nothing was written: sign in in another tab, then press again here.',
  moved: elsewhere.sentence,
  elsewhere: 'This request did not come from Counterfoil. Nothing was written.',
}
