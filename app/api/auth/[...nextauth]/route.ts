import { authHandler } from '@/lib/server/auth/next-auth'

export { authHandler as GET, authHandler as POST }
