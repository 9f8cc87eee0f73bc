package lessons

import (
	"fmt"
	"slices"
	"strings"
)

// lateToken asks until when a token is taken, with a leeway.
func lateToken(d drawn) *Question {
	life, leeway := 30+10*d.IntN(10), 5+5*d.IntN(20)
	end := life + leeway
	times := []int{life + 1 + d.IntN(leeway-2), end - 1, end}
	switch d.IntN(3) {
	case 0:
		times = []int{life - 1, life + 1, end + d.IntN(3)}
	case 1:
		times = []int{life - 1, end, end + 1 + d.IntN(9)}
	}
	who := d.he
	var b strings.Builder
	fmt.Fprintf(&b, "cluster servers=1 auth=jwt access-ttl=%ds leeway=%ds\n%s POST /login\ncopy %s as loot\n", life, leeway, who, who)
	for _, at := range times {
		fmt.Fprintf(&b, "wait until=%ds\nmallory GET /profile with=loot\n", at)
	}
	feedback := fmt.Sprintf("exp and leeway make %d + %d = %d. Every second before that is good, %d is not.", life, leeway, end, end)
	return &Question{
		Ask: fmt.Sprintf("%s's token is made at second 0 and lives %d seconds, and the leeway is %d seconds. Mallory shows a copy in the seconds %d, %d and %d. What does she get?",
			name(who), life, leeway, times[0], times[1], times[2]),
		Setup: b.String(),
		Options: []Option{
			answers("mallory", []int{200, 200, 401}, feedback),
			answers("mallory", []int{200, 200, 200}, "The limit itself is too late. "+feedback),
			answers("mallory", []int{200, 401, 401}, "The leeway is added in full. "+feedback),
			answers("mallory", []int{401, 401, 401}, "A server cannot tell a late clock from a late thief. "+feedback),
		},
	}
}

// skewedClocks asks what servers with wrong clocks say to a token.
func skewedClocks(d drawn) *Question {
	life, at := 60+30*d.IntN(4), 10+5*d.IntN(4)
	skew := life + 20 + 10*d.IntN(6)
	leeway := skew - (life - at) + []int{-2, 2}[d.IntN(2)] // s3 is past exp by skew + at - life
	nbf := []string{"on", "off"}[d.IntN(2)]
	setup := fmt.Sprintf("cluster servers=3 auth=jwt nbf=%s access-ttl=%ds leeway=%ds s2.clock=-%ds s3.clock=+%ds\n%s POST /login\nwait until=%ds\n",
		nbf, life, leeway, skew, skew, d.she, at) + strings.Repeat(d.she+" GET /profile\n", 3)
	claim := map[string]string{"on": "nbf at second 0 and ", "off": "no nbf and "}[nbf]
	gaps := fmt.Sprintf("s2 has no nbf to look at, s3 is past exp by %d s, and the leeway is %d s.", skew+at-life, leeway)
	if nbf == "on" {
		gaps = fmt.Sprintf("s2 is short of nbf by %d s, s3 past exp by %d s, and the leeway is %d s.", skew-at, skew+at-life, leeway)
	}
	q := &Question{
		Ask: fmt.Sprintf("s2 is %d seconds behind, s3 as much ahead, and the leeway is %d seconds. A token has %sexp at second %d. It is second %d. What do s2, s3 and s1 say?",
			skew, leeway, claim, life, at),
		Setup: setup,
	}
	for _, o := range []struct {
		statuses []int
		needs    string
	}{
		{[]int{200, 200, 200}, "For that, nothing may lie beyond the leeway. "},
		{[]int{401, 200, 200}, "For that, s2 alone would have to be too early. "},
		{[]int{200, 401, 200}, "For that, s3 alone would have to be too late. "},
		{[]int{401, 401, 200}, "For that, s2 has to be too early and s3 too late. "},
	} {
		q.Options = append(q.Options, answers(d.she, o.statuses, o.needs+gaps))
	}
	return q
}

// stolenToken asks how long a stolen token works.
func stolenToken(d drawn) *Question {
	life := []int{10, 15, 20, 30, 60}[d.IntN(5)]
	theft := 2 + d.IntN(life/2-1)
	logout := 1 + d.IntN(max(life-theft-2, 1))
	who := d.he
	var b strings.Builder
	fmt.Fprintf(&b, "cluster servers=1 auth=jwt access-ttl=%dm\n%s POST /login\nwait until=%dm\ncopy %s as loot\nmallory GET /profile with=loot\n", life, who, theft, who)
	fmt.Fprintf(&b, "wait until=%dm\n%s POST /logout\nmallory GET /profile with=loot\nwait until=%dm\nmallory GET /profile with=loot\n", theft+logout, who, life)
	option := func(minutes int, text, feedback string) Option {
		return Option{Text: fmt.Sprintf("%d minutes, %s", minutes, text), Feedback: feedback,
			When: fmt.Sprintf("shut-out.mallory>=%d and shut-out.mallory<=%d", 60*minutes-20, 60*minutes+20)}
	}
	options := []Option{
		option(life-theft, "what was left of it", "The remaining life at the moment of the theft. The logout changed nothing."),
		option(life, "a whole life of it", fmt.Sprintf("exp is counted from when the token was made. %d of the %d minutes had passed.", theft, life)),
		option(logout, "until the logout", fmt.Sprintf("The logout reached %s's browser. The thief's copy did not notice.", name(who))),
	}
	options[2].Misconception = "M22"
	slices.Reverse(options)
	return &Question{
		Ask: fmt.Sprintf("A token lives %d minutes. It is stolen %d minutes after it was made. %s, its user, logs out %s later. There is no leeway. How long after the theft is the thief refused?",
			life, theft, name(who), minutes(logout)),
		Setup: b.String(), Options: options,
	}
}

func minutes(n int) string {
	if n == 1 {
		return "a minute"
	}
	return fmt.Sprintf("%d minutes", n)
}
