// FAULTY, to be taken apart: sessions as many samples have them.
import express from 'express'
import session from 'express-session'

const app = express()
app.use(express.json())

// part: options
app.use(session({
  secret: 'mySecret', // guessed in a second: anybody can sign an ID
  resave: false,
  saveUninitialized: true, // a miss overwrites a good cookie
  cookie: { secure: false }, // plain http carries it; no SameSite
}))
// end: options

// part: login
app.post('/login', (req, res) => {
  req.session.user = { id: 1, name: req.body.user } // the ID stays
  res.send('Logged in')
})
// end: login

// part: profile
app.get('/profile', (req, res) => {
  if (!req.session.user) {
    return res.status(401).send('Unauthorized')
  }
  res.send(req.session.user)
})
// end: profile

// part: logout
app.post('/logout', (req, res) => {
  res.clearCookie('connect.sid') // the row stays, every copy too
  res.sendStatus(204)
})
// end: logout

app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1')
