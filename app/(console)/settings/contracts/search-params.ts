import { createLoader, createSerializer, parseAsString } from 'nuqs/server'

const contractSettings = { seller: parseAsString, after: parseAsString }
export const loadContractSettings = createLoader(contractSettings)
const serialize = createSerializer(contractSettings)

export function contractSettingsHref(params: { seller?: string | null; after?: string | null }): string {
  return serialize('/settings/contracts', params)
}
