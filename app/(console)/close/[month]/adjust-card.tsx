import { amountColumn, whenColumn, wide } from '@/components/table/columns'
import { RowsTable } from '@/components/table/rows-table'
import { can } from '@/lib/domain/access/can'
import { ruleWords } from '@/lib/domain/close/adjusting/rules'
import type { Month } from '@/lib/domain/close/period'
import { getMarketplace } from '@/lib/server/access/queries'
import type { AdjustmentRow } from '@/lib/server/close/adjusting/withdraw-adjustment'
import type { Ctx } from '@/lib/server/context'
import { AdjustDialog } from './adjust-dialog'
import { adjustWords } from './adjust-words'
import { loadOffers } from './load-offers'
import { WithdrawButton } from './withdraw-button'

type AdjustCardProps = { rows: readonly AdjustmentRow[]; month: Month; isClosed: boolean; ctx: Ctx; zone: string }

/** What was posted to the month by rule, and on which figures it rests. */
export async function AdjustCard({ rows, month, isClosed, ctx, zone }: AdjustCardProps) {
  const { reportingCurrency } = await getMarketplace(ctx)
  const disabledReason = !can(ctx.actor, 'close.request')
    ? adjustWords.not_permitted
    : isClosed
      ? adjustWords.month_closed
      : null
  return (
    <section className="card" aria-labelledby="adjusting">
      <header>
        <h2 id="adjusting">Adjusting entries</h2>
        <span className="push">
          <AdjustDialog
            month={month}
            offers={await loadOffers(ctx, month, reportingCurrency)}
            disabledReason={disabledReason}
          />
        </span>
      </header>
      {rows.length === 0 ? (
        <p className="inner small mute">None. What Stripe bills later, and balances in other currencies, go here.</p>
      ) : (
        <RowsTable<AdjustmentRow>
          caption={`Adjusting entries of ${month}`}
          rows={rows}
          keyOf={({ id }) => id}
          columns={[
            {
              head: 'Rule',
              names: true,
              cell: ({ rule }) => ruleWords[rule],
              titleOf: ({ basis }) => saysOf(basis),
            },
            wide(whenColumn(zone, ({ madeAt }) => madeAt, 'Posted')),
            amountColumn('Amount', ({ amountMinor, currency, basis }) => ({
              minor: amountMinor,
              currency: basis.into ?? currency,
            })),
            {
              head: 'Undo',
              className: 'r',
              cell: ({ id, withdrawnAt }) =>
                withdrawnAt ? (
                  <span className="chip">taken back</span>
                ) : (
                  <WithdrawButton id={id} disabledReason={disabledReason} />
                ),
            },
          ]}
        />
      )}
    </section>
  )
}

function saysOf(basis: AdjustmentRow['basis']): string {
  return Object.entries(basis)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ')
}
