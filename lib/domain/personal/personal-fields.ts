/**
 * Which fields of a provider's objects say who a person is: names, e-mail, address, phone, IP, bank, tax id. Listed by
 * the field's own name, wherever it stands, so that a type nobody has seen before is covered as well.
 */
const names = ['name', 'first_name', 'last_name', 'maiden_name', 'full_name', 'first_name_kana', 'last_name_kana']
const moreNames = [
  'first_name_kanji',
  'last_name_kanji',
  'name_kana',
  'name_kanji',
  'full_name_aliases',
  'display_name',
]
const holders = [
  'account_holder_name',
  'cardholder_name',
  'customer_name',
  'verified_name',
  'recipient_name',
  'nickname',
]
const mail = ['email', 'receipt_email', 'customer_email', 'support_email', 'instructions_email', 'verified_email']
const reach = ['customer_email_address', 'phone', 'support_phone', 'phone_number', 'billing_phone', 'verified_phone']
const machines = ['ip', 'ip_address', 'client_ip', 'customer_purchase_ip', 'purchase_ip']
const bank = [
  'account_number',
  'routing_number',
  'iban',
  'bic',
  'sort_code',
  'bank_name',
  'transit_number',
  'branch_code',
  'bank_code',
]
const bankEnds = ['last4', 'iban_last4', 'dynamic_last4', 'institution_number', 'bsb_number', 'clabe']
const identity = ['tax_id', 'id_number', 'vat_id', 'ssn_last_4', 'tax_id_value', 'personal_id_number', 'national_id']

export const personalFields: ReadonlySet<string> = new Set(
  [names, moreNames, holders, mail, reach, machines, bank, bankEnds, identity].flat(),
)

/** Everything inside these is personal, except the country, which rules and reports need. */
export const personalGroups: ReadonlySet<string> = new Set([
  'address',
  'address_kana',
  'address_kanji',
  'support_address',
  'registered_address',
  'billing_address',
  'shipping_address',
  'customer_address',
  'verified_address',
  'dob',
  'tax_ids',
])

export const clearInGroups: ReadonlySet<string> = new Set(['country', 'object', 'type'])

/** The platform's own key–value pairs are free text: judged by what the key calls itself. */
export const personalMetadataKey =
  /e-?mail|phone|mobile|(^|_|-)(name|first_?name|last_?name|full_?name|ip|iban|dob)($|_|-)|address|street|tax_?id|vat|passport|ssn/i

/** What looks like an address of e-mail is one, whatever the field is called. */
export const emailPattern = /[^\s@<>"(),;:]+@[^\s@<>"(),;:]+\.[^\s@<>"(),;:.]+/g
