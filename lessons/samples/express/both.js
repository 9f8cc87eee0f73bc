// Sessions and tokens side by side: four routes and one way to greet.
import { createSecretKey, randomUUID } from 'node:crypto'
import { secret, secureCookies, start } from './environment.js'
import { sameOrigin } from './same-origin.js'
import { checkPassword, userById } from './users.js'
import express from 'express'
import session from 'express-session'
import jwt from 'jsonwebtoken'

const app = express()
app.set('trust proxy', 1)
app.use(express.json())

// part: session-setup
const sessions = session({
  secret: secret('SESSION_SECRET'),
  resave: false,
  saveUninitialized: false,
  cookie: { httpOnly: true, secure: secureCookies, sameSite: 'lax' },
})
// end: session-setup

// part: token-setup
const key = createSecretKey(secret('JWT_SECRET')) // not the session's
const names = {
  issuer: 'https://app.example', audience: 'app.example',
}
// end: token-setup

// part: doors
// A browser comes by cookie, which it attaches whoever asks: it needs
// the guard. A program attaches its token itself. No door takes both.
const byCookie = [sessions, sameOrigin, userOfSession]
const byToken = [userOfToken]

app.get('/session-profile', ...byCookie, greet)
app.get('/token-profile', ...byToken, greet)

function greet(req, res) {
  res.json({ user: req.user.name })
}
// end: doors

// part: session-user
function userOfSession(req, res, next) {
  req.user = userById(req.session.userId)
  if (!req.user) return res.sendStatus(401)
  next()
}
// end: session-user

// part: token-user
function userOfToken(req, res, next) {
  const header = req.get('authorization') ?? ''
  const [, token] = /^Bearer +(\S+)$/i.exec(header) ?? []
  try {
    const rules = { algorithms: ['HS256'], ...names }
    const claims = jwt.verify(token, key, rules) // throws
    req.user = userById(claims.sub)
    if (!req.user || !claims.exp) throw new Error('claims missing')
  } catch { // not 403, which would say that we know who it is
    res.set('WWW-Authenticate', 'Bearer error="invalid_token"')
    return res.sendStatus(401)
  }
  next()
}
// end: token-user

// part: session-login
app.use(['/session-login', '/session-logout'], sessions, sameOrigin)

app.post('/session-login', async (req, res, next) => {
  const user = await checkPassword(req.body)
  if (!user) return res.sendStatus(401)
  req.session.regenerate((err) => {
    if (err) return next(err)
    req.session.userId = user.id
    req.session.save((err) => err ? next(err) : res.sendStatus(204))
  })
})
// end: session-login

// part: session-logout
app.post('/session-logout', (req, res, next) => {
  req.session.destroy((err) => err ? next(err) : res.sendStatus(204))
})
// end: session-logout

// part: token-login
app.post('/token-login', async (req, res) => {
  const user = await checkPassword(req.body)
  if (!user) return res.sendStatus(401)
  const token = jwt.sign({}, key, {
    algorithm: 'HS256', subject: user.id, jwtid: randomUUID(),
    expiresIn: '15m', ...names,
  })
  res.set('Cache-Control', 'no-store').json({ token })
})
// end: token-login

start(app)
