import { z } from 'zod'
import { amountPhrase } from '@/components/finance/amount'
import { kindWord, owesWord } from '@/components/finance/kind-words'
import { isWayToAssign, wayWords } from '@/lib/domain/exceptions/desk/pick-owner'
import { resolutionSentences } from '@/lib/domain/exceptions/resolution'
import { tagSentences } from '@/lib/domain/exceptions/tags/tag'
import { minorFromDecimal } from '@/lib/domain/money/decimal'
import { directions, findingKinds } from '@/lib/domain/reconciliation/finding'
import { type DraftRefusal, draftSentences } from '@/lib/domain/rules/can-draft'
import { deedText, readDeed, tagMark } from '@/lib/domain/rules/deed'
import type { ResolutionRule } from '@/lib/domain/rules/rule'
import type { ActivateRefusal, AskRefusal, RetireRefusal } from '@/lib/server/rules/activate-rule'
import type { TryRefusal } from '@/lib/server/rules/try-rule'
import { secondPersonWords } from '../../approvals/second-person'

const error = 'This form could not be read. Nothing was changed: load the page again.'

export const DraftForm = z
  .object({
    kind: z.enum(findingKinds, { error: 'Choose which exceptions.' }),
    direction: z.enum(directions, { error: 'Choose who owes whom.' }),
    currency: z
      .string({ error })
      .trim()
      .toLowerCase()
      .regex(/^[a-z]{3}$/, { error: 'A currency has three letters, such as USD.' }),
    most: z.string({ error }).trim().min(1, { error: draftSentences.no_amount }).max(30, { error }),
    seller: z
      .string({ error })
      .trim()
      .regex(/^(acct_\w{1,60})?$/, { error: 'A seller is named by the account’s id, acct_…, or not at all.' }),
    resolution: z.string({ error }).min(1, { error: 'Choose what it does.' }).max(120, { error }),
    tag: z.string({ error }).max(100, { error: tagSentences.bad_tag }).default(''),
  })
  .transform(({ most, seller, tag, ...given }, ctx) => {
    const deed = readDeed(given.resolution === tagMark ? `tag:${tag}` : given.resolution)
    if (!deed) {
      ctx.addIssue({
        code: 'custom',
        message: given.resolution === tagMark ? tagSentences.bad_tag : 'Choose what it does.',
      })
      return z.NEVER
    }
    const rest = { ...given, resolution: deedText(deed) }
    const minor = minorFromDecimal(most, rest.currency)
    if (!minor.ok) {
      ctx.addIssue({ code: 'custom', message: draftSentences.no_amount })
      return z.NEVER
    }
    return { ...rest, mostMinor: minor.value, sellerId: seller === '' ? null : seller }
  })
const gone = 'There is no such rule here.'
export const draftWords: Record<DraftRefusal, string> = draftSentences
export const ruleRefusals: Record<TryRefusal | AskRefusal | ActivateRefusal | RetireRefusal, string> = {
  ...secondPersonWords,
  not_permitted: 'Your role may read rules, not change them.',
  not_found: gone,
  not_a_draft: 'This rule is no draft any more.',
  not_tried: 'Hold it against history first: the second person decides by what it would have done.',
  payload_changed: 'The rule was held against history again since this was asked for: let it be asked for again.',
  already_retired: 'It was retired already.',
}

/** A rule in one sentence, from what it is about to what it says. */
export function sayRule(rule: ResolutionRule, seller: string | null, nameOf: (id: string) => string): string {
  const { kind, direction, mostMinor, currency, resolution } = rule
  const whose = seller === null ? 'of any seller' : `of ${seller}`
  return `“${kindWord(kind)}” ${whose} up to ${amountPhrase(mostMinor, currency)} (${owesWord(direction)}): ${sayDeed(resolution, nameOf)}.`
}

function sayDeed(text: string, nameOf: (id: string) => string): string {
  const deed = readDeed(text)
  switch (deed?.act) {
    case 'resolve':
      return resolutionSentences[deed.resolution]
    case 'assign':
      return `given to ${isWayToAssign(deed.to) ? wayWords[deed.to].toLowerCase() : nameOf(deed.to)}`
    case 'tag':
      return `tagged “${deed.tag}”`
    case 'tell':
      return `${nameOf(deed.to)} is told`
    default:
      return 'nothing is done'
  }
}
