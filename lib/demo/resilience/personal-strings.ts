import type { World } from './ground/world'

type Json = { [key: string]: unknown }
type List = { data: (Json & { id: string })[]; has_more: boolean }

/** Where, in what Stripe serves, a person's data stands. A list of this test's own: the product's list is on trial. */
const address = ['line1', 'line2', 'city', 'postal_code', 'state']
const addressesIn = (place: string) => address.map((field) => `${place}.${field}`)
const paths = [
  ...['name', 'email', 'phone', 'tax_id'].map((field) => `billing_details.${field}`),
  ...addressesIn('billing_details.address'),
  'receipt_email',
  ...['name', 'phone'].map((field) => `shipping.${field}`),
  ...addressesIn('shipping.address'),
  'payment_method_details.card.last4',
  ...['last4', 'bank_code', 'branch_code'].map((field) => `payment_method_details.sepa_debit.${field}`),
  ...['last4', 'bank_name', 'routing_number'].map((field) => `payment_method_details.us_bank_account.${field}`),
  'email',
  ...['name', 'support_email', 'support_phone'].map((field) => `business_profile.${field}`),
  ...addressesIn('business_profile.support_address'),
  ...['name', 'phone', 'tax_id'].map((field) => `company.${field}`),
  ...addressesIn('company.address'),
  ...['first_name', 'last_name', 'email', 'phone', 'id_number'].map((field) => `individual.${field}`),
  ...addressesIn('individual.address'),
  ...['account_holder_name', 'bank_name', 'last4', 'routing_number'].map(
    (field) => `external_accounts.data.*.${field}`,
  ),
  'settings.dashboard.display_name',
  'tos_acceptance.ip',
  ...['customer_name', 'customer_email_address', 'customer_purchase_ip'].map((field) => `evidence.${field}`),
]

export type PersonalString = { key: string; text: string }

/** Every personal text of the world, collected from the sandbox's own answers, without the product. */
export async function collectPersonal(world: World): Promise<PersonalString[]> {
  const sellers = await listAll(world, '/v1/accounts')
  const objects: Json[] = [await world.get<Json>('/v1/account'), ...sellers]
  for (const account of [undefined, ...sellers.map(({ id }) => id)]) {
    for (const path of ['/v1/charges', '/v1/disputes']) objects.push(...(await listAll(world, path, account)))
  }
  const found = new Map<string, PersonalString>()
  for (const object of objects) {
    for (const path of paths) {
      const key = path.slice(path.lastIndexOf('.') + 1)
      for (const text of textsAt(object, path.split('.'))) found.set(`${key} ${text}`, { key, text })
    }
  }
  return [...found.values()]
}

async function listAll(world: World, path: string, account?: string): Promise<List['data']> {
  const all: List['data'] = []
  for (;;) {
    const after = all.length > 0 ? `&starting_after=${all.at(-1)?.id}` : ''
    const page = await world.get<List>(`${path}?limit=100${after}`, account)
    all.push(...page.data)
    if (!page.has_more) return all
  }
}

function textsAt(value: unknown, [key, ...rest]: string[]): string[] {
  if (key === undefined) return typeof value === 'string' && value !== '' ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  if (key === '*') return Object.values(value).flatMap((inner) => textsAt(inner, rest))
  return textsAt((value as Json)[key], rest)
}
