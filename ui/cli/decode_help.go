package cli

// decodeHelp is what `authlab help decode` says beyond the flags.
const decodeHelp = `Tokens come as arguments, or one a line on standard input, where blank lines and
lines that begin with # are skipped. Nothing is stored or sent anywhere.

A KEY is the name of a file (PEM, JWK, JWK Set, or a secret as text), @FILE for
certain, - for standard input, or the key itself: text:, hex:, base64: or
base64url: and a secret, PEM or JSON. Others can see what stands on a command
line, and the shell remembers it: prefer @FILE.

Exit codes: 0 verified, or decoded where no key was given; 1 refused; 2 a token
or key that cannot be read, or wrong usage. Of several tokens the worst counts.
Decoded is what has a JSON object as its header and a payload in base64url, as
any JWS has. Only a JWT, whose payload is a JSON object too, is ever verified.`

const decodeExamples = `authlab decode eyJhbGciOi...
authlab decode --key @secret.txt --iss https://issuer.example < token.txt
authlab decode --jwks keys.json --at -1h --format json < tokens.txt`

// decodeFields is `authlab help json`.
const decodeFields = `What authlab decode --format json prints: one object a line, one line a token.
Fields may be added; these stay.

  index             of the token, from 1
  line              of standard input, from 1; null for an argument
  outcome           verified, not-verified (no key), refused, unreadable
  verified          true for the first of these only
  failed_stage      the first stage that failed, or null
  reason            its reason, or ""
  at                the moment of the judgement, RFC 3339
  header, payload   null where they are no JSON or nest too deep, and then
  header_text, payload_text   hold what was decoded, U+FFFD for broken UTF-8
  header_raw, payload_raw     the parts as they stand in the token, or null
  header_members, payload_members   a list, names that come twice included:
    name, json      the value as written
    meaning, source what the name stands for, "" where nobody registered it
    says            the value in words, or ""
    start, end      the bytes of the member in the decoded part
    twice           whether the name has come before
  signature         the part as it stands in the token, or null
  signature_bytes   how many bytes that is, null if it cannot be decoded
  stages            in this order: shape, base64url, json, header, algorithm,
                    key, signature, time-claims, issuer-and-audience, type,
                    revocation
    stage, status   passed, failed, not-reached or not-asked
    reason, source  a sentence, and the section behind it
    offset          a byte of the line or argument, from 0, or null
  notes             gravity (danger, warning or remark), code, text,
                    offset, source
  library           null where no key was given, or no token either
    golang_jwt      accepts, sentinel, message
    jsonwebtoken    accepts (null where it cannot say), name, message, cannot
  key               index, kid and alg of the one that fits, or null

Everything that a terminal would obey or hide is a \u escape. Keys and secrets
are never part of it.
`
