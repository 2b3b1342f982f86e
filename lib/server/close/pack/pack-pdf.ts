import { checkTitles } from '@/lib/domain/close/check'
import { basisWords } from '@/lib/domain/close/period'
import { byRoot } from '@/lib/domain/close/trial-balance'
import { describeAccount } from '@/lib/domain/ledger/chart'
import { say } from '@/lib/domain/reconciliation/describe'
import { canPrint, closePdf, margin, openPdf, type Pdf } from '../../documents/pdf'
import { openByKind, openItemsLimit, type Pack } from './load-pack'

const shown = 40

/** The month on paper: who closed it and on what grounds. The long lists are in the workbook. */
export async function packPdf(pack: Pack): Promise<Buffer> {
  const { period, entityName } = pack
  const document = openPdf(`Close of ${period.month}`, period.closedAt)
  const who = canPrint(document, entityName) ? entityName : 'The marketplace'
  document.font('strong').fontSize(20).text(`Close of ${period.month}`)
  document.moveDown(0.3).font('text').fontSize(11).text(`${who} · ${period.zone} · ${basisWords[period.basis]}`)
  signOffs(document, pack)
  checks(document, pack)
  trial(document, pack)
  balances(document, pack)
  categories(document, pack)
  openItems(document, pack)
  rules(document, pack)
  return closePdf(document, `${period.month} · revision ${period.revision} · audit ${period.auditHash?.slice(0, 16)}`)
}

function signOffs(document: Pdf, { period, askedBy, closedBy }: Pack): void {
  const print = (name: string) => (canPrint(document, name) ? name : 'a person whose name this font cannot print')
  heading(document, 'Sign-offs')
  line(document, `Asked for by ${print(askedBy)}`, period.askedAt.toISOString())
  line(document, `Closed by ${print(closedBy)}`, period.closedAt.toISOString())
  line(document, 'Postings', period.postings.toLocaleString('en-GB'))
  mono(document, 'Digest of the postings', period.postingsDigest)
  mono(document, 'Audit hash', period.auditHash ?? '')
}

function checks(document: Pdf, { period }: Pack): void {
  heading(document, 'Checks')
  for (const { code, sentence, ok } of period.checks) {
    room(document, 40)
    document
      .font('strong')
      .fontSize(9.5)
      .text(`${checkTitles[code]}${ok ? '' : ' (failed)'}`, margin)
    document.font('text').fontSize(9.5).text(sentence, margin).moveDown(0.3)
  }
  for (const { number, kind, amountMinor, currency } of period.named) {
    line(document, `Named for a residual: EX-${number} ${kind}`, say(amountMinor, currency))
  }
}

function trial(document: Pdf, { accounts }: Pack): void {
  heading(document, 'Ledger at the close')
  for (const { ledgerAccount, currency, closingMinor } of byRoot(accounts)) {
    line(document, describeAccount(ledgerAccount).title, signed(closingMinor, currency))
  }
}

function balances(document: Pdf, { balances: rows }: Pack): void {
  heading(document, `Balances at Stripe (${rows.length.toLocaleString('en-GB')})`)
  for (const { accountId, balanceType, currency, closingMinor, proof } of rows.slice(0, shown)) {
    line(document, `${accountId}, ${balanceType}: ${proof ?? 'no proof'}`, signed(closingMinor, currency))
  }
  rest(document, rows.length)
}

function categories(document: Pdf, { categories: rows }: Pack): void {
  heading(document, 'Movements by category, net')
  for (const { category, currency, rows: count, netMinor, late } of rows) {
    const flag = late > 0n ? `, ${late} late` : ''
    line(
      document,
      `${category.replaceAll('_', ' ')} (${count.toLocaleString('en-GB')}${flag})`,
      signed(netMinor, currency),
    )
  }
}

function openItems(document: Pdf, { openItems: items }: Pack): void {
  const more = items.length === openItemsLimit ? ' or more' : ''
  heading(document, `Open items (${items.length.toLocaleString('en-GB')}${more})`)
  for (const { kind, currency, count, amountMinor, oldestDays } of openByKind(items).slice(0, shown)) {
    line(document, `${kind}: ${count}, the oldest ${oldestDays} days`, say(amountMinor, currency))
  }
}

function rules(document: Pdf, { rules: rows }: Pack): void {
  heading(document, 'Matches by rule')
  for (const { rule, currency, entries, amountMinor } of rows) {
    line(document, `${rule.replaceAll('_', ' ')} (${entries.toLocaleString('en-GB')})`, say(amountMinor, currency))
  }
}

function heading(document: Pdf, text: string): void {
  room(document, 70)
  document.moveDown(1.2).font('strong').fontSize(12).text(text, margin).moveDown(0.4)
}

function line(document: Pdf, label: string, value: string): void {
  room(document, 18)
  const width = document.page.width - 2 * margin
  const y = document.y
  document.font('text').fontSize(9.5)
  document.text(label, margin, y, { width: width - 170, height: 12, ellipsis: true, lineBreak: false })
  document.text(value, margin, y, { width, align: 'right', lineBreak: false })
  document.y = y + 15
}

function mono(document: Pdf, label: string, value: string): void {
  line(document, label, '')
  document.font('mono').fontSize(8).text(value, margin).moveDown(0.3)
}

function rest(document: Pdf, count: number): void {
  if (count > shown) line(document, `and ${(count - shown).toLocaleString('en-GB')} more in the workbook`, '')
}

function room(document: Pdf, height: number): void {
  if (document.y + height > document.page.height - margin) document.addPage()
}

function signed(minor: bigint, currency: string): string {
  return `${minor < 0n ? '−' : ''}${say(minor, currency)}`
}
