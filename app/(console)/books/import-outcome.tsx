import { Check, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { ListCard } from '@/components/table/list-card'
import type { CsvOutcome } from '@/lib/server/books/import-csv'
import { booksHref } from './search-params'

/** What became of the lines, and for each that was refused, what to do about it. */
export function ImportOutcome({ outcome, dry }: { outcome: CsvOutcome; dry: boolean }) {
  const { errors, rejected, importId } = outcome
  const count = (value: number) => value.toLocaleString('en-GB')
  return (
    <div className="stackv" role="status">
      <p className={rejected === 0 ? 'note success' : 'note warning'}>
        {rejected === 0 ? <Check className="ico" /> : <TriangleAlert className="ico" />}
        <span>
          {dry ? dryWords(outcome) : importId ? writtenWords(outcome) : 'Nothing was written.'} {earlierWords(outcome)}{' '}
          {importId ? (
            <Link className="link" href={booksHref({ import: importId })}>
              Show them
            </Link>
          ) : null}
        </span>
      </p>
      {errors.length > 0 ? (
        <ListCard
          title="Errors"
          count={`${plural(errors.length, 'error')} in ${plural(linesIn(errors), 'line')}`}
          note={rejected > linesIn(errors) ? `of ${plural(rejected, 'refused line')}, the first ones` : undefined}
          empty=""
          rows={errors}
          keyOf={(error) => `${error.line} ${error.field} ${error.message}`}
          columns={[
            { head: 'Line', className: 'r', cell: (error) => count(error.line) },
            { head: 'What is wrong', className: 'wide', cell: (error) => error.message },
            { head: 'What to do', className: 'wide', cell: (error) => error.fix },
          ]}
        />
      ) : null}
    </div>
  )
}

function linesIn(errors: CsvOutcome['errors']): number {
  return new Set(errors.map(({ line }) => line)).size
}

function plural(count: number, word: string): string {
  return `${count.toLocaleString('en-GB')} ${word}${count === 1 ? '' : 's'}`
}

function dryWords({ lines, withheld, rejected, alreadyKnown }: CsvOutcome): string {
  const known = alreadyKnown > 0 ? ` ${plural(alreadyKnown, 'reference')} of it stood in the books before.` : ''
  if (rejected === 0) {
    const all = lines === 1 ? 'The one line' : `All ${lines.toLocaleString('en-GB')} lines`
    return `${all} can be imported. Nothing was written yet.${known}`
  }
  return `${withheld.toLocaleString('en-GB')} of ${plural(lines, 'line')} can be imported, ${rejected} cannot. Nothing was written yet.${known}`
}

function earlierWords({ earlier }: CsvOutcome): string {
  if (!earlier) return ''
  const when = `on ${earlier.at.slice(0, 10)}, as ${earlier.name}`
  return earlier.sameMapping
    ? `This very file was imported before, ${when}: its lines are in the books once.`
    : `This very file was imported before under another mapping, ${when}: check that it does not come in twice.`
}

function writtenWords({ accepted, known, rejected }: CsvOutcome): string {
  const parts = [
    `${plural(accepted, 'line')} written`,
    known > 0 ? `${known} ${known === 1 ? 'was' : 'were'} there before` : '',
    rejected > 0 ? `${rejected} refused` : '',
  ]
  return `${parts.filter(Boolean).join(', ')}.`
}
