import { RowsTable } from '@/components/table/rows-table'
import {
  type ChartEdit,
  type ChartRoot,
  chartMap,
  chartRoots,
  targetNames,
  targets,
} from '@/lib/domain/close/chart-map'
import { chart } from '@/lib/domain/ledger/chart'
import { MapDialog } from './map-dialog'

/** Every account of the ledger, and what it is called in each general ledger. */
export function ChartCard({ edits, disabledReason }: { edits: readonly ChartEdit[]; disabledReason: string | null }) {
  return (
    <section className="card" aria-labelledby="chart">
      <header>
        <h2 id="chart">General ledger accounts</h2>
        <span className="small mute">shipped with numbers; yours are laid over them</span>
      </header>
      <RowsTable<ChartRoot>
        caption="Accounts of the ledger and of the general ledgers"
        rows={chartRoots}
        keyOf={(root) => root}
        columns={[
          { head: 'Account', names: true, cell: (root) => chart[root].title, titleOf: (root) => chart[root].says },
          ...targets.map((target) => {
            const map = chartMap(target, edits)
            return {
              head: targetNames[target],
              cell: (root: ChartRoot) => (
                <MapDialog
                  target={target}
                  targetName={targetNames[target]}
                  root={root}
                  title={chart[root].title}
                  number={map.get(root)?.number ?? ''}
                  name={map.get(root)?.name ?? ''}
                  disabledReason={disabledReason}
                />
              ),
            }
          }),
        ]}
      />
    </section>
  )
}
