import {
  appliesConfirmed,
  applyFromAtLeast,
  type DateWindow,
  factorCodes,
  type MatchingPolicy,
  type PairPolicy,
  type Points,
  type SplitRule,
} from './policy'

/** What is wrong, where, and what to do about it. */
export type PolicyFault = { readonly where: string; readonly message: string; readonly fix: string }

/** Ceilings above these are promises that the engine does not keep. */
export const largestCeilings = { blockRows: 2_000, referenceRows: 200, splitRows: 36, manyRows: 22 } as const

/** Every fault of a policy, since people write policies; an empty list means that it may be tried out. */
export function checkPolicy(policy: MatchingPolicy): PolicyFault[] {
  const faults: PolicyFault[] = []
  if (policy.version.trim() === '') {
    faults.push({
      where: 'version',
      message: 'is empty',
      fix: 'Name it, so that a match can say which policy made it.',
    })
  }
  const seen = new Set<string>()
  policy.pairs.forEach((pair, at) => {
    const where = `pairs[${at}] ${pair.left} to ${pair.right}`
    const tell = (place: string, message: string, fix: string) =>
      faults.push({ where: place === '' ? where : `${where}, ${place}`, message, fix })
    const name = `${pair.left} ${pair.right}`
    if (pair.left === pair.right) tell('', 'ties a side to itself', 'Name two different sides.')
    if (seen.has(name)) tell('', 'is there twice', 'Write all rules of two sides into one list.')
    seen.add(name)
    checkNumbers(pair, tell)
    if (appliesConfirmed(policy) && pair.confirmFrom < applyFromAtLeast)
      tell(
        'confirmFrom',
        `is below ${applyFromAtLeast}, and what is confirmed is applied by itself`,
        `Write ${applyFromAtLeast} or more, or let it be proposed: "confirmed": "propose".`,
      )
    checkRules(pair, tell)
  })
  return faults
}

type Tell = (place: string, message: string, fix: string) => void

function checkNumbers(pair: PairPolicy, tell: Tell): void {
  const { confirmFrom, proposeFrom, marginPoints, ceilings } = pair
  if (!isWhole(confirmFrom, 1, 100))
    tell('confirmFrom', 'is not a whole number from 1 to 100', 'The usual value is 90.')
  if (!isWhole(proposeFrom, 1, 100))
    tell('proposeFrom', 'is not a whole number from 1 to 100', 'The usual value is 60.')
  if (proposeFrom > confirmFrom) {
    tell('proposeFrom', 'is above confirmFrom', 'What is confirmed must be at least as sure as what is proposed.')
  }
  if (!isWhole(marginPoints, 0, 50)) {
    tell('marginPoints', 'is not a whole number from 0 to 50', 'The usual value is 5; 0 abstains only from exact ties.')
  }
  for (const [name, largest] of Object.entries(largestCeilings)) {
    const value = ceilings[name as keyof typeof largestCeilings]
    if (!isWhole(value, 1, largest)) {
      tell(`ceilings.${name}`, `is not a whole number from 1 to ${largest}`, 'Narrow the rows instead of raising it.')
    }
  }
  for (const kind of pair.decisiveKinds) {
    if (!/^[a-z_]+$/.test(kind)) {
      tell(
        'decisiveKinds',
        `has ${JSON.stringify(kind)}, which is no kind`,
        'Write what stands before the colon: "trace".',
      )
    }
  }
}

function checkRules(pair: PairPolicy, tell: Tell): void {
  if (pair.rules.length === 0)
    tell('rules', 'is empty', 'Without a rule nothing is ever tied: write one or drop the pair.')
  const codes = new Set<string>()
  for (const rule of [...pair.rules, ...pair.splits]) {
    const tellRule: Tell = (place, message, fix) => tell(`rule "${rule.code}"${place && `, ${place}`}`, message, fix)
    if (!/^[a-z][a-z0-9_]{0,59}$/.test(rule.code)) {
      tellRule('code', 'is no code', 'Use lower-case letters, digits and underscores, a letter first.')
    }
    if (codes.has(rule.code)) tellRule('', 'is there twice', 'Every rule has a code of its own.')
    codes.add(rule.code)
    checkWindow(rule.window, tellRule)
    checkPoints(rule, pair, tellRule)
  }
  for (const { code, amount, textAtLeast } of pair.rules) {
    const place = (name: string) => `rule "${code}", ${name}`
    if (amount.kind === 'tolerance' && amount.absoluteMinor < 0n) {
      tell(
        place('amount.absoluteMinor'),
        'is negative',
        'A tolerance reaches in both directions: write it as positive.',
      )
    }
    const bp = amount.kind === 'tolerance' ? amount.basisPoints : amount.boundBp
    if (!isWhole(bp, 0, 5_000)) {
      const name = amount.kind === 'tolerance' ? 'amount.basisPoints' : 'amount.boundBp'
      tell(place(name), 'is not a whole number from 0 to 5000', '100 basis points are one per cent.')
    }
    if (!isWhole(textAtLeast, 0, 1_000)) {
      tell(place('textAtLeast'), 'is not a whole number from 0 to 1000', '0 asks for no text, 500 for half of it.')
    }
  }
}

function checkWindow({ earliest, prompt, latest }: DateWindow, tell: Tell): void {
  if (!isWhole(earliest, -90, 0)) {
    tell(
      'window.earliest',
      'is not a whole number from -90 to 0',
      'Write how many days the right side may come before.',
    )
  }
  if (!isWhole(latest, 0, 90)) {
    tell('window.latest', 'is not a whole number from 0 to 90', 'Write how many days the right side may come after.')
  }
  if (!isWhole(prompt, 0, Math.max(0, latest))) {
    tell('window.prompt', 'does not lie between 0 and latest', 'Write until which day the date has all its points.')
  }
}

function checkPoints(rule: Pick<SplitRule, 'reference' | 'points'>, pair: PairPolicy, tell: Tell): void {
  for (const code of factorCodes) {
    if (!isWhole(rule.points[code], 0, 100)) {
      tell(`points.${code}`, 'is not a whole number from 0 to 100', 'Points are shares of a hundred.')
    }
  }
  const sum = mostPoints(rule.points)
  if (sum > 100) tell('points', `add up to ${sum}`, 'Let them add up to 100 at most: a confidence is out of a hundred.')
  if (sum < pair.proposeFrom) {
    tell('points', `add up to ${sum}, below proposeFrom`, 'Such a rule never proposes anything: give more or drop it.')
  }
  if (rule.reference === 'required' && rule.points.reference === 0) {
    tell(
      'points.reference',
      'is 0 though the rule requires a reference',
      'Give the points that the reference is worth.',
    )
  }
}

function mostPoints(points: Points): number {
  return factorCodes.reduce((sum, code) => sum + points[code], 0)
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most
}
