import { versionRefusals } from '../versions/version-words'

export const contractRefusals = versionRefusals(
  'Your role reads fee contracts; an analyst or an admin drafts them, compliance or another admin lets them hold.',
)
