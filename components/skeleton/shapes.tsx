import type { ReactNode } from 'react'
import { Bone, BoneCard, BoneCols, BoneRows, BoneTabs } from './bones'

export type Shape = { title: string; above?: string; body: ReactNode; split?: true }

/** The shape of the page at an address: the same bars, heads and rows in the same places, with nothing in them yet. */
export function shapeOf(path: string): Shape {
  const known = shapes.find(([pattern]) => pattern.test(path))
  return known ? known[1] : { title: '', body: <BoneCard rows={12} /> }
}

const list = (rows: number) => (
  <section key="list" className="card bone-list">
    <BoneRows rows={rows} />
  </section>
)
const ledger = (body: ReactNode) => (
  <>
    <BoneTabs count={5} />
    {body}
  </>
)
const books = (body: ReactNode) => (
  <>
    <BoneTabs count={3} />
    {body}
  </>
)
const statements = (body: ReactNode) => (
  <>
    <BoneTabs count={2} />
    {body}
  </>
)
const item = (
  <div className="bone-item">
    <Bone width="92%" height={16} />
    <Bone width="54%" height={16} />
    <BoneCard rows={6} />
    <BoneCard rows={3} />
  </div>
)
const overview = (
  <>
    <div className="page-head">
      <Bone width="220px" height={28} />
    </div>
    <div className="kpis">
      {['gross', 'net', 'revenue', 'rate'].map((name) => (
        <div key={name} className="kpi bone-kpi">
          <Bone width="96px" />
          <Bone width="148px" height={16} />
          <Bone width="72px" />
        </div>
      ))}
    </div>
    <BoneCols
      left={
        <>
          <BoneCard height={252} />
          <BoneCard rows={6} />
        </>
      }
      right={<BoneCard rows={9} />}
    />
  </>
)
const queue = (
  <>
    <section className="list">
      <div className="list-head">
        <BoneTabs count={5} />
        <div className="facets">
          <Bone width="72px" height={24} />
        </div>
        <Bone width="100%" height={4} />
        <Bone width="72%" />
      </div>
      <div className="scroll bone-list">
        <BoneRows rows={18} look="row-2" />
      </div>
    </section>
    <div className="detail">{item}</div>
  </>
)
const sync = (
  <BoneCols
    left={[<BoneCard key="run" height={128} />, <BoneCard key="runs" rows={10} />]}
    right={<BoneCard rows={9} />}
  />
)

const shapes: readonly (readonly [RegExp, Shape])[] = [
  [/^\/overview$/, { title: 'Overview', body: overview }],
  [/^\/overview\/days$/, { title: 'By day', above: 'Overview', body: list(30) }],
  [/^\/overview\/rows$/, { title: '', above: 'By day', body: list(20) }],
  [/^\/exceptions$/, { title: 'Exceptions', body: queue, split: true }],
  [/^\/exceptions\/causes$/, { title: 'Causes', above: 'Exceptions', body: list(12) }],
  [/^\/exceptions\/./, { title: '', above: 'Exceptions', body: item }],
  [
    /^\/leaks$/,
    {
      title: 'Leaks',
      body: (
        <>
          <BoneTabs count={2} />
          <BoneCols left={<BoneCard rows={10} />} right={<BoneCard rows={8} />} />
        </>
      ),
    },
  ],
  [
    /^\/ledger$/,
    { title: 'Ledger', body: ledger(<BoneCols left={<BoneCard rows={20} />} right={<BoneCard rows={8} />} />) },
  ],
  [/^\/ledger\/accounts$/, { title: 'All accounts', above: 'Ledger', body: ledger(list(30)) }],
  [/^\/ledger\/proof$/, { title: 'Proof', above: 'Ledger', body: ledger(list(30)) }],
  [/^\/ledger\/transactions$/, { title: 'Balance transactions', above: 'Ledger', body: ledger(list(30)) }],
  [
    /^\/ledger\/transactions\/./,
    {
      title: '',
      above: 'Balance transactions',
      body: <BoneCols left={<BoneCard rows={4} />} right={<BoneCard rows={8} />} />,
    },
  ],
  [/^\/ledger\/reports$/, { title: 'Stripe’s reports', above: 'Ledger', body: ledger(list(12)) }],
  [
    /^\/ledger\/reports\/./,
    { title: '', above: 'Stripe’s reports', body: [<Bone key="said" width="100%" height={32} />, list(6)] },
  ],
  [/^\/ledger\/postings$/, { title: '', above: 'Accounts', body: list(30) }],
  [/^\/payouts$/, { title: 'Payouts', above: 'Ledger', body: ledger(list(30)) }],
  [
    /^\/payouts\/./,
    { title: '', above: 'Payouts', body: <BoneCols left={<BoneCard rows={12} />} right={<BoneCard rows={5} />} /> },
  ],
  [/^\/sellers$/, { title: 'Sellers', body: list(30) }],
  [/^\/sellers\/[^/]+\/rows$/, { title: '', body: list(30) }],
  [
    /^\/sellers\/./,
    { title: '', above: 'Sellers', body: <BoneCols left={<BoneCard rows={12} />} right={<BoneCard rows={6} />} /> },
  ],
  [/^\/money$/, { title: 'Find money', above: 'Ledger', body: <BoneCard height={140} /> }],
  [
    /^\/money\/./,
    {
      title: 'Life of this money',
      above: 'Find money',
      body: [
        <Bone key="said" width="72%" height={24} />,
        <BoneCard key="sides" rows={12} />,
        <BoneCols key="sums" left={<BoneCard rows={3} />} right={<BoneCard rows={5} />} />,
      ],
    },
  ],
  [/^\/sync$/, { title: 'Sync', body: sync }],
  [/^\/books$/, { title: 'Books', body: books(list(30)) }],
  [/^\/books\/contracts$/, { title: 'Fee contracts', above: 'Books', body: books(list(30)) }],
  [/^\/books\/import$/, { title: 'Import a file', above: 'Books', body: books(<BoneCard height={140} />) }],
  [/^\/close$/, { title: 'Close', body: list(12) }],
  [
    /^\/close\/setup$/,
    { title: 'How months are closed', above: 'Close', body: [<BoneCard key="basis" rows={3} />, list(30)] },
  ],
  [/^\/close\/./, { title: '', above: 'Close', body: [<BoneCard key="checks" rows={10} />, list(12)] }],
  [/^\/statements$/, { title: 'Bank statements', body: statements([<BoneCard key="accounts" rows={3} />, list(20)]) }],
  [
    /^\/statements\/import$/,
    { title: 'Import a bank statement', above: 'Bank statements', body: statements(<BoneCard height={240} />) },
  ],
  [/^\/statements\/lines$/, { title: '', above: 'Bank statements', body: list(30) }],
  [/^\/statements\/./, { title: '', above: 'Bank statements', body: [<BoneCard key="sum" rows={6} />, list(20)] }],
  [
    /^\/approvals$/,
    { title: 'Approvals', body: [<BoneCard key="first" rows={6} />, <BoneCard key="second" rows={6} />] },
  ],
  [
    /^\/matching$/,
    { title: 'Matching', body: statements([<BoneTabs key="states" count={5} />, <BoneCard key="first" rows={8} />]) },
  ],
  [
    /^\/matching\/policies$/,
    {
      title: 'Matching',
      body: statements(<BoneCols left={<BoneCard rows={20} />} right={<BoneCard height={480} />} />),
    },
  ],
  [/^\/exports\/jobs$/, { title: 'Exports', body: list(10) }],
  [/^\/exports\/./, { title: '', above: 'Exports', body: <BoneCard rows={8} /> }],
  [/^\/audit$/, { title: 'Audit', body: list(30) }],
  [
    /^\/settings$/,
    { title: 'Settings', body: <BoneCols left={<BoneCard height={220} />} right={<BoneCard height={120} />} /> },
  ],
]
