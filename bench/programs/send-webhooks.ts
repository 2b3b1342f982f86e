import { createHmac } from 'node:crypto'
import { Agent, request } from 'node:http'
import { eventAt } from '../material/events'
import { quantile } from '../measure'

/** `send-webhooks URL SECRET FIRST COUNT CONNECTIONS`: posts signed events and prints what the sender saw, as JSON. */
const [url = '', secret = '', first = '0', count = '0', connections = '64'] = process.argv.slice(2)
const at = Math.floor(Date.now() / 1000)
const letters = Array.from({ length: Number(count) }, (_, index) => {
  const body = JSON.stringify(eventAt(Number(first) + index))
  const v1 = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')
  return { body, signature: `t=${at},v1=${v1}` }
})

const agent = new Agent({ keepAlive: true, maxSockets: Number(connections) })
const waits: number[] = []
let next = 0
const began = performance.now()
await Promise.all(Array.from({ length: Number(connections) }, sendOn))
const seconds = (performance.now() - began) / 1000
process.stdout.write(
  `${JSON.stringify({ rate: letters.length / seconds, p50: quantile(waits, 0.5), p99: quantile(waits, 0.99) })}\n`,
)
agent.destroy()

async function sendOn(): Promise<void> {
  for (;;) {
    const letter = letters[next++]
    if (!letter) return
    const sent = performance.now()
    await post(letter.body, letter.signature)
    waits.push(performance.now() - sent)
  }
}

function post(body: string, signature: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'stripe-signature': signature }
    const sending = request(url, { method: 'POST', agent, headers }, (response) => {
      response.resume()
      response.once('end', () => {
        if (response.statusCode === 200) resolve()
        else reject(new Error(`Answered ${response.statusCode}`))
      })
    })
    sending.once('error', reject)
    sending.end(body)
  })
}
