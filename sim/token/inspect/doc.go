// Package inspect reads a token as tolerantly as it can and judges it as strictly as
// RFC 7515, RFC 7519 and RFC 8725 allow, stage by stage. It never fails: what is wrong
// is said in the report.
package inspect
