// FAULTY, to be taken apart: a token with a row in a database, as samples have it.
import express from 'express'
import jwt from 'jsonwebtoken'

const JWT_SECRET = process.env.JWT_SECRET ?? 'secret'
const rows = new Map([['s-1', { user: 'alice', revoked: false }]])
const db = { getSession: async (id) => rows.get(id) }

const app = express()

app.post('/login', (req, res) => {
  res.json({ token: jwt.sign({ sub: 'alice', session_id: 's-1' }, JWT_SECRET, { expiresIn: '1h' }) })
})

app.post('/logout', (req, res) => {
  rows.get('s-1').revoked = true
  res.sendStatus(204)
})

app.get('/protected', async (req, res) => {
  const token = req.headers.authorization?.split(' ')[1]
  // part: check
  const payload = jwt.verify(token, JWT_SECRET) // throws: 500
  const session = await db.getSession(payload.session_id)
  if (!session || session.revoked) {
    return res.status(401).send('Invalid session')
  }
  // end: check
  res.json({ user: payload.sub }) // whose row it was, nobody asked
})

app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1')
