// A cookie with every protection a browser offers, and a guard for what remains.
import { secret, secureCookies, start } from './environment.js'
import { sameOrigin } from './same-origin.js'
import { checkPassword } from './users.js'
import express from 'express'
import session from 'express-session'

const app = express()
app.set('trust proxy', 1) // https ends at the balancer

// part: options
app.use(session({
  // __Host-: taken only with Secure, Path=/ and no Domain, so that no
  // sibling subdomain can plant one.
  name: secureCookies ? '__Host-sid' : 'sid',
  secret: secret('SESSION_SECRET'),
  resave: false,
  saveUninitialized: false,
  cookie: {
    path: '/', // and no domain: the cookie is this host's alone
    httpOnly: true, // scripts cannot read it
    secure: secureCookies, // plain http never carries it
    sameSite: 'lax', // no form of another site brings it
  },
}))
// end: options

// part: guard
app.use(sameOrigin) // SameSite lets a sibling subdomain through
app.use(express.json())
// end: guard

app.post('/login', async (req, res, next) => {
  const user = await checkPassword(req.body)
  if (!user) return res.sendStatus(401)
  req.session.regenerate((err) => { // a planted ID dies here
    if (err) return next(err)
    req.session.user = user.name
    req.session.save((err) => err ? next(err) : res.sendStatus(204))
  })
})

// part: methods
// A link brings the cookie along with GET: so GET changes nothing.
app.get('/profile', signedIn, (req, res) => {
  res.json({ user: req.session.user })
})
app.post('/transfer', signedIn, (req, res) => res.sendStatus(204))
// end: methods

app.post('/logout', (req, res, next) => {
  req.session.destroy((err) => err ? next(err) : res.sendStatus(204))
})

function signedIn(req, res, next) {
  if (!req.session.user) return res.sendStatus(401)
  next()
}

start(app)
