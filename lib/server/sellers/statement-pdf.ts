import { say } from '@/lib/domain/reconciliation/describe'
import { lineWords } from '@/lib/domain/sellers/statement'
import type { Ctx } from '../context'
import { canPrint, closePdf, margin, openPdf, type Pdf } from '../documents/pdf'
import type { SellerStatement } from './seller-statement'

/** One page to hand out: who, when, and the sum from opening to closing. The movements are in the CSV. */
export async function statementPdf(ctx: Ctx, statement: SellerStatement, name: string): Promise<Buffer> {
  const { accountId, span, zone, currency } = statement
  const what = 'month' in span ? span.month : `payout ${span.payoutId}`
  const document = openPdf(`Statement ${accountId} ${what}`, ctx.now)
  const who = canPrint(document, name) ? name : accountId
  document.font('strong').fontSize(20).text(`Statement for ${what}`)
  document.moveDown(0.5).font('text').fontSize(11).text(who)
  if (who !== accountId) document.font('mono').fontSize(9).text(accountId)
  document.moveDown(1.5)
  row(document, 'Opening balance', statement.openingMinor, currency, 'strong')
  for (const { line, rows, amountMinor } of statement.lines) {
    row(
      document,
      `${lineWords[line]}${rows > 0 ? ` (${rows.toLocaleString('en-GB')})` : ''}`,
      amountMinor,
      currency,
      'text',
    )
  }
  rule(document)
  row(document, 'Closing balance', statement.closingMinor, currency, 'strong')
  if (statement.openingLabel)
    document.moveDown(1).font('text').fontSize(9).text(`Opening: ${statement.openingLabel}`, margin)
  return closePdf(document, `${accountId} · ${what} · times in ${zone} · as of ${ctx.now.toISOString()}`)
}

function row(document: Pdf, label: string, minor: bigint, currency: string, font: 'text' | 'strong'): void {
  const y = document.y
  const width = document.page.width - 2 * margin
  document
    .font(font)
    .fontSize(10)
    .text(label, margin, y, { width: width - 140, lineBreak: false })
  document.text(`${minor < 0n ? '−' : ''}${say(minor, currency)}`, margin, y, {
    width,
    align: 'right',
    lineBreak: false,
  })
  document.y = y + 20
}

function rule(document: Pdf): void {
  const y = document.y - 3
  document
    .moveTo(margin, y)
    .lineTo(document.page.width - margin, y)
    .lineWidth(0.5)
    .strokeColor('#9aa5ad')
    .stroke()
  document.y = y + 7
}
