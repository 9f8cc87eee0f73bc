package keyset

import (
	"bytes"
	"strings"
)

// foreign recognises key formats that are not read here, so that they are not taken
// for a secret.
func foreign(text []byte) error {
	for _, prefix := range []string{"ssh-rsa ", "ssh-ed25519 ", "ssh-dss ", "ecdsa-sha2-", "sk-ssh-", "sk-ecdsa-"} {
		if bytes.HasPrefix(text, []byte(prefix)) && bytes.Contains(text, []byte(" AAAA")) {
			return &Error{What: "this is a public key in the form of OpenSSH", Mend: sshMend(prefix == "ssh-ed25519 "), At: -1}
		}
	}
	switch {
	case bytes.HasPrefix(text, []byte("\xff\xfe")) && looksLikeKey(bytes.ReplaceAll(text, []byte{0}, nil)):
		return &Error{What: "this is a key saved as UTF-16", Mend: "save it as UTF-8", At: -1}
	case bytes.HasPrefix(text, []byte("---- BEGIN SSH2 ")):
		return &Error{What: "this is a key in the form of SSH2 (RFC 4716)", Mend: "ssh-keygen -i -f FILE, then ssh-keygen -e -m PKCS8 -f writes it as PEM", At: -1}
	case bytes.HasPrefix(text, []byte("PuTTY-User-Key-File-")):
		return &Error{What: "this is a private key in the form of PuTTY", Mend: "export it with PuTTYgen as OpenSSH, then ssh-keygen -p -m PKCS8 -f FILE", At: -1}
	}
	return nil
}

func looksLikeKey(text []byte) bool {
	return bytes.Contains(text, []byte(pemBegin)) || looksLikeJSON(bytes.TrimPrefix(text, []byte("\xff\xfe")))
}

func sshMend(edwards bool) string {
	if edwards {
		return "ssh-keygen does not write Ed25519 as PEM; make a pair with openssl genpkey -algorithm ed25519"
	}
	return "ssh-keygen -e -m PKCS8 -f FILE writes it as PEM"
}

// foreign recognises PEM labels of others.
func (b *block) foreign() error {
	switch {
	case b.label == "OPENSSH PRIVATE KEY":
		return &Error{What: "this is a private key in the form of OpenSSH",
			Mend: "ssh-keygen -e -m PKCS8 -f FILE writes the public half as PEM; on a copy, ssh-keygen -p -m PKCS8 -f COPY turns the private one into PEM", At: -1}
	case strings.HasPrefix(b.label, "PGP "):
		return &Error{What: "this is a PGP key, which is not for tokens", Mend: "make a pair with openssl genpkey", At: -1}
	}
	return nil
}
