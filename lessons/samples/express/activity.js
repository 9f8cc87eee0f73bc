// A token is made, read, verified, and tried with the wrong secret.
// part: sign
import { randomBytes } from 'node:crypto'
import jwt from 'jsonwebtoken'

const payload = { _id: 42, username: 'alice' }
const secret = randomBytes(32)
const token = jwt.sign(payload, secret, { expiresIn: '1h' })
console.log(token)
// end: sign

// part: decode
console.log(jwt.decode(token)) // no secret, no question asked
// end: decode

// part: verify
console.log(jwt.verify(token, secret, { algorithms: ['HS256'] }))
// end: verify

// part: wrong-secret
try {
  jwt.verify(token, randomBytes(32), { algorithms: ['HS256'] })
} catch (err) {
  console.log(err.name, '-', err.message)
}
// end: wrong-secret

// part: expired
const old = jwt.sign(payload, secret, { expiresIn: -1 }) // seconds
try {
  jwt.verify(old, secret, { algorithms: ['HS256'] })
} catch (err) {
  console.log(err.name, '-', err.message)
}
// end: expired
