// No state at all: the password comes with every request.
import { start } from './environment.js'
import { checkPassword } from './users.js'
import express from 'express'

const app = express()

// userOf takes the header line apart; null where it is missing or of another
// scheme, so that a request without a name cannot slip through.
// part: parse
async function userOf(header = '') {
  const [, text] = /^Basic +(\S+)$/i.exec(header) ?? []
  if (!text) return null
  const pair = Buffer.from(text, 'base64').toString()
  const [user, ...rest] = pair.split(':')
  return checkPassword({ user, password: rest.join(':') })
}
// end: parse

// part: identify
async function identify(req, res, next) {
  const user = await userOf(req.get('authorization'))
  if (!user) {
    res.set('WWW-Authenticate', 'Basic realm="app"')
    return res.sendStatus(401)
  }
  req.user = user
  next()
}

// part: admin
function adminOnly(req, res, next) {
  if (!req.user.admin) return res.sendStatus(403)
  next()
}

app.get('/admin', identify, adminOnly, showAdmin)
// end: admin
// end: identify

app.get('/profile', identify, (req, res) => res.json({ user: req.user.name }))

function showAdmin(req, res) {
  res.json({ user: req.user.name, admin: true })
}

start(app)
