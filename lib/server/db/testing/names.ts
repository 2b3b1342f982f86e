export const templateName = 'counterfoil_template'
export const appPassword = 'application'
/** Fixed values for tests only. */
export const testEnv = {
  NEXTAUTH_SECRET: 'a secret of tests, thirty-two characters long',
  ENCRYPTION_KEYS: `test:${Buffer.alloc(32, 7).toString('base64')}`,
  LOG_LEVEL: 'silent',
}
