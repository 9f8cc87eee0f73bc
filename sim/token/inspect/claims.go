package inspect

import (
	"fmt"
	"slices"

	"authlab/sim/token"
)

// judgeClaims is the stages that look at the payload. They are judged only under a
// signature that has passed; otherwise they only say what would be found.
func (i *inspection) judgeClaims() {
	if !i.payload.is {
		for _, name := range []StageName{StageTime, StageParties, StageRevocation} {
			i.finish(name, NotReached, "The payload is no JSON object, so it has no claims.")
		}
		if i.header.is && i.Type != "" && i.trusted() {
			i.judgeType()
		} else {
			i.finish(StageType, NotReached, "The payload is no JSON object, so it has no claims.")
		}
		return
	}
	i.noteClaims()
	judges := []struct {
		name  StageName
		judge func(*inspection)
	}{
		{StageTime, (*inspection).judgeTimes}, {StageParties, (*inspection).judgeParties},
		{StageType, (*inspection).judgeType}, {StageRevocation, (*inspection).judgeRevocation},
	}
	for _, one := range judges {
		if i.trusted() {
			one.judge(i)
			continue
		}
		i.untrusted(one.name, one.judge)
	}
}

// untrusted says what a stage would find, without taking anything for true.
func (i *inspection) untrusted(name StageName, judge func(*inspection)) {
	// The copy shares nothing that a judge writes: it gets stages and notes of its own.
	shadow := *i
	shadow.report = Report{Stages: emptyStages(), Token: i.report.Token, Offset: i.report.Offset, origin: i.report.origin}
	judge(&shadow)
	found := shadow.report.Stage(name)
	if found.Status == NotAsked {
		i.set(name, NotAsked, found.Offset, found.Source, found.Reason)
		return
	}
	i.set(name, NotReached, found.Offset, found.Source, "Not trusted: "+lower(found))
}

// judgeParties is the stage of iss, aud and sub.
func (i *inspection) judgeParties() {
	p := &i.payload
	for _, name := range []string{"iss", "sub"} {
		if m := p.get(name); m != nil && kindOf(m.JSON) != "a string" {
			i.fail(StageParties, i.where(p, m), claimNames[name].source, fmt.Sprintf("%s is %s, and must be a string.", name, kindOf(m.JSON)))
		}
	}
	for _, name := range []string{"iss", "sub", "aud"} {
		if m := p.get(name); m != nil {
			if wrong := noStringOrURI(m.JSON); wrong != "" {
				i.fail(StageParties, i.where(p, m), "RFC 7519 §2", fmt.Sprintf("%s is %s: with a colon in it, it must be a URI.", name, shorten(wrong)))
			}
		}
	}
	aud := p.get("aud")
	var audience []string
	if aud != nil {
		list, bad := token.Audience(aud.JSON)
		if audience = list; bad {
			i.fail(StageParties, i.where(p, aud), "RFC 7519 §4.1.3", fmt.Sprintf("aud is %s, and must be a string or a list of strings.", describe(aud.JSON)))
		} else if len(list) == 0 {
			i.fail(StageParties, i.where(p, aud), "RFC 7519 §4.1.3", "aud is an empty list: it names nobody, so that everybody must refuse the token.")
		}
	}
	if i.Issuer != "" {
		switch iss := p.get("iss"); {
		case iss == nil:
			i.fail(StageParties, -1, "RFC 8725 §3.8", fmt.Sprintf("There is no iss, and %q was asked for.", i.Issuer))
		case p.text("iss") != i.Issuer:
			i.fail(StageParties, i.where(p, iss), "RFC 8725 §3.8", fmt.Sprintf("iss is %s, and %q was asked for.", shorten(iss.JSON), i.Issuer))
		}
	}
	if i.Audience != "" && !slices.Contains(audience, i.Audience) {
		reason := fmt.Sprintf("There is no aud, and %q was asked for.", i.Audience)
		if aud != nil {
			reason = fmt.Sprintf("aud is %s, which does not name %q.", shorten(aud.JSON), i.Audience)
		}
		i.fail(StageParties, i.where(p, aud), "RFC 8725 §3.9", reason)
	}
	named := ""
	if aud != nil {
		named = fmt.Sprintf(" Whoever is not named in aud, %s, must refuse it.", shorten(aud.JSON))
	}
	switch {
	case i.Issuer == "" && i.Audience == "":
		i.finish(StageParties, NotAsked, "Nobody said which issuer or audience is wanted."+named)
	case i.Issuer == "":
		i.finish(StageParties, Passed, "The audience is the one asked for; no issuer was.")
	case i.Audience == "":
		i.finish(StageParties, Passed, "The issuer is the one asked for; no audience was."+named)
	default:
		i.finish(StageParties, Passed, "Issuer and audience are those asked for.")
	}
}

// noStringOrURI is the value, or the element of a list, that is neither a plain text nor a
// URI (RFC 7519 §2), as written; "" for none.
func noStringOrURI(value string) string {
	for _, one := range append(token.Elements(value), value) {
		if text, ok := token.Unquote(one); ok && !isStringOrURI(text) {
			return one
		}
	}
	return ""
}

// describe is kindOf with a look into lists.
func describe(value string) string {
	for _, one := range token.Elements(value) {
		if kindOf(one) != "a string" {
			return "a list with " + kindOf(one) + " in it"
		}
	}
	return kindOf(value)
}

// judgeType compares typ with the one asked for.
func (i *inspection) judgeType() {
	typ := i.header.get("typ")
	switch {
	case i.Type == "":
		i.finish(StageType, NotAsked, "Nobody said which type is wanted.")
	case typ == nil:
		i.fail(StageType, -1, "RFC 8725 §3.11", fmt.Sprintf("There is no typ, and %q was asked for.", i.Type))
	case !token.OfType(i.Type, i.header.text("typ")):
		i.fail(StageType, i.where(&i.header, typ), "RFC 8725 §3.11", fmt.Sprintf("typ is %s, and %q was asked for.", shorten(typ.JSON), i.Type))
	default:
		i.finish(StageType, Passed, "typ is the one asked for.")
	}
}

// judgeRevocation looks jti up in the list that was given.
func (i *inspection) judgeRevocation() {
	jti := i.payload.get("jti")
	where := i.where(&i.payload, jti)
	switch {
	case jti != nil && kindOf(jti.JSON) != "a string":
		i.fail(StageRevocation, where, "RFC 7519 §4.1.7", fmt.Sprintf("jti is %s, and must be a string.", kindOf(jti.JSON)))
	case i.Denied == nil:
		i.finish(StageRevocation, NotAsked, "Nothing in a token says whether it was revoked, and no list of revoked ones was given.")
	case jti == nil:
		i.note(Warning, "no-jti", -1, "RFC 7519 §4.1.7", "It has no jti, so that no list of revoked tokens can name it.")
		i.finish(StageRevocation, Passed, "It has no jti, so the list of revoked ones cannot name it.")
	case slices.Contains(i.Denied, i.payload.text("jti")):
		i.fail(StageRevocation, where, "RFC 7519 §4.1.7", fmt.Sprintf("Its jti %s is on the list of revoked ones.", shorten(jti.JSON)))
	default:
		i.finish(StageRevocation, Passed, "Its jti is not on the list of revoked ones.")
	}
}
