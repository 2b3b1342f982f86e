import { createLoader, createSerializer, parseAsStringLiteral } from 'nuqs/server'
import { proposalStates } from '@/lib/domain/matching/proposals/proposal'

const matchingParams = { state: parseAsStringLiteral(proposalStates).withDefault('proposed') }
export const loadMatchingParams = createLoader(matchingParams)
export const matchingHref = createSerializer(matchingParams)
