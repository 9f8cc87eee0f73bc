// Times what jsonwebtoken takes to sign and to verify a token on this machine,
// with the secret as a string and as a KeyObject, and with pairs of keys.
import { createSecretKey, generateKeyPairSync, randomBytes } from 'node:crypto'
import jwt from 'jsonwebtoken'

const secret = randomBytes(32).toString('base64')
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })

const ways = [
  ['HS256, KeyObject', 'HS256', createSecretKey(secret, 'utf8')],
  ['HS256, string', 'HS256', secret],
  ['RS256', 'RS256', rsa.privateKey, rsa.publicKey],
  ['ES256', 'ES256', ec.privateKey, ec.publicKey],
]

const user = { sub: '1', iss: 'https://app.example', aud: 'app.example' }
const micros = (ms) => `${(1000 * ms).toFixed(1).padStart(7)} µs`

console.log(`${''.padEnd(18)}      sign     verify`)
let first
for (const [name, algorithm, signs, verifies = signs] of ways) {
  const token = jwt.sign(user, signs, { algorithm, expiresIn: '1h' })
  const sign = fastest(() => jwt.sign(user, signs, { algorithm, expiresIn: '1h' }))
  const verify = fastest(() => jwt.verify(token, verifies, { algorithms: [algorithm] }))
  first ??= verify
  const times = (verify / first).toFixed(1).padStart(5)
  console.log(`${name.padEnd(18)}${micros(sign)} ${micros(verify)} ${times} x`)
}

// What one call takes in the best of many short rounds: what else the machine
// does makes a round slower, and never faster.
function fastest(call) {
  let best = Infinity
  const begun = performance.now()
  while (performance.now() - begun < 1000) {
    const start = performance.now()
    let calls = 0
    do {
      call()
      calls++
    } while (performance.now() - start < 1)
    best = Math.min(best, (performance.now() - start) / calls)
  }
  return best
}
