// What the samples take from their environment.

// part: secret
// With a missing or guessable secret everything seems to work, and
// also for whoever guesses it. So there is no default.
export function secret(name) {
  const bytes = Buffer.from(process.env[name] ?? '', 'base64')
  if (bytes.length < 32) { // RFC 7518: HS256 wants 256 bits or more
    console.error(`${name} must be 32 random bytes in base64.`)
    console.error(`Try: export ${name}=$(openssl rand -base64 32)`)
    process.exit(1)
  }
  return bytes
}
// end: secret

// Secure cookies stay away from plain http. COOKIE_SECURE=off is for a try on
// your own machine, where no https stands in front.
export const secureCookies = process.env.COOKIE_SECURE !== 'off'

// Only this machine can call: what faces the world is the balancer.
export function start(app) {
  const port = Number(process.env.PORT ?? 3000)
  app.listen(port, '127.0.0.1', (err) => {
    if (err) throw err
    console.log(`listening on http://localhost:${port}`)
  })
}
