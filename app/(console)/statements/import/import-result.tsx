import { Check, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { Amount } from '@/components/finance/amount'
import { lineCount } from '@/components/form/line-words'
import { ListCard } from '@/components/table/list-card'
import type { ImportOutcome, StatementOutcome } from '@/lib/server/statements/outcome'
import { statementHref } from '../search-params'
import { daysOf } from '../statement-days'
import { formatWords } from '../statement-words'

type ImportResultProps = { outcome: ImportOutcome; accounts: readonly { id: string; label: string }[]; isDry: boolean }

/** What became of the file, statement by statement, and for each line that was refused, what to do about it. */
export function ImportResult({ outcome, accounts, isDry }: ImportResultProps) {
  const { statements, troubles, refused } = outcome
  const isGood = troubles.length === 0
  const twice = statements.find((one) => one.otherFormat !== null)
  return (
    <div className="stackv" role="status">
      <p className={isGood ? 'note success' : 'note warning'}>
        {isGood ? <Check className="ico" /> : <TriangleAlert className="ico" />}
        <span>{words(outcome, isDry)}</span>
      </p>
      {twice ? (
        <p className="note warning">
          <TriangleAlert className="ico" />
          <span>{twiceWords(twice, isDry)}</span>
        </p>
      ) : null}
      {statements.length > 0 ? (
        <ListCard<StatementOutcome>
          title="Statements in the file"
          empty=""
          rows={statements}
          keyOf={(row) => `${row.bankAccountId} ${row.sequence} ${row.page} ${row.firstOn} ${row.closingMinor}`}
          columns={[
            {
              head: 'Account',
              cell: (row) => accounts.find(({ id }) => id === row.bankAccountId)?.label ?? row.bankAccountId,
            },
            { head: 'Days', look: 'mute', cell: daysOf },
            { head: 'New', className: 'r', cell: (row) => <Figure row={row} count={row.added} /> },
            { head: 'Known', className: 'r', cell: (row) => row.known.toLocaleString('en-GB') },
            {
              head: 'Closing balance',
              className: 'r',
              cell: ({ closingMinor, currency }) =>
                closingMinor === null ? '–' : <Amount minor={BigInt(closingMinor)} currency={currency} />,
            },
          ]}
        />
      ) : null}
      {troubles.length > 0 ? (
        <ListCard
          title="Lines with an error"
          note={refused > troubles.length ? `the first ${troubles.length.toLocaleString('en-GB')} errors` : undefined}
          empty=""
          rows={troubles}
          keyOf={(row) => `${row.line} ${row.field} ${row.message}`}
          columns={[
            { head: 'Line', className: 'r', cell: (row) => row.line.toLocaleString('en-GB') },
            { head: 'What is wrong', className: 'wide', cell: (row) => row.message },
            { head: 'What to do', className: 'wide', cell: (row) => row.fix },
          ]}
        />
      ) : null}
    </div>
  )
}

function Figure({ row: { statementId }, count }: { row: StatementOutcome; count: number }) {
  const text = count.toLocaleString('en-GB')
  return statementId ? (
    <Link className="fig" prefetch={false} href={statementHref(statementId)}>
      {text}
    </Link>
  ) : (
    text
  )
}

function words({ statements, troubles, lines, refused, written }: ImportOutcome, isDry: boolean): string {
  if (troubles.some((trouble) => trouble.breaks)) return 'The file is refused as a whole. Nothing was written.'
  const added = statements.reduce((sum, one) => sum + one.added, 0)
  if (isDry && refused > 0)
    return `${lineCount(lines)} can be read, ${refused.toLocaleString('en-GB')} cannot. Nothing was written yet.`
  if (isDry) return `It adds up: ${lineCount(added)} would be new. Nothing was written yet.`
  if (!written)
    return statements.length > 0 ? 'This statement is here already. Nothing was added.' : 'Nothing was written.'
  return `${lineCount(added)} written${refused > 0 ? `, ${refused.toLocaleString('en-GB')} refused` : ''}.`
}

function twiceWords(statement: StatementOutcome, isDry: boolean): string {
  const days = `Some of the days ${daysOf(statement)} stand here already, from a file in ${formatWords[statement.otherFormat ?? 'csv']}.`
  const fix = isDry ? 'Import each day in one format only.' : 'Look through its lines for movements that stand twice.'
  return `${days} A movement that both files tell counts twice, for formats word it differently. ${fix}`
}
