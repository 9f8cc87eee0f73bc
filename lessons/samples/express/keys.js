// An issuer that signs with a private key and publishes the public ones, and a
// service that verifies with a copy of them. kill -HUP changes the key.
import { createPublicKey, generateKeyPairSync, randomUUID } from 'node:crypto'
import { start } from './environment.js'
import { checkPassword } from './users.js'
import express from 'express'
import jwt from 'jsonwebtoken'

const lifetime = 5 * 60 // seconds that a token lives
const copied = Number(process.env.KEY_CACHE ?? 60) // and a service's copy
const leeway = 5
const app = express()
app.use(express.json())

// part: publish
// { kid, privateKey, signsFrom, until }, the newest last
const set = []

app.get('/.well-known/jwks.json', (req, res) => {
  const keys = set.filter((k) => Date.now() < k.until).map((k) => ({
    ...createPublicKey(k.privateKey).export({ format: 'jwk' }),
    kid: k.kid, use: 'sig', alg: 'RS256',
  }))
  res.set('Cache-Control', `max-age=${copied}`).json({ keys })
})
// end: publish

// part: rotate
// Published now, signing once every copy must have it; the old key
// stays until its last token is dead.
function rotate(now = Date.now()) {
  const signsFrom = set.length ? now + copied * 1000 : now
  for (const old of set) {
    const last = signsFrom + (lifetime + leeway) * 1000
    old.until = Math.min(old.until, last)
  }
  const size = { modulusLength: 2048 }
  const { privateKey } = generateKeyPairSync('rsa', size)
  const kid = randomUUID()
  set.push({ kid, privateKey, signsFrom, until: Infinity })
}
// end: rotate
rotate()
process.on('SIGHUP', () => rotate())

// part: sign
app.post('/login', async (req, res) => {
  const user = await checkPassword(req.body)
  if (!user) return res.sendStatus(401)
  const signing = set.findLast((k) => Date.now() >= k.signsFrom)
  const token = jwt.sign({}, signing.privateKey, {
    algorithm: 'RS256', keyid: signing.kid, subject: user.id,
    issuer: 'https://app.example', audience: 'profile',
    expiresIn: lifetime,
  })
  res.set('Cache-Control', 'no-store').json({ token })
})
// end: sign

// From here on it could be another program: it holds no private key.
const address = process.env.JWKS ?? `http://localhost:${process.env.PORT ?? 3000}/.well-known/jwks.json`

// part: fetch
let keys = new Map() // kid to public key
let fetched = 0

// fresh answers the issuer's keys, not older than allowed. The
// address is ours: one from a token's header is the attacker's.
async function fresh() {
  if (Date.now() - fetched >= copied * 1000) {
    const signal = AbortSignal.timeout(1000)
    const res = await fetch(address, { signal })
    if (!res.ok) throw new Error(`the issuer answered ${res.status}`)
    const { keys: list } = await res.json()
    keys = new Map(list.map((jwk) =>
      [jwk.kid, createPublicKey({ key: jwk, format: 'jwk' })]))
    fetched = Date.now()
  }
  return keys
}
// end: fetch

// part: rules
const rules = {
  algorithms: ['RS256'],
  issuer: 'https://app.example',
  audience: 'profile', // this service, and no other
  clockTolerance: leeway,
}
// end: rules

// part: identify
async function identify(req, res, next) {
  const known = await fresh() // throws where nobody can be asked
  const header = req.get('authorization') ?? ''
  const [, token] = /^Bearer +(\S+)$/i.exec(header) ?? []
  // part: key-of
  const keyOf = ({ kid }, done) => { // known: a Map, from the JWKS
    const key = known.get(kid)
    done(key ? null : new Error('unknown kid'), key)
  }

  jwt.verify(token, keyOf, rules, (err, claims) => {
    if (err || !claims.sub || !claims.exp) {
      res.set('WWW-Authenticate', 'Bearer error="invalid_token"')
      return res.sendStatus(401)
    }
    req.user = claims.sub
    next()
  })
  // end: key-of
}
// end: identify

app.get('/profile', identify, (req, res) => res.json({ user: req.user }))

app.use((err, req, res, next) => { // the keys could not be fetched
  if (res.headersSent || err.status) return next(err)
  console.error(err.message)
  res.set('Retry-After', '1').sendStatus(503)
})

start(app)
