import { booleanOf, integer } from '../listing/list-query'
import type { StripeObject } from '../store/store'
import { ApiFailure, invalidRequest, unknownParameter } from '../wire/failure'
import { decodePart, type Param, type Params } from '../wire/form'
import { applyWrite, type World, type Write } from '../world/world'

/** A list of texts is an enum. */
type Shape = 'text' | 'integer' | 'boolean' | 'map' | readonly string[]
type WriteRoute = {
  pattern: RegExp
  path: string
  kind: Write['kind']
  params: Record<string, Shape>
  required: readonly string[]
}

const money = { amount: 'integer', currency: 'text', description: 'text', metadata: 'map' } as const

/** The writes the sandbox takes. An id in the path reaches the world as `params.id`. */
const writeRoutes: readonly WriteRoute[] = [
  route('refunds', 'refund', [], {
    amount: 'integer',
    charge: 'text',
    currency: 'text',
    metadata: 'map',
    payment_intent: 'text',
    reason: ['duplicate', 'fraudulent', 'requested_by_customer'],
    refund_application_fee: 'boolean',
    reverse_transfer: 'boolean',
  }),
  route('transfers', 'transfer', ['currency', 'destination'], {
    ...money,
    destination: 'text',
    source_transaction: 'text',
    source_type: ['bank_account', 'card', 'fpx'],
    transfer_group: 'text',
  }),
  route('transfers/:id/reversals', 'transfer_reversal', [], {
    amount: 'integer',
    description: 'text',
    metadata: 'map',
    refund_application_fee: 'boolean',
  }),
  route('application_fees/:id/refunds', 'application_fee_refund', [], { amount: 'integer', metadata: 'map' }),
  route('payouts', 'payout', ['amount', 'currency'], {
    ...money,
    destination: 'text',
    method: ['standard', 'instant'],
    payout_method: 'text',
    source_type: ['bank_account', 'card', 'fpx'],
    statement_descriptor: 'text',
  }),
  route('payouts/:id/cancel', 'payout_cancel', [], {}),
]

/** The write that a POST means; undefined for a route that takes none. Its parameters are checked and typed. */
export function writeOf(account: string, path: string, params: Params): Write | undefined {
  for (const one of writeRoutes) {
    const match = one.pattern.exec(path)
    if (match === null) continue
    const typed: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(params)) {
      if (name === 'expand') continue
      const shape = one.params[name]
      if (shape === undefined) throw unknownParameter(name)
      if (value !== '') typed[name] = typedValue(name, value, shape)
    }
    for (const name of one.required) if (typed[name] === undefined) throw missing(name)
    if (one.kind === 'refund' && typed.charge === undefined && typed.payment_intent === undefined)
      throw nothingToRefund()
    if (match[1] !== undefined) typed.id = decodePart(match[1])
    return { kind: one.kind, account, params: typed }
  }
  return undefined
}

/** Lets the world act. Its refusals are answers that Stripe would give and remember. */
export function perform(world: World, write: Write): StripeObject {
  const outcome = applyWrite(world, write)
  if (outcome.ok) return outcome.object
  const { type, code, message, param, status } = outcome
  throw new ApiFailure(status, { type, code, message, ...(param === undefined ? {} : { param }) })
}

function typedValue(name: string, value: Param, shape: Shape): unknown {
  if (shape === 'map') return mapOf(name, value)
  if (typeof value !== 'string') throw invalidRequest('Invalid string', { param: name })
  if (shape === 'boolean') return booleanOf(name, value)
  if (shape === 'text') return value
  if (shape !== 'integer') return oneOf(name, value, shape)
  const number = integer(name, value)
  if (number < 1) {
    throw invalidRequest('This value must be greater than or equal to 1.', {
      code: 'parameter_invalid_integer',
      param: name,
    })
  }
  return number
}

function oneOf(name: string, value: string, known: readonly string[]): string {
  if (known.includes(value)) return value
  throw invalidRequest(`Invalid ${name}: must be one of ${known.join(', ')}`, { param: name })
}

function nothingToRefund(): ApiFailure {
  const message = 'One of the following params should be provided for this request: payment_intent or charge.'
  return invalidRequest(message, { code: 'parameter_missing' })
}

function mapOf(name: string, value: Param): Record<string, string> {
  if (typeof value === 'string' || Array.isArray(value)) throw invalidRequest('Invalid hash', { param: name })
  const map: Record<string, string> = {}
  for (const [key, item] of Object.entries(value)) {
    if (typeof item !== 'string') throw invalidRequest('Invalid string', { param: `${name}[${key}]` })
    if (item !== '') map[key] = item
  }
  return map
}

function missing(name: string): ApiFailure {
  return invalidRequest(`Missing required param: ${name}.`, { code: 'parameter_missing', param: name })
}

function route(
  path: string,
  kind: Write['kind'],
  required: readonly string[],
  params: Record<string, Shape>,
): WriteRoute {
  const pattern = new RegExp(`^/v1/${path.replace(':id', '([^/]+)')}$`)
  return { pattern, path, kind, required, params }
}
