/** How what was just done is taken back, while it is remembered on the page. The server decides again whether it may be. */
export type UndoOffer =
  | { what: 'reopen'; id: string; version: number }
  | { what: 'resolution'; id: string }
  | { what: 'assign'; id: string; version: number; assigneeId: string | null }
  | { what: 'tag'; id: string; tag: string; on: boolean }
  | { what: 'resume'; id: string; version: number }
  | { what: 'many'; offers: readonly UndoOffer[] }
