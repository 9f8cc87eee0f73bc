// Sessions in a shared store: any server can answer, and any of them may die.
import { secret, secureCookies, start } from './environment.js'
import { sameOrigin } from './same-origin.js'
import { checkPassword, userById } from './users.js'
import { RedisStore } from 'connect-redis'
import express from 'express'
import session from 'express-session'
import { createClient, ClientOfflineError } from 'redis'

const app = express()
app.set('trust proxy', 1) // https ends at the balancer
app.use(express.json(), sameOrigin)

// part: store
// part: client
const client = createClient({
  url: process.env.REDIS_URL ?? 'redis://localhost:6379',
  disableOfflineQueue: true, // fail now, do not hang
})
// Without a listener an error ends the process.
client.on('error', (err) => console.error(err.message))
await client.connect()
// end: client

// part: patience
// A frozen store gives no error by itself. It gives nothing.
const tooLate = new Error('the store did not answer in time')
const late = () => new Promise((_, reject) => {
  setTimeout(reject, 1000, tooLate).unref()
})
const patient = (call) => (...args) =>
  Promise.race([client[call](...args), late()])
const calls = ['get', 'set', 'expire', 'del']
const limited = Object.fromEntries(calls.map((c) => [c, patient(c)]))
// end: patience

// part: session
app.use(session({
  store: new RedisStore({ client: limited, ttl: 1800 }), // seconds
  secret: secret('SESSION_SECRET'), // the same on every server
  resave: false,
  saveUninitialized: false,
  cookie: { httpOnly: true, secure: secureCookies, sameSite: 'lax' },
}))
// end: session
// end: store

app.post('/login', async (req, res, next) => {
  const user = await checkPassword(req.body)
  if (!user) return res.sendStatus(401)
  req.session.regenerate((err) => {
    if (err) return next(err)
    req.session.userId = user.id
    req.session.save((err) => err ? next(err) : res.sendStatus(204))
  })
})

app.get('/profile', (req, res) => {
  const user = userById(req.session.userId)
  if (!user) return res.sendStatus(401)
  res.json({ user: user.name })
})

app.post('/logout', (req, res, next) => {
  req.session.destroy((err) => {
    if (err) return next(err)
    res.clearCookie('connect.sid')
    res.sendStatus(204)
  })
})

// part: errors
// The store could not be asked: not 401, for nobody knows, nor 500,
// for nothing is broken here.
app.use((err, req, res, next) => { // the last app.use
  const unknown = err instanceof ClientOfflineError || err === tooLate
  if (res.headersSent || !unknown) return next(err)
  res.set('Retry-After', '1').sendStatus(503)
})
// end: errors

start(app)
