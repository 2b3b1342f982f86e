import { Amount } from '@/components/finance/amount'
import { When } from '@/components/moment/when'
import { Pairs } from '@/components/ui/pairs'
import type { StatementRow } from '@/lib/server/statements/queries'
import { formatWords } from '../statement-words'

type StatementSumProps = { statement: StatementRow; zone: string; people: ReadonlyMap<string, string> }

/** The statement's own equation, and where it came from. */
export function StatementSum({ statement, zone, people }: StatementSumProps) {
  const { openingMinor: opening, closingMinor: closing, currency, status } = statement
  const amount = (minor: bigint) => <Amount minor={minor} currency={currency} />
  return (
    <section className="card" aria-labelledby="sum-title">
      <header>
        <h2 id="sum-title">{sumWords(statement)}</h2>
      </header>
      <div className="inner">
        <Pairs
          of={[
            ['Opening balance', opening === null ? null : amount(opening)],
            [
              'Moved',
              opening === null || closing === null ? null : (
                <Amount key="moved" minor={closing - opening} currency={currency} difference />
              ),
            ],
            ['Closing balance', closing === null ? null : amount(closing)],
            ['Kept', status === 'whole' ? 'whole' : 'only the good lines, as was asked'],
            ['Format', formatWords[statement.format]],
            ['File', statement.fileName],
            ['Imported by', people.get(statement.importedBy) ?? statement.importedBy],
            ['Imported', <When key="at" at={statement.importedAt} zone={zone} />],
          ]}
        />
      </div>
    </section>
  )
}

function sumWords({ openingMinor, closingMinor, status }: StatementRow): string {
  if (status === 'partial') return 'Lines are missing, so it was not added up'
  return openingMinor === null || closingMinor === null
    ? 'It has no balances to check'
    : 'Opening balance and lines make the closing balance'
}
