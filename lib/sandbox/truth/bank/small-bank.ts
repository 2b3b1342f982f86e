import type { BankScene } from '../../audit/bank/scene'
import { type BankAccount, bankAccounts } from '../../bank/accounts'
import { type BankLine, total } from '../../bank/bank'
import { accountBody } from '../../bank/files/account-body'
import { statementFile } from '../../bank/files/statement-file'
import type { BankBook } from './evidence'

const PLATFORM = 'acct_platform'

export const day = (iso: string) => Date.parse(`${iso}T00:00:00Z`) / 1000

/** A bank account of a small world: lines as they are told, and statements over the days that are told. */
export class SmallBank {
  private readonly lines: BankLine[] = []
  private readonly spans: { from: number; to: number }[] = []
  private readonly account: BankAccount

  constructor(readonly currency = 'eur') {
    this.account = bankAccounts(1).find((account) => account.currency === currency)!
  }

  covers(from: string, to: string): this {
    this.spans.push({ from: day(from), to: day(to) })
    return this
  }

  /** A line of Stripe's, unless its words say otherwise. */
  line(reference: string, booked: string, amount: number, words: Partial<BankLine> = {}): this {
    const about = { text: 'STRIPE HARBOUR MARKET PAYOUT', endToEnd: null, counterparty: null }
    const at = { booked: day(booked), valued: day(booked) }
    this.lines.push({ reference, ...at, amount, code: 'transfer_in', ...about, ...words })
    return this
  }

  book(): BankBook {
    const isTold = (line: BankLine) => this.spans.some((span) => span.from <= line.booked && line.booked <= span.to)
    return { account: PLATFORM, currency: this.currency, spans: this.spans, lines: this.lines.filter(isTold) }
  }

  scene(): BankScene {
    const lines = this.lines.toSorted((a, b) => a.booked - b.booked)
    const statements = this.spans.map(({ from, to }, index) => {
      const before = lines.filter((line) => line.booked < from)
      const own = lines.filter((line) => line.booked >= from && line.booked <= to)
      const opening = this.account.opening + total(before)
      return statementFile(this.account, { from, to, seq: index + 1, opening, lines: own })
    })
    return { account: accountBody(this.account, PLATFORM), statements }
  }
}
