import { part, say } from '../describe'
import type { EvidenceRow, Finding } from '../finding'
import type { BankFacts, BankMovement, StripeLine } from './facts'

export type AboutBank = { facts: BankFacts; policyVersion: string }

const names: Record<BankMovement['kind'], string> = {
  payout: 'payout',
  return: 'return of a failed payout',
  topup: 'top-up',
}

export function movementNotInBank(about: AboutBank, movement: BankMovement): Finding[] {
  const amount = say(movement.amountMinor, about.facts.currency)
  const isTopup = movement.kind === 'topup'
  const isDebit = movement.amountMinor < 0n
  return [
    {
      ...base(about, movement.objectId, movement.amountMinor, movement.created),
      kind: isTopup ? 'TOPUP_UNMATCHED' : 'PAYOUT_NOT_IN_BANK',
      direction: isDebit ? 'platform_owes_stripe' : 'stripe_owes_platform',
      sentence: isTopup
        ? `Stripe credited a top-up of ${amount} and the bank has no debit for it: the platform owes Stripe ${amount} until it is explained.`
        : isDebit
          ? `Stripe took ${amount} from the bank to cover a negative balance, and the bank has not booked it: the platform owes Stripe ${amount}.`
          : `Stripe paid out ${amount} and the bank has not booked it five business days after it was due: Stripe owes the platform ${amount}.`,
      evidence: evidence(
        about,
        [movementRow(about, movement)],
        movement.amountMinor,
        `Stripe: ${names[movement.kind]}`,
        {
          rule: `Expected on ${movement.day} and in the five business days after it; statements cover all of them.`,
        },
      ),
    },
  ]
}

/** A payout failed after the bank had booked it, and the bank has not sent it back. */
export function returnMissing(about: AboutBank, line: StripeLine, movement: BankMovement): Finding {
  const amount = say(line.amountMinor, about.facts.currency)
  return {
    ...base(about, line.reference, line.amountMinor, instantOf(line), `bank:${line.id}`),
    kind: 'BANK_WITHOUT_PAYOUT',
    direction: 'platform_owes_stripe',
    sentence: `A payout of ${amount} failed at Stripe after the bank had booked it, and the bank has not sent it back: the platform has ${amount} twice and owes it to Stripe.`,
    evidence: evidence(
      about,
      [lineRow(about, line), movementRow(about, movement)],
      line.amountMinor,
      'Booked by the bank',
      {
        rule: 'A failed payout goes back within five business days of its payout_reversal; statements cover all of them.',
      },
    ),
  }
}

export function lineWithoutMovement(about: AboutBank, line: StripeLine): Finding {
  const amount = say(line.amountMinor, about.facts.currency)
  const isCredit = line.amountMinor > 0n
  return {
    ...base(about, line.reference, line.amountMinor, instantOf(line), `bank:${line.id}`),
    kind: isCredit ? 'BANK_WITHOUT_PAYOUT' : 'TOPUP_UNMATCHED',
    direction: isCredit ? 'platform_owes_stripe' : 'stripe_owes_platform',
    sentence: isCredit
      ? `The bank booked ${amount} from Stripe that is no payout of this account: the platform owes Stripe ${amount} until it is explained.`
      : `The bank paid ${amount} to Stripe for which there is no top-up and no failed payout: Stripe owes the platform ${amount}.`,
    evidence: evidence(about, [lineRow(about, line)], line.amountMinor, 'Booked by the bank', {
      rule: 'The line names Stripe, nothing at Stripe is of its amount and its days, and three business days are over.',
    }),
  }
}

export function ambiguous(about: AboutBank, movement: BankMovement, lines: readonly StripeLine[]): Finding {
  const amount = say(movement.amountMinor, about.facts.currency)
  const count = lines.length === 1 ? 'one bank line that others fit' : `${lines.length} bank lines`
  return {
    ...base(about, movement.objectId, movement.amountMinor, movement.created),
    kind: 'AMBIGUOUS',
    direction: 'unknown',
    sentence: `This ${names[movement.kind]} of ${amount} fits ${count} as well as another movement does: which is which cannot be told, so nothing was tied.`,
    evidence: evidence(
      about,
      [movementRow(about, movement), ...lines.map((line) => lineRow(about, line))],
      movement.amountMinor,
      `Stripe: ${names[movement.kind]}`,
      {
        rule: 'Two ways of tying movements to lines are equally good: as many pairs, as few days.',
      },
    ),
  }
}

function base({ facts }: AboutBank, object: string, amountMinor: bigint, occurredAt: Date, root = object) {
  return {
    object,
    account: facts.stripeAccount,
    seller: null,
    currency: facts.currency,
    amountMinor: amountMinor < 0n ? -amountMinor : amountMinor,
    occurredAt,
    root,
    until: null,
    part: null,
  }
}

function evidence(
  about: AboutBank,
  rows: EvidenceRow[],
  amountMinor: bigint,
  label: string,
  { rule }: { rule: string },
) {
  const parts = [part(label, amountMinor < 0n ? -amountMinor : amountMinor)]
  return { rows, parts, rule, policyVersion: about.policyVersion }
}

function movementRow({ facts }: AboutBank, { kind, objectId, amountMinor, created }: BankMovement): EvidenceRow {
  return {
    side: 'stripe',
    id: objectId,
    kind,
    account: facts.stripeAccount,
    amountMinor: (kind === 'return' ? -amountMinor : amountMinor).toString(),
    currency: facts.currency,
    at: created.toISOString(),
    objectId,
  }
}

function lineRow({ facts }: AboutBank, line: StripeLine): EvidenceRow {
  return {
    side: 'bank',
    id: line.reference,
    kind: 'bank_line',
    account: line.bankAccountId,
    amountMinor: line.amountMinor.toString(),
    currency: facts.currency,
    at: instantOf(line).toISOString(),
  }
}

/** A bank knows days only. */
function instantOf({ bookedOn }: StripeLine): Date {
  return new Date(`${bookedOn}T00:00:00Z`)
}
