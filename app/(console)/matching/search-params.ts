import { createLoader, createSerializer, parseAsStringLiteral } from 'nuqs/server'
import { proposalStates } from '@/lib/domain/matching/proposals/proposal'

/** The states of a proposal, and what was never one: ways that are nearly equally good. */
export const matchingViews = [...proposalStates, 'undecided'] as const
const matchingParams = { state: parseAsStringLiteral(matchingViews).withDefault('proposed') }
export const loadMatchingParams = createLoader(matchingParams)
export const matchingHref = createSerializer(matchingParams)
