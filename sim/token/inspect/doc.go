// Package inspect reads a token as tolerantly as it can and judges it as strictly as
// RFC 7515, RFC 7519 and RFC 8725 allow, stage by stage. It never fails: what is wrong
// is said in the report.
//
// # Trust
//
// Decoding and verifying are two things. What is computed from keys is computed whenever
// it can be, so that a signature may have passed under a payload that is no JSON. What
// the claims say is judged only under a signature that passed; otherwise those stages
// are not reached, and only tell what would be found. Without keys nothing is verified.
// No address is fetched, no key of a header is used, no secret is guessed.
//
// # What stands around a token
//
// White space around it, "Bearer " and "Authorization: Bearer " are taken off and noted:
// they belong to the paste and to the request. Quotation marks, names of fields and
// cookies, JSON and other text, percent-encoding, line breaks and blanks inside,
// commas and semicolons behind, invisible characters and the disclosures of an SD-JWT
// are taken off too, but fail the shape, for a server that got this text would refuse
// it. All offsets are those of the text as given.
//
// # Where it refuses and libraries accept
//
// golang-jwt is version 5.3.1 with the algorithm pinned and MapClaims, jsonwebtoken
// version 9 with the algorithm pinned, jose version 6 with its jwtVerify.
//
//   - crit, with whatever in it: golang-jwt, jsonwebtoken. Nothing that it could list is
//     understood here, and RFC 7515 §4.1.11 then wants a refusal. jose refuses it too, but
//     for b64, which it understands.
//   - b64 false without crit: golang-jwt, jsonwebtoken, jose. RFC 7797 §7 forbids it in a JWT.
//   - A name twice in the header or payload: all three take the last one. RFC 7515 §4
//     and RFC 7519 §4 want unique names or the last one; two servers that differ in
//     that can be played against each other.
//   - kid, typ, cty, jku, x5u, x5t or zip that is no string, and an empty kid: all three, but
//     for a typ that jose is asked to check. RFC 7515 §4.1 defines them as strings.
//   - jku or x5u that is no URI, jwk that is no object with a kty, x5c that is no list of
//     certificates in base64, x5t of another length than the hash's: all three. RFC 7515
//     §5.2 wants the syntax of every parameter understood that is not to be ignored.
//   - alg Ed25519, the name that RFC 9864 gives to EdDSA, and ML-DSA: jose. One name for each
//     key (RFC 8725 §3.1) is enough here, and golang-jwt and jsonwebtoken know neither.
//   - Line breaks inside: golang-jwt, even when strict, for Go's base64 skips them; jose
//     behind the signature. RFC 7515 §2 allows none.
//   - Spare bits in the last character (RFC 4648 §3.5): golang-jwt unless strict, jsonwebtoken
//     where the algorithm is not HMAC, jose. One token must not have several texts.
//   - Padding (RFC 7515 §2): jose, behind the signature.
//   - A payload of null: golang-jwt; jsonwebtoken without typ JWT. A payload that is a
//     string, a number or a list: jsonwebtoken. RFC 7519 §7.2 wants an object.
//   - Bytes that are no UTF-8: golang-jwt and jsonwebtoken replace them, so that different tokens
//     look the same. RFC 7519 §7.2 wants UTF-8.
//   - A byte order mark before the JSON: jose skips it. RFC 8259 §8.1 wants none written.
//   - Nesting deeper than 64 and more than 256 members: all three. RFC 8259 §9 leaves
//     limits to the reader; no honest token comes near.
//   - More than 16 KB: all three. Servers refuse header lines of that length.
//   - exp 0: golang-jwt takes it for no exp. It is a date, in 1970.
//   - Times beyond the year 9999, such as milliseconds: all three; golang-jwt up to where its
//     conversion overflows. Nobody meant such a date (RFC 7519 §2).
//   - iat that is no number: golang-jwt and jsonwebtoken. RFC 7519 §4.1.6 wants one.
//   - aud that is neither a string nor a list of strings: all three where no audience is
//     asked for (RFC 7519 §4.1.3).
//   - aud that is an empty list: all three where no audience is asked for. Who is not named
//     in aud must refuse the token (RFC 7519 §4.1.3), and here that is everybody.
//   - iss, sub or jti that is no string: all three, unless asked for (RFC 7519 §4.1).
//   - iss, sub or aud with a colon in it that is no URI: all three. RFC 7519 §2 wants a
//     StringOrURI.
//   - Secrets and RSA keys that are too short (RFC 7518 §3.2, §3.3, §3.5): golang-jwt and
//     jsonwebtoken take any secret, and jsonwebtoken only signs with no short RSA key. jose
//     refuses short RSA keys and takes short secrets.
//   - RSASSA-PSS with a salt of another length than the digest's: golang-jwt (RFC 7518 §3.5).
//   - The first fraction of a second: nbf is rounded up, for before it nothing may be taken
//     (RFC 7519 §4.1.5). golang-jwt rounds it down.
//   - The last fraction of a second: exp is rounded down, as in golang-jwt; jsonwebtoken
//     and jose keep the fraction (RFC 7519 §2 allows one).
//
// # Where it accepts and somebody may be surprised
//
//   - No exp is accepted with a warning unless RequireExp is set: RFC 7519 §4.1.4 makes it optional.
//   - iat in the future is noted and not refused: RFC 7519 §4.1.6 asks for no check. jose
//     refuses it only where a maximal age is asked for.
//   - aud is compared only with an audience that was asked for: without one nobody has said
//     who is looking. What RFC 7519 §4.1.3 wants of a server is told.
//   - A number that no float64 holds, other than a time: golang-jwt's MapClaims refuse the
//     token, RFC 8259 §6 does not. It is noted, and so is one that they would round.
//   - Escapes of half a character are noted: RFC 8259 §8.2 warns of them and allows them.
//   - typ and cty of any text: they are for applications to judge (RFC 7515 §4.1.9, §4.1.10).
//     What a token of a known type lacks is noted.
//   - A key inside the header is noted as a danger and not used; the token is judged by
//     the keys that were given (RFC 8725 §3.10).
package inspect
