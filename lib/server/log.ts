import pino from 'pino'
import { env } from './env'

const store = globalThis as { counterfoilLog?: pino.Logger }

/** Secrets and personal fields never reach a log line. */
const redact = [
  '*.apiKey',
  '*.secret',
  '*.password',
  '*.authorization',
  '*.email',
  '*.name',
  'apiKey',
  'secret',
  'password',
  'email',
]

export function log(): pino.Logger {
  store.counterfoilLog ??= pino({ level: env().LOG_LEVEL, redact }, pino.destination(2))
  return store.counterfoilLog
}
