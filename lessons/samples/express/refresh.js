// Short access tokens, and a refresh token that changes with every use.
import { createHash, createSecretKey, randomBytes, randomUUID } from 'node:crypto'
import { secret, secureCookies, start } from './environment.js'
import { sameOrigin } from './same-origin.js'
import { store, unreachable } from './store.js'
import { checkPassword } from './users.js'
import express from 'express'
import jwt from 'jsonwebtoken'

const key = createSecretKey(secret('JWT_SECRET'))
const access = Number(process.env.ACCESS_TTL ?? 60) // seconds
const absolute = 8 * 3600

const app = express()
app.set('trust proxy', 1)
app.use(express.json(), sameOrigin)

// part: issue
// The store keeps a hash: who reads the store cannot refresh.
const hash = (token) =>
  createHash('sha256').update(token).digest('hex')

async function issue(res, user, family, until) {
  const refresh = randomBytes(32).toString('base64url')
  const left = Math.ceil((until - Date.now()) / 1000) // not 8 h anew
  const row = { user, family, until }
  await store.set(`refresh:${hash(refresh)}`, row, left)
  res.cookie('refresh', refresh, {
    httpOnly: true, secure: secureCookies, sameSite: 'strict',
    maxAge: left * 1000, // milliseconds
  })
  const token = jwt.sign({}, key, {
    algorithm: 'HS256', subject: user, expiresIn: access,
    issuer: 'https://app.example', audience: 'app.example',
    jwtid: randomUUID(),
  })
  res.set('Cache-Control', 'no-store')
  res.json({ token, expires_in: access })
}
// end: issue

// part: login
app.post('/login', async (req, res) => {
  const user = await checkPassword(req.body)
  if (!user) return res.sendStatus(401)
  const family = randomUUID() // all that descends from this login
  await store.set(`family:${family}`, user.id, absolute)
  await issue(res, user.id, family, Date.now() + absolute * 1000)
})
// end: login

// part: refresh
app.post('/refresh', async (req, res) => {
  const old = hash(presented(req))
  const row = await store.get(`refresh:${old}`)
  if (!row || !await store.get(`family:${row.family}`)) {
    return refuse(res, 'unknown, expired or revoked')
  }
  if (!await store.claim(`used:${old}`, absolute)) {
    await store.del(`family:${row.family}`) // one of two is a copy
    return refuse(res, 'used before; its family is revoked')
  }
  await issue(res, row.user, row.family, row.until)
})

function refuse(res, why) {
  res.clearCookie('refresh').status(400)
  res.json({ error: 'invalid_grant', error_description: why })
}
// end: refresh

const presented = (req) =>
  /(?:^|; )refresh=([\w-]+)/.exec(req.get('cookie') ?? '')?.[1] ?? ''

// part: logout
app.post('/logout', async (req, res) => {
  const row = await store.get(`refresh:${hash(presented(req))}`)
  if (row) await store.del(`family:${row.family}`)
  res.clearCookie('refresh').sendStatus(204) // the other ends at exp
})
// end: logout

// part: profile
app.get('/profile', (req, res) => {
  const header = req.get('authorization') ?? ''
  const [, token] = /^Bearer +(\S+)$/i.exec(header) ?? []
  try {
    const claims = jwt.verify(token, key, {
      algorithms: ['HS256'],
      issuer: 'https://app.example', audience: 'app.example',
    })
    if (!claims.sub || !claims.exp) throw new Error('claims missing')
    res.json({ user: claims.sub }) // no store was asked
  } catch {
    res.set('WWW-Authenticate', 'Bearer error="invalid_token"')
    res.sendStatus(401)
  }
})
// end: profile

app.get('/refresh-client.js', (req, res) => { // the page's side
  res.sendFile('refresh-client.js', { root: import.meta.dirname })
})
app.use(unreachable)
start(app)
