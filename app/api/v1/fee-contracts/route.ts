import { feeContractInput } from '@/lib/domain/books/fee-contract-input'
import { receiveLines } from '@/lib/server/books/books-door'
import { writeFeeContracts } from '@/lib/server/books/write-fee-contracts'

export function POST(request: Request): Promise<Response> {
  return receiveLines(request, feeContractInput, writeFeeContracts)
}
