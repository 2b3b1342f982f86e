import type { StatementMapping } from '@/lib/domain/statements/statement-mapping'
import type { Ctx } from '@/lib/server/context'
import { addBankAccount } from '@/lib/server/statements/add-bank-account'
import { listBankAccounts, listMappings } from '@/lib/server/statements/queries'
import { saveMapping } from '@/lib/server/statements/save-mapping'
import { control, type Sandbox } from './sandbox'

type SandboxAccount = {
  id: string
  iban?: string
  number?: string
  currency: string
  country: string
  holder: string
  format: string
  stripeAccount: string
}
type SandboxFile = { seq: number; name: string; contentType: string; base64: string }

/** A bank account at the sandbox's bank, and how its statements are sent to the product. */
export type DemoBank = { id: string; accountId: string; mappingId: string | null }

/** How this bank writes its CSV, as a person would say it in the form. */
const csv: StatementMapping = {
  delimiter: ';',
  skipLines: 0,
  encoding: null,
  decimal: 'comma',
  days: 'YYYY-MM-DD',
  sign: 'as_written',
  columns: {
    bookedOn: 'Booked',
    valueOn: 'Valued',
    amount: 'Amount',
    currency: 'Currency',
    text: ['Text'],
    counterparty: 'Counterparty',
    endToEndId: 'Reference',
    bankReference: 'Bank reference',
    balance: 'Balance',
  },
}
const csvName = 'Weekly CSV'

/** Tells the product of the platform's bank accounts. Told again, nothing changes. */
export async function furnishBanks(ctx: Ctx, sandbox: Sandbox): Promise<DemoBank[]> {
  const banks: DemoBank[] = []
  for (const account of await control<SandboxAccount[]>(sandbox, 'GET', '/bank/accounts')) {
    const { currency, country, holder, stripeAccount, format } = account
    await addBankAccount(ctx, {
      name: `${currency.toUpperCase()} account`,
      legalEntity: holder,
      number: account.iban ?? account.number ?? '',
      currency,
      country,
      payoutsOfAccount: stripeAccount,
    })
    const known = (await listBankAccounts(ctx)).find((row) => row.currency === currency)
    if (!known) throw new Error(`The bank account ${account.id} could not be added`)
    banks.push({ id: account.id, accountId: known.id, mappingId: format === 'csv' ? await mappingFor(ctx) : null })
  }
  return banks
}

async function mappingFor(ctx: Ctx): Promise<string> {
  const known = (await listMappings(ctx)).find((row) => row.name === csvName)
  if (known) return known.id
  const saved = await saveMapping(ctx, { name: csvName, mapping: csv })
  if (!saved.ok) throw new Error(`The CSV mapping could not be saved: ${saved.reason}`)
  return saved.value
}

/** Up to which file each account's statements were handed over. */
export type BankSeqs = Record<string, number>

/** Hands new statements to the product's public API, as the bank's own delivery would. */
export async function feedStatements(
  sandbox: Sandbox,
  banks: readonly DemoBank[],
  webUrl: string,
  apiKey: string,
  done: BankSeqs,
  say: (line: string) => void,
): Promise<BankSeqs> {
  const seqs = { ...done }
  let files = 0
  for (const bank of banks) {
    for (;;) {
      const path = `/bank/statements?account=${bank.id}&after=${seqs[bank.id] ?? 0}&limit=50`
      const given = await control<SandboxFile[]>(sandbox, 'GET', path)
      for (const file of given) await hand(webUrl, apiKey, bank, file)
      const last = given.at(-1)
      if (!last) break
      seqs[bank.id] = last.seq
      files += given.length
    }
  }
  if (files > 0) say(`bank: ${files} statements handed over`)
  return seqs
}

async function hand(webUrl: string, apiKey: string, bank: DemoBank, file: SandboxFile): Promise<void> {
  const query = new URLSearchParams({ bankAccount: bank.accountId, name: file.name, mapping: bank.mappingId ?? '' })
  const response = await fetch(`${webUrl}/api/v1/bank-statements?${query}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': file.contentType },
    body: Buffer.from(file.base64, 'base64'),
  })
  if (response.ok) return
  throw new Error(`${file.name} was answered ${response.status}: ${(await response.text()).slice(0, 1000)}`)
}
