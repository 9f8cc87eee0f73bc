// FAULTY, to be taken apart: sessions and tokens side by side in four routes.
import express from 'express'
import session from 'express-session'
import jwt from 'jsonwebtoken'

const app = express()
app.use(express.json())

// part: session
app.use(session({
  secret: 'keyboard cat', // in every tutorial
  resave: false,
  saveUninitialized: true, // a row and a cookie for every passer-by
  cookie: { secure: false }, // sent over plain http; no SameSite
}))

app.post('/session-login', (req, res) => {
  req.session.user = { id: '42', name: 'Alice' } // the ID stays
  res.send('Logged in with session')
})

app.get('/session-profile', (req, res) => {
  if (req.session.user) res.send(`Hello ${req.session.user.name}`)
  else res.status(401).send('Not logged in')
})
// end: session

// part: token
app.post('/token-login', (req, res) => {
  const token = jwt.sign({ id: '42', name: 'Alice' }, 'secret', {
    expiresIn: '1h',
  })
  res.json({ token })
})

app.get('/token-profile', (req, res) => {
  const authHeader = req.headers['authorization']
  const token = authHeader && authHeader.split(' ')[1] // any scheme
  if (!token) return res.status(401).send('No token provided')
  jwt.verify(token, 'secret', (err, user) => {
    if (err) return res.status(403).send('Invalid token') // not 401
    res.send(`Hello ${user.name}`)
  })
})
// end: token

app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1')
