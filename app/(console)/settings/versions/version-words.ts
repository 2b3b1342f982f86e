import type {
  ActivateVersionRefusal,
  AskVersionRefusal,
  DropVersionRefusal,
} from '@/lib/server/versions/decide-version'
import { secondPersonWords } from '../../approvals/second-person'

/** Why a version of a setting is not asked for, let or dropped; who may stands with each kind. */
export function versionRefusals(
  not_permitted: string,
): Record<AskVersionRefusal | ActivateVersionRefusal | DropVersionRefusal, string> {
  return {
    ...secondPersonWords,
    not_permitted,
    not_found: 'There is no such version here.',
    not_a_draft: 'This version is no draft any more.',
    overtaken: 'What it was drafted against holds no more: drop it and draft it anew.',
  }
}
