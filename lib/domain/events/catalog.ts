import { z } from 'zod'

const id = z.string().min(1)
const person = id.nullable().describe('a person’s id here, or null')
const minor = z
  .string()
  .regex(/^-?\d+$/)
  .describe('minor units as digits')
const currency = z.string().describe('ISO 4217, lower case')

const exception = z.object({
  number: z.string().describe('the number that people say: EX-413 is "413"'),
  kind: z.string().describe('one of the kinds in docs/findings.md'),
  severity: z.int().min(1).max(4).describe('1 low to 4 critical'),
  amountMinor: minor,
  currency,
  accountId: id.describe('the Stripe account on which it lies'),
  sellerId: id.nullable().describe('the connected account that it concerns, where there is one'),
  objectId: id.describe('the object of Stripe, of the books or of the bank'),
  assigneeId: person,
  resolution: z.string().nullable().describe('why it left the queue, where a person said so'),
  dueAt: z.iso.datetime().describe('when it is due, UTC'),
})
const approval = z.object({
  action: z.string().describe('what was asked for'),
  about: id.describe('what it is about'),
  requestedBy: id.describe('a person’s id here'),
  decidedBy: person,
})
const act = z.object({
  action: z.string().describe('what Stripe was asked for'),
  livemode: z.boolean().describe('false: in test mode'),
  accountId: id.describe('the Stripe account on which it is done'),
  objectId: id.nullable().describe('what stands at Stripe, where something does'),
  amountMinor: minor.nullable().describe('minor units as digits, where money is moved'),
  currency: currency.nullable().describe('ISO 4217, lower case, or null'),
})

type Entry = { says: string; subject: string; data: z.ZodObject }

/** Every event that is told outside, by type. A field is never taken away or given another meaning within a version. */
export const eventCatalog = {
  'exception.opened': {
    says: 'Something needs a person: found, or back in the queue.',
    subject: 'exception',
    data: exception,
  },
  'exception.waiting': {
    says: 'It waits: for its date, for somebody’s answer, or laid aside.',
    subject: 'exception',
    data: exception,
  },
  'exception.assigned': { says: 'It has another owner, or none.', subject: 'exception', data: exception },
  'exception.resolved': { says: 'A person took it out of the queue.', subject: 'exception', data: exception },
  'exception.closed': { says: 'Later data explained it.', subject: 'exception', data: exception },
  'approval.requested': { says: 'A second person is asked.', subject: 'approval', data: approval },
  'approval.approved': { says: 'A second person said yes.', subject: 'approval', data: approval },
  'approval.refused': { says: 'A second person said no.', subject: 'approval', data: approval },
  'approval.expired': { says: 'Nobody answered in time.', subject: 'approval', data: approval },
  'act.confirmed': { says: 'Read back: it stands at Stripe as asked.', subject: 'act', data: act },
  'act.refused': { says: 'Stripe refused it: nothing moved.', subject: 'act', data: act },
  'act.mismatched': { says: 'It stands at Stripe otherwise than asked, or nobody knows.', subject: 'act', data: act },
  'endpoint.test': { says: 'Somebody pressed the button that sends a test.', subject: 'endpoint', data: z.object({}) },
} as const satisfies Record<string, Entry>

export type EventType = keyof typeof eventCatalog
export const eventTypes = Object.keys(eventCatalog) as EventType[]
/** What an endpoint may ask for: the test comes to whoever asked for it. */
export const listenableTypes = eventTypes.filter((type) => type !== 'endpoint.test')
export const eventVersion = 1

export function isEventType(type: string): type is EventType {
  return Object.hasOwn(eventCatalog, type)
}

/** The body of a message, the same text at every try. */
export function eventBody(event: {
  id: string
  type: string
  subject: string
  at: Date
  marketplaceId: string
  data: unknown
}): string {
  const { id: eventId, type, subject, at, marketplaceId, data } = event
  return JSON.stringify({
    id: eventId,
    type,
    version: eventVersion,
    at: at.toISOString(),
    marketplace: marketplaceId,
    subject,
    data,
  })
}

/** The catalogue as a page: docs/events.md is this very text. */
export function catalogPage(): string {
  const lines = eventTypes.flatMap((type) => {
    const { says, subject, data } = eventCatalog[type] as Entry
    const fields = Object.entries(data.shape).map(([name, field]) => `| \`${name}\` | ${wordsOf(field as z.ZodType)} |`)
    const table = fields.length > 0 ? ['', '| Field of `data` | Means |', '| --- | --- |', ...fields] : []
    return ['', `## \`${type}\``, '', `${says} \`subject\` is the id of the ${subject}.`, ...table]
  })
  return [...intro, ...lines, ''].join('\n')
}

function wordsOf(field: z.ZodType): string {
  return field.description ?? (field instanceof z.ZodNullable ? 'as above, or null' : 'as its name says')
}

const intro = [
  '# Events',
  '',
  `What Counterfoil tells endpoints outside (Settings, Webhooks), version ${eventVersion}. This page is made from \`lib/domain/events/catalog.ts\`, and a test holds it to it.`,
  '',
  'A message is a `POST` of JSON: `id` (the same at every try: keep it, and do what it says once), `type`, `version`, `at`, `marketplace`, `subject`, `data`. It is sent at least once and in no promised order; an answer from 200 to 299 within ten seconds ends it. Anything else is tried again, farther and farther apart, for about three days; then it has failed, and an endpoint of which everything fails is switched off. Amounts are digits in minor units. No name and no address of a person is in an event.',
  '',
  'Each message is signed: `webhook-id`, `webhook-timestamp` (seconds) and `webhook-signature` (`v1,` and base64 of HMAC-SHA256 over `id.timestamp.body` under the base64 behind `whsec_`). Refuse what does not verify and what is older than five minutes:',
  '',
  '```ts',
  "import { createHmac, timingSafeEqual } from 'node:crypto'",
  '',
  'function isGenuine(headers: Headers, body: string, secret: string, nowSeconds: number): boolean {',
  "  const [id, at, signed = ''] = ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => headers.get(name) ?? '')",
  "  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')",
  "  const expected = createHmac('sha256', key).update([id, at, body].join('.')).digest()",
  '  const isFresh = Math.abs(nowSeconds - Number(at)) < 300',
  "  return isFresh && signed.split(' ').some((one) => {",
  "    const given = Buffer.from(one.replace('v1,', ''), 'base64')",
  '    return given.length === expected.length && timingSafeEqual(given, expected)',
  '  })',
  '}',
  '```',
]
