import type { Actor } from '../../access/actor'
import { can } from '../../access/can'
import { ok, refuse, type Verdict } from '../../base/result'
import type { FileRefusal } from './kind-of-file'

/** Bytes a file, and files beside one exception. */
export const attachmentPolicy = { mostBytes: 10 * 1024 * 1024, mostFiles: 20, longestName: 120 }

export type AttachRefusal = FileRefusal | 'not_permitted' | 'too_large' | 'empty' | 'too_many_files'

export const attachSentences: Record<AttachRefusal, string> = {
  not_permitted: 'Your role may read exceptions, not put files beside them.',
  too_large: 'A file has at most 10 MB.',
  empty: 'The file is empty.',
  too_many_files: `Beside one exception lie at most ${attachmentPolicy.mostFiles} files: take one away first.`,
  no_name: 'The name of the file does not say what it is: it needs an ending such as .pdf or .csv.',
  unknown_type: 'Files of this type are not taken: PDF, PNG, JPEG, WebP, XLSX, DOCX, CSV, TXT and EML are.',
  name_lies: 'The file is of another type than its name says. Save it anew under the right ending.',
  has_macros: 'The document has a program or another file in it. Save it without, and add it again.',
}

/** Who may speak about an exception may put a file beside it. */
export function canAttach(actor: Actor): Verdict<'not_permitted'> {
  return can(actor, 'exception.comment') ? ok() : refuse('not_permitted')
}

/** Whoever put it there takes it away, or who manages the members. */
export function canDetach(file: { addedBy: string }, actor: Actor): Verdict<'not_permitted' | 'not_yours'> {
  if (!can(actor, 'exception.comment')) return refuse('not_permitted')
  return file.addedBy === actor.id || can(actor, 'member.manage') ? ok() : refuse('not_yours')
}
