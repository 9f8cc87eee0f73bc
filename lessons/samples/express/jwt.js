// Stateless tokens: the browser keeps a signed statement, the server only a key.
import { secret, start } from './environment.js'
import { checkPassword, userById } from './users.js'
// part: setup
import { createSecretKey, randomUUID } from 'node:crypto'
import express from 'express'
import jwt from 'jsonwebtoken'

// A KeyObject: a string would be tried as a PEM key at every call.
const key = createSecretKey(secret('JWT_SECRET'))

const app = express()
app.use(express.json())
// end: setup

// part: login
app.post('/login', async (req, res) => {
  const user = await checkPassword(req.body)
  if (!user) return res.sendStatus(401)
  const token = jwt.sign({}, key, { // no name, no mail: all can read
    algorithm: 'HS256',
    subject: user.id,
    issuer: 'https://app.example',
    audience: 'app.example',
    expiresIn: '15m', // a number would be seconds
    jwtid: randomUUID(),
  })
  res.set('Cache-Control', 'no-store').json({ token })
})
// end: login

// part: rules
const rules = {
  algorithms: ['HS256'], // ours, whatever the header says
  issuer: 'https://app.example',
  audience: 'app.example',
  clockTolerance: 5, // seconds: the clocks of two servers differ
  maxAge: '15m', // from iat, whatever exp says
}
// end: rules

// part: identify
function identify(req, res, next) {
  const header = req.get('authorization') ?? ''
  const [, token] = /^Bearer +(\S+)$/i.exec(header) ?? []
  if (!token) { // nothing was shown: ask, and blame nobody
    res.set('WWW-Authenticate', 'Bearer')
    return res.sendStatus(401)
  }
  try {
    const claims = jwt.verify(token, key, rules) // throws
    if (!claims.sub || !claims.exp) throw new Error('claims missing')
    req.user = claims.sub
  } catch {
    res.set('WWW-Authenticate', 'Bearer error="invalid_token"')
    return res.sendStatus(401)
  }
  next()
}
// end: identify

// part: profile
app.get('/profile', identify, (req, res) => {
  res.json({ user: req.user }) // no store was asked
})
// end: profile

// part: admin
app.get('/admin', identify, (req, res) => {
  const user = userById(req.user) // as of now, not of the login
  if (!user?.admin) return res.sendStatus(403)
  res.json({ user: user.name, admin: true })
})
// end: admin

// part: logout
app.post('/logout', identify, (req, res) => {
  // Nothing here can end the token: every copy works until its exp.
  // The client drops its own one. stateful-jwt.js can do more.
  res.sendStatus(204)
})
// end: logout

start(app)
