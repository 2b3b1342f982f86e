export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]
export const densities = ['compact', 'comfortable'] as const
export type Density = (typeof densities)[number]

export const preferenceCookies = { theme: 'cf-theme', density: 'cf-density', keys: 'cf-keys' } as const
export type Preferences = { theme: Theme; density: Density; singleKeys: boolean }

/** Read on the server, so that the first paint is right: no flash. */
export function preferencesFrom(read: (name: string) => string | undefined): Preferences {
  const theme = read(preferenceCookies.theme)
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    density: read(preferenceCookies.density) === 'comfortable' ? 'comfortable' : 'compact',
    singleKeys: read(preferenceCookies.keys) !== 'off',
  }
}
