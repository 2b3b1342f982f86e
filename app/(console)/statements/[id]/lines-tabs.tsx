import { Tabs } from '@/components/ui/tabs'
import type { StatementRow } from '@/lib/server/statements/queries'
import { statementHref, type Which } from '../search-params'

/** A statement's lines: those that it brought, those that stood already, those that were refused. */
export function LinesTabs({ statement, which }: { statement: StatementRow; which: Which }) {
  const { id, linesAdded, linesKnown, linesRefused } = statement
  const tab = (name: Which, label: string, count: number) => {
    return { href: statementHref(id, name), label, count, current: which === name }
  }
  const tabs = [
    tab('added', 'New lines', linesAdded),
    tab('known', 'Known before', linesKnown),
    tab('refused', 'Refused', linesRefused),
  ]
  return <Tabs label="Lines" tabs={tabs} />
}
