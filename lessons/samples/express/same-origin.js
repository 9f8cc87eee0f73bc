// Refuses what a page of another origin makes the browser send. A cookie travels
// along whoever asks for the request, and SameSite does not see a sibling
// subdomain.

// part: guard
export function sameOrigin(req, res, next) {
  if (['GET', 'HEAD', 'OPTIONS'].includes(req.method)) return next()
  const from = req.get('sec-fetch-site') // no page can set it
  if (from === 'same-origin' || from === 'none') return next()
  const origin = req.get('origin') // what older browsers say
  const own = `${req.protocol}://${req.get('host')}`
  if (!from && origin === own) return next()
  if (!from && !origin) return next() // no browser at all
  res.sendStatus(403)
}
// end: guard
