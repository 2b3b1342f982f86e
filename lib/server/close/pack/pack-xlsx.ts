import { checkTitles } from '@/lib/domain/close/check'
import { basisWords } from '@/lib/domain/close/period'
import { byRoot } from '@/lib/domain/close/trial-balance'
import { describeAccount } from '@/lib/domain/ledger/chart'
import { type Sheet, writeXlsx } from '../../documents/xlsx'
import type { Pack } from './load-pack'

const money = (minor: bigint, currency: string) => ({ minor, currency })

/** The whole pack as a workbook: every account, balance and open item. */
export function packXlsx(pack: Pack): AsyncIterable<Uint8Array> {
  const { period, entityName } = pack
  return writeXlsx(`Close of ${period.month}, ${entityName}`, period.closedAt, [
    signOffs(pack),
    trialSheet('Trial balance', pack, false),
    trialSheet('All accounts', pack, true),
    balances(pack),
    categories(pack),
    openItems(pack),
    rules(pack),
  ])
}

function signOffs({ entityName, period, askedBy, closedBy }: Pack): Sheet {
  return {
    name: 'Sign-offs',
    heads: ['What', 'Says'],
    rows: [
      ['Entity', entityName],
      ['Month', period.month],
      ['Time zone', period.zone],
      ['Date basis', basisWords[period.basis]],
      ['Revision', period.revision],
      ['Asked for by', askedBy],
      ['Asked for at', period.askedAt.toISOString()],
      ['Closed by', closedBy],
      ['Closed at', period.closedAt.toISOString()],
      ['Postings', period.postings.toString()],
      ['Digest of the postings', period.postingsDigest],
      ['Audit hash', period.auditHash ?? ''],
      ...period.named.map(({ number, kind }) => ['Named for a residual', `EX-${number} ${kind}`]),
      ...period.checks.map(({ code, sentence }) => [checkTitles[code], sentence]),
    ],
  }
}

function trialSheet(name: string, { accounts }: Pack, isWhole: boolean): Sheet {
  return {
    name,
    heads: ['Account', 'What it is', 'Currency', 'Opening', 'Debits', 'Credits', 'Closing'],
    rows: (isWhole ? accounts : byRoot(accounts)).map((row) => [
      row.ledgerAccount,
      describeAccount(row.ledgerAccount).title,
      row.currency.toUpperCase(),
      money(row.openingMinor, row.currency),
      money(row.debitMinor, row.currency),
      money(row.creditMinor, row.currency),
      money(row.closingMinor, row.currency),
    ]),
  }
}

function balances({ balances: rows }: Pack): Sheet {
  return {
    name: 'Balances with proof',
    heads: ['Account', 'Balance', 'Currency', 'Closing', 'Last proof', 'Residual', 'Proven at'],
    rows: rows.map((row) => [
      row.accountId,
      row.balanceType,
      row.currency.toUpperCase(),
      money(row.closingMinor, row.currency),
      row.proof ?? 'none',
      row.residualMinor === null ? '' : money(row.residualMinor, row.currency),
      row.provenAt?.toISOString() ?? '',
    ]),
  }
}

function categories({ categories: rows }: Pack): Sheet {
  return {
    name: 'Movements by category',
    heads: ['Category', 'Currency', 'Movements', 'Amount', 'Fees', 'Net', 'Of them late'],
    rows: rows.map((row) => [
      row.category,
      row.currency.toUpperCase(),
      Number(row.rows),
      money(row.amountMinor, row.currency),
      money(row.feeMinor, row.currency),
      money(row.netMinor, row.currency),
      Number(row.late),
    ]),
  }
}

function openItems({ openItems: rows }: Pack): Sheet {
  return {
    name: 'Open items',
    heads: ['Number', 'Kind', 'Account', 'Currency', 'Amount', 'Age in days', 'Occurred', 'Due'],
    rows: rows.map((row) => [
      `EX-${row.number}`,
      row.kind,
      row.accountId,
      row.currency.toUpperCase(),
      money(row.amountMinor, row.currency),
      row.ageDays,
      row.occurredAt.toISOString(),
      row.dueAt.toISOString(),
    ]),
  }
}

function rules({ rules: rows }: Pack): Sheet {
  return {
    name: 'Matches by rule',
    heads: ['Rule', 'Currency', 'Book entries', 'Amount'],
    rows: rows.map((row) => [
      row.rule,
      row.currency.toUpperCase(),
      Number(row.entries),
      money(row.amountMinor, row.currency),
    ]),
  }
}
