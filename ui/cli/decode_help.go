package cli

// decodeHelp is what `authlab help decode` says beyond the flags.
const decodeHelp = `Tokens come as arguments, or one a line on standard input, where blank lines and
lines that begin with # are skipped. Without a key a token is only decoded, and
the output says "not verified". Nothing is stored, and nothing leaves the machine.

A KEY is the name of a file (PEM, JWK, JWK Set, or the secret itself), @FILE for
certain, @- for standard input, or the key itself: text:, hex:, base64: or
base64url: and a secret, PEM or JSON. Other users of the machine can see what
stands on a command line, and the shell remembers it: prefer @FILE.

Exit codes: 0 verified, or decoded where no key was given; 1 refused; 2 a token
or key that cannot be read, or wrong usage. Of several tokens the worst counts.

--format json prints an object a line. Its fields stay:
  index, line, outcome (verified, not-verified, refused, unreadable), verified,
  failed_stage, reason, at, signature, signature_bytes
  header, payload                null where they are no JSON; then there is
  header_text, payload_text      what was decoded, and always
  header_raw, payload_raw        the part as it stands in the token
  header_members, payload_members  [{name, json, meaning, source, says, start, end, twice}]
  stages    [{stage, status, reason, offset, source}]
  notes     [{gravity, code, text, offset, source}]
  library   {golang_jwt: {accepts, sentinel, message}, jsonwebtoken: {accepts, name, message, cannot}}
  key       {index, kid, alg} of the key that verified, or null`

const decodeExamples = `authlab decode eyJhbGciOi...
authlab decode --key @secret.txt --iss https://issuer.example < token.txt
authlab decode --jwks keys.json --at 2026-01-31T12:00:00Z --format json - < tokens.txt`
