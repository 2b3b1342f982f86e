/** What the fields for tags offer, once for the page. */
export function TagsInUse({ tags }: { tags: readonly string[] }) {
  return (
    <datalist id="tags-in-use">
      {tags.map((tag) => (
        <option key={tag} value={tag} />
      ))}
    </datalist>
  )
}
