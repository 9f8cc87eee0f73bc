// Sessions: the server remembers, the browser holds a ticket.
// The rows are in the memory of this process: one server, or sticky ones.
import { secret, secureCookies, start } from './environment.js'
import { sameOrigin } from './same-origin.js'
import { checkPassword, userById } from './users.js'
// part: setup
import express from 'express'
import session from 'express-session'

const app = express()
app.set('trust proxy', 1) // https ends at the balancer
app.use(express.json(), sameOrigin)
// part: options
app.use(session({
  secret: secret('SESSION_SECRET'), // 32 random bytes, or no start
  resave: false, // true writes back what has logged out
  saveUninitialized: false, // true costs Alice her session
  rolling: true, // every visit moves the idle limit
  cookie: {
    httpOnly: true,
    secure: secureCookies, // true; off only to try it without https
    sameSite: 'lax',
    maxAge: 30 * 60_000, // idle, in ms; the row ends with it
  },
}))
// end: options
// end: setup

// part: absolute
const absolute = 8 * 3600_000 // ms from the login, however busy

app.use((req, res, next) => {
  const { since } = req.session
  if (!since || Date.now() - since < absolute) return next()
  req.session.regenerate(next) // the row goes, an empty one follows
})
// end: absolute

// part: login-profile
// part: login
app.post('/login', async (req, res, next) => {
  const user = await checkPassword(req.body)
  if (!user) return res.sendStatus(401)
  req.session.regenerate((err) => { // a new ID at login
    if (err) return next(err)
    req.session.userId = user.id
    req.session.since = Date.now()
    req.session.save((err) => err ? next(err) : res.sendStatus(204))
  })
})
// end: login

// part: profile
app.get('/profile', (req, res) => {
  const user = userById(req.session.userId)
  if (!user) return res.sendStatus(401)
  res.json({ user: user.name })
})
// end: profile
// end: login-profile

// part: logout
app.post('/logout', (req, res, next) => {
  req.session.destroy((err) => { // the row: this ends the session
    if (err) return next(err)
    res.clearCookie('connect.sid') // the ticket: good manners
    res.sendStatus(204)
  })
})
// end: logout

// part: admin
app.get('/admin', (req, res) => {
  const user = userById(req.session.userId) // as of now
  if (!user) return res.sendStatus(401) // who are you?
  if (!user.admin) return res.sendStatus(403) // known, not allowed
  res.json({ user: user.name, admin: true })
})
// end: admin

start(app)
