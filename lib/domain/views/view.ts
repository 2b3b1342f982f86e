/** The pages whose lists can be kept as views. */
export const viewLists = ['exceptions'] as const
export type ViewList = (typeof viewLists)[number]

/** A list as somebody keeps it: filter, order, columns and density are its address, the name is theirs. */
export type SavedView = {
  id: string
  list: ViewList
  ownerId: string
  name: string
  /** What stands behind the question mark, without a place in the list; empty for the list as it is. */
  query: string
  /** Everybody in the marketplace sees it. */
  shared: boolean
  version: number
}
