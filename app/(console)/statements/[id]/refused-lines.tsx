import { RowsTable } from '@/components/table/rows-table'

type Row = { line: number; message: string; fix: string }

/** Lines that could not be kept, each with what is wrong and what to do. */
export function RefusedLines({ rows }: { rows: readonly Row[] }) {
  return (
    <RowsTable<Row>
      caption="Lines with an error"
      rows={rows}
      keyOf={(row) => `${row.line} ${row.message}`}
      columns={[
        { head: 'Line', className: 'r', cell: (row) => row.line.toLocaleString('en-GB') },
        { head: 'What is wrong', className: 'wide', cell: (row) => row.message },
        { head: 'What to do', className: 'wide', cell: (row) => row.fix },
      ]}
    />
  )
}
