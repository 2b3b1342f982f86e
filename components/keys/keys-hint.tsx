'use client'

/** Opens the list of keys, for those who point rather than type. */
export function KeysHint() {
  return (
    <button type="button" className="push" onClick={() => window.dispatchEvent(new Event('counterfoil:keys'))}>
      <kbd>?</kbd>keys
    </button>
  )
}
