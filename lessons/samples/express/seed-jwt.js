// FAULTY, to be taken apart: tokens as many samples have them.
import express from 'express'
import jwt from 'jsonwebtoken'

const JWT_SECRET = process.env.JWT_SECRET ?? 'secret' // and so it starts
const User = { // a database with one user
  findOne: async ({ email }) => ({
    _id: 1, username: 'alice', email, hash: '$2b$10$N9qo8uLOickgx2ZMRZoMye',
  }),
}

const app = express()
app.use(express.json())

// part: login
app.post('/login', async (req, res) => {
  const user = await User.findOne({ email: req.body.email })
  const payload = {
    _id: user._id, username: user.username, email: user.email,
  }
  const token = jwt.sign({ data: payload }, JWT_SECRET, {
    expiresIn: '2h',
  })
  res.json({ token, user }) // the whole record, with the hash
})
// end: login

// part: middleware
app.get('/mine', (req, res, next) => {
  let token = req.headers.authorization
  if (token) token = token.split(' ').pop().trim() // any scheme
  if (!token) return res.status(401).json({ message: 'No token' })
  try {
    const { data } = jwt.verify(token, JWT_SECRET, { maxAge: '2h' })
    req.user = data // undefined, where a token has no data
  } catch {
    return res.status(401).json({ message: 'Invalid token' })
  }
  next()
}, (req, res) => res.json({ user: req.user ?? 'undefined' }))
// end: middleware

// part: profile
app.get('/profile', (req, res) => {
  const token = req.headers.authorization?.split(' ')[1] // any scheme
  try {
    res.send(jwt.verify(token, JWT_SECRET))
  } catch {
    res.status(401).send('Unauthorized') // no challenge
  }
})
// end: profile

// part: protected
app.get('/protected', (req, res) => {
  const token = req.headers['authorization']?.split(' ')[1]
  const payload = jwt.verify(token, JWT_SECRET) // throws: 500
  res.send(`Hello ${payload.email}`)
})
// end: protected

// part: forbidden
app.get('/token-profile', (req, res) => {
  const token = req.headers['authorization']?.split(' ')[1]
  if (!token) return res.sendStatus(401)
  jwt.verify(token, JWT_SECRET, (err, user) => {
    if (err) return res.sendStatus(403) // not 401
    res.send(`Hello ${user.name}`)
  })
})
// end: forbidden

// part: no-expiry
app.post('/for-ever', (req, res) => {
  const token = jwt.sign({ id: '1', name: 'Bob' }, JWT_SECRET)
  res.json({ token })
})
// end: no-expiry

// part: milliseconds
app.post('/dead-on-arrival', (req, res) => {
  const token = jwt.sign({ id: '1' }, JWT_SECRET, {
    expiresIn: '120', // a string without a unit: milliseconds
  })
  res.json({ token })
})
// end: milliseconds

// part: logout
app.post('/logout', (req, res) => {
  res.clearCookie('token') // one copy, in one browser
  res.sendStatus(204)
})
// end: logout

app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1')
