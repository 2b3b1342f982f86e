export type Address = {
  city: string | null
  country: string | null
  line1: string | null
  line2: string | null
  postal_code: string | null
  state: string | null
}

/** An invented person who buys; exists so that the product has personal data to protect. */
export type Buyer = { name: string; email: string; phone: string; address: Address }
