// Signed tokens that a store can end early. CHECK says what is looked up: row,
// version, denylist, or several with commas. One login is ended by its row or on
// the denylist, all logins of a user by the version.
import { createSecretKey, randomUUID } from 'node:crypto'
import { secret, start } from './environment.js'
import { store, unreachable } from './store.js'
import { checkPassword, userById } from './users.js'
import express from 'express'
import jwt from 'jsonwebtoken'

const key = createSecretKey(secret('JWT_SECRET'))
const lifetime = 15 * 60 // seconds
const leeway = 5

const app = express()
app.use(express.json())

// part: login
app.post('/login', async (req, res) => {
  const user = await checkPassword(req.body)
  if (!user) return res.sendStatus(401)
  const id = randomUUID()
  const row = { user: user.id, device: req.get('user-agent') }
  await store.set(`row:${id}`, row, lifetime + leeway)
  const ver = await store.get(`version:${user.id}`) ?? 0
  const token = jwt.sign({ ver }, key, {
    algorithm: 'HS256', subject: user.id, jwtid: id,
    issuer: 'https://app.example', audience: 'app.example',
    expiresIn: lifetime,
  })
  res.set('Cache-Control', 'no-store').json({ token })
})
// end: login

// part: checks
// Each tells whether the token still counts. All cost one read.
const checks = {
  // part: row
  // Begun here, by this user, and not ended: exact, one row a login.
  async row(claims) {
    const row = await store.get(`row:${claims.jti}`)
    return row !== null && row.user === claims.sub
  },
  // end: row
  // part: version
  // Signed since the last "log out everywhere": one number a user.
  async version(claims) {
    const now = await store.get(`version:${claims.sub}`) ?? 0
    return claims.ver === now
  },
  // end: version
  // part: denylist
  // Not refused: one entry a logout, until the token would be dead.
  async denylist(claims) {
    return await store.get(`denied:${claims.jti}`) === null
  },
  // end: denylist
}
// end: checks
const wanted = (process.env.CHECK ?? 'row,version').split(',').map((name) => {
  if (!(name in checks)) throw new Error(`CHECK: there is no ${name}`)
  return checks[name]
})

// part: verify
function verify(header = '') {
  const [, token] = /^Bearer +(\S+)$/i.exec(header) ?? []
  try {
    const claims = jwt.verify(token, key, {
      algorithms: ['HS256'], issuer: 'https://app.example',
      audience: 'app.example', clockTolerance: leeway,
    })
    return claims.sub && claims.jti && claims.exp ? claims : null
  } catch {
    return null
  }
}
// end: verify

// part: identify
// First the signature, then the store: a thousand forgeries are not
// one read.
async function identify(req, res, next) {
  const claims = verify(req.get('authorization'))
  if (claims && await stillCounts(claims)) {
    req.claims = claims
    return next()
  }
  res.set('WWW-Authenticate', 'Bearer error="invalid_token"')
  res.sendStatus(401)
}

async function stillCounts(claims) {
  const answers = await Promise.all(wanted.map((ask) => ask(claims)))
  return answers.every(Boolean)
}
// end: identify

app.get('/profile', identify, (req, res) => {
  res.json({ user: userById(req.claims.sub)?.name })
})

// part: logout
app.post('/logout', identify, async (req, res) => {
  const { jti, exp } = req.claims
  const rest = exp - Math.floor(Date.now() / 1000) + leeway
  await store.del(`row:${jti}`)
  await store.set(`denied:${jti}`, 1, rest) // then it is dead anyway
  res.sendStatus(204)
})
// end: logout

// part: everywhere
app.post('/logout-everywhere', identify, async (req, res) => {
  await store.count(`version:${req.claims.sub}`) // one write
  res.sendStatus(204)
})
// end: everywhere

app.use(unreachable) // the store could not be asked: 503, not 401
start(app)
