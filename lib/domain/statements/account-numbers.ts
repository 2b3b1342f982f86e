/**
 * The spellings under which one account may be known: as it is written, without a currency behind it (`…EUR`), without the
 * bank before it (`BANKDEFF/…`), and for a German bank code and number (`37040044/0532013000`) the IBAN that they make.
 * Upper case, without spaces; first as written.
 */
export function accountNumbers(written: string): string[] {
  const plain = written.replace(/\s/g, '').toUpperCase()
  const bare = /^(.*\d)[A-Z]{3}$/.exec(plain)?.[1]
  const numbers = [plain, ...(bare ? [bare] : [])]
  for (const number of [...numbers]) {
    const own = /^[^/]+\/([^/]{5,})$/.exec(number)?.[1]
    if (own) numbers.push(own)
    const parts = /^(\d{8})\/(\d{1,10})$/.exec(number)
    if (parts) numbers.push(germanIban(parts[1] ?? '', parts[2] ?? ''))
  }
  return numbers
}

/** The spelling to keep an account under: its IBAN where there is one. */
export function numberToKeep(written: string): string {
  const numbers = accountNumbers(written)
  return numbers.findLast((number) => /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(number)) ?? numbers[0] ?? written
}

/** ISO 13616: the two check digits make the whole number leave 1 when divided by 97; D is 13 and E is 14. */
function germanIban(bank: string, account: string): string {
  const bban = bank + account.padStart(10, '0')
  const check = 98n - (BigInt(`${bban}131400`) % 97n)
  return `DE${String(check).padStart(2, '0')}${bban}`
}

/** Whether an IBAN stands anywhere in a word of capital letters and digits: ISO 13616, of 15 to 34 signs. */
export function holdsIban(word: string): boolean {
  for (let at = 0; at + 15 <= word.length; at++) {
    if (!/^[A-Z]{2}\d{2}/.test(word.slice(at, at + 4))) continue
    for (let length = 15; length <= 34 && at + length <= word.length; length++) {
      if (leavesOne(word.slice(at, at + length))) return true
    }
  }
  return false
}

function leavesOne(iban: string): boolean {
  const digits = [...iban.slice(4), ...iban.slice(0, 4)].map((sign) => String(Number.parseInt(sign, 36))).join('')
  return BigInt(digits) % 97n === 1n
}

/** The digits that may be shown of a number. */
export function lastFourOf(number: string): string {
  return number.replace(/[^A-Z0-9]/gi, '').slice(-4)
}
