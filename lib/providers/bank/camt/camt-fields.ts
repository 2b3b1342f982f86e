/** The values of a statement, a balance or an entry by the path of their element below it. */
export type CamtFields = {
  line: number
  values: Map<string, string[]>
  /** Of its `Amt`. */
  currency: string
  balances: CamtFields[]
  /** How many payments stand behind an entry. */
  details: number
}

/** An entry may sum thousands of payments: so many values of each kind are kept of them. */
const mostValues = 100

const ofPayment = [
  'Refs/EndToEndId Refs/AcctSvcrRef Refs/TxId Refs/InstrId RltdPties/Dbtr/Nm RltdPties/Dbtr/Pty/Nm RltdPties/Cdtr/Nm',
  'RltdPties/Cdtr/Pty/Nm RtrInf/Rsn/Cd RmtInf/Ustrd RmtInf/Strd/CdtrRefInf/Ref AddtlTxInf',
]
const pathsRead = [
  'Id ElctrncSeqNb LglSeqNb StmtPgntn/PgNb Acct/Id/IBAN Acct/Id/Othr/Id Acct/Ccy TxsSummry/TtlNtries/NbOfNtries',
  'Tp/CdOrPrtry/Cd Amt CdtDbtInd Dt/Dt Dt/DtTm Sts Sts/Cd BookgDt/Dt BookgDt/DtTm ValDt/Dt ValDt/DtTm RvslInd',
  'AcctSvcrRef NtryRef AddtlNtryInf BkTxCd/Domn/Cd BkTxCd/Domn/Fmly/Cd BkTxCd/Domn/Fmly/SubFmlyCd BkTxCd/Prtry/Cd',
]
const words = (lists: readonly string[]) => lists.flatMap((list) => list.split(' '))

/** What is read of a file; a path that is not among them is not kept, so that no file can name too many. */
const knownPaths: ReadonlySet<string> = new Set([
  ...words(pathsRead),
  ...words(ofPayment).map((path) => `NtryDtls/TxDtls/${path}`),
])

export const noFields = (line: number): CamtFields => ({
  line,
  values: new Map(),
  currency: '',
  balances: [],
  details: 0,
})

/** `currency`: of the element itself, where it says one. */
export function keepValue(fields: CamtFields, path: string, value: string, currency: string): void {
  if (!knownPaths.has(path)) return
  const values = fields.values.get(path) ?? []
  if (values.length < mostValues) values.push(value)
  fields.values.set(path, values)
  if (currency !== '' && path === 'Amt') fields.currency = currency
}
