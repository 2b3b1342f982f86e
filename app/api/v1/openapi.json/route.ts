import { openApiDocument } from '@/lib/server/books/openapi'

export function GET(): Response {
  return Response.json(openApiDocument())
}
