package cli

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"authlab/sim/scenario"
	"authlab/sim/token"
	"authlab/sim/token/inspect"
	"authlab/ui/program"
	"authlab/ui/text"
)

// decodeFlags are what the command line of decode says.
type decodeFlags struct {
	keys, sets            []string
	algorithm             string
	at                    moment
	leeway                span
	issuer, audience, typ string
	requireExp, allowWeak bool
	denied                []string
	format                choice
}

// newDecode is `authlab decode [TOKEN|-]...`.
func newDecode(sh *shell) *cobra.Command {
	f := &decodeFlags{format: choice{value: "text", words: []string{"text", "json"}}}
	cmd := &cobra.Command{
		Use:                   "decode [TOKEN|-]...",
		Short:                 "Decode tokens, and verify them with a key",
		Long:                  decodeHelp,
		Example:               decodeExamples,
		DisableFlagsInUseLine: true,
		RunE: func(cmd *cobra.Command, args []string) error {
			return sh.decode(cmd, f, args)
		},
	}
	flags := cmd.Flags()
	flags.SortFlags = false
	flags.StringArrayVar(&f.keys, "key", nil, "verify with this `KEY`; may come several times")
	flags.StringArrayVar(&f.sets, "jwks", nil, "verify with the keys of this JWK Set `FILE`")
	flags.StringVar(&f.algorithm, "alg", "", "the one `ALG` the keys are for, such as HS256")
	flags.Var(&f.at, "at", "judge at this time: RFC 3339, Unix seconds, or -1h")
	flags.Var(&f.leeway, "leeway", "allow clocks to differ by so much, such as 30s")
	flags.StringVar(&f.issuer, "iss", "", "the `ISSUER` that iss must name")
	flags.StringVar(&f.audience, "aud", "", "the `AUDIENCE` that must be in aud")
	flags.StringVar(&f.typ, "typ", "", "the `TYPE` that typ must name")
	flags.StringArrayVar(&f.denied, "deny", nil, "a revoked `JTI`; may come several times")
	flags.BoolVar(&f.requireExp, "require-exp", false, "refuse a token that never expires")
	flags.BoolVar(&f.allowWeak, "allow-weak-key", false, "only warn of keys that are too short")
	flags.Var(&f.format, "format", "for people, or a JSON object a line for programs")
	completeChoice(cmd, "format", f.format.words)
	completeChoice(cmd, "alg", algorithmNames())
	return cmd
}

func algorithmNames() []string {
	var names []string
	for _, a := range token.Algorithms() {
		names = append(names, a.Name)
	}
	return names
}

// checkAlgorithm refuses a name that is none of an algorithm to verify with.
func checkAlgorithm(cmd *cobra.Command, name string) error {
	if _, ok := token.LookUpAlgorithm(name); ok || !cmd.Flags().Changed("alg") {
		return nil
	}
	if strings.EqualFold(name, "none") {
		return usageError{message: "--alg none: nothing is signed with none, so nothing can be verified", hint: "Without --key and --alg the token is only decoded."}
	}
	names := algorithmNames()
	hint := "Known are " + strings.Join(names, ", ") + "."
	if near := scenario.Nearest(name, names); near != "" {
		hint = "Did you mean " + near + "? " + hint
	}
	return usageError{message: fmt.Sprintf("--alg: %q is no algorithm to verify with", text.SafeLine(name)), hint: hint}
}

// decoding is one run of the command.
type decoding struct {
	sh      *shell
	out     *bufio.Writer
	request inspect.Request
	at      moment
	print   func(d *decoding, p pasted, r *inspect.Report) error
	sheet   sheet
	index   int // of the token at hand, from 1
	several bool
	counts  map[inspect.Outcome]int
}

func (sh *shell) decode(cmd *cobra.Command, f *decodeFlags, args []string) error {
	if err := checkAlgorithm(cmd, f.algorithm); err != nil {
		return err
	}
	if err := sh.checkSource(args); err != nil {
		return err
	}
	keys, err := sh.readKeys(f, args)
	if err != nil {
		return err
	}
	sh.warnOfIdleFlags(cmd, len(keys) > 0)
	d := &decoding{
		sh: sh, out: bufio.NewWriterSize(sh.Out, 64<<10), at: f.at, counts: map[inspect.Outcome]int{},
		request: inspect.Request{
			Keys: keys, Leeway: time.Duration(f.leeway), Issuer: f.issuer, Audience: f.audience, Type: f.typ,
			RequireExp: f.requireExp, AllowWeakKey: f.allowWeak, Denied: f.denied,
		},
		sheet:   sh.sheet(),
		print:   (*decoding).printText,
		several: len(args) > 1,
	}
	if f.format.value == "json" {
		d.print = (*decoding).printJSON
	}
	if err := d.all(args); err != nil {
		return err
	}
	return d.end()
}

// inspect judges one token and prints what was found. The printer's buffer is written
// when nothing more is at hand, so that one who types or follows a log sees each answer.
func (d *decoding) inspect(p pasted, more bool) error {
	d.index++
	request := d.request
	request.Raw, request.At = p.raw, d.at.time(time.Now())
	report := inspect.Inspect(request)
	if p.size > len(p.raw) {
		cut(&report, p.size)
	}
	d.counts[report.Outcome]++
	d.request.At = request.At
	if err := d.print(d, p, &report); err != nil {
		return err
	}
	if report.Outcome == inspect.Unreadable && p.line == 0 {
		d.hintOfFile(p.raw)
	}
	if more {
		return nil
	}
	return d.out.Flush()
}

// cut says of a token that was not read to its end how long it really was.
func cut(r *inspect.Report, size int) {
	reason := fmt.Sprintf("This is %d bytes long. A token of more than %d is not looked at.", size, token.MaxSize)
	for i := range r.Stages {
		if r.Stages[i].Name == inspect.StageShape {
			r.Stages[i].Status, r.Stages[i].Reason = inspect.Failed, reason
		}
	}
	r.Outcome = inspect.Unreadable
}

// end says how many tokens there were and gives the worst outcome as the exit code.
func (d *decoding) end() error {
	if err := d.out.Flush(); err != nil {
		return err
	}
	if d.index > 1 {
		var parts []string
		for _, o := range []inspect.Outcome{inspect.Verified, inspect.Unverified, inspect.Refused, inspect.Unreadable} {
			if n := d.counts[o]; n > 0 {
				parts = append(parts, fmt.Sprintf("%d %s", n, o))
			}
		}
		fmt.Fprintf(d.sh.Err, "authlab: %d tokens: %s\n", d.index, strings.Join(parts, ", "))
	}
	switch {
	case d.counts[inspect.Unreadable] > 0:
		return exitError{code: exitUsage}
	case d.counts[inspect.Refused] > 0:
		return exitError{code: exitFailed}
	}
	return nil
}

// hintOfFile tells who gave the name of a file how to have it read.
func (d *decoding) hintOfFile(name string) {
	if len(name) > 4096 || strings.ContainsRune(name, 0) {
		return
	}
	if info, err := os.Stat(name); err == nil && !info.IsDir() {
		d.say("%s is a file. Its tokens are read by: authlab decode < %[1]s", text.SafeLine(name))
	}
}

// warnOfIdleFlags names the flags that do nothing where there is no key.
func (sh *shell) warnOfIdleFlags(cmd *cobra.Command, verifying bool) {
	if verifying {
		return
	}
	for _, name := range []string{"alg", "leeway", "iss", "aud", "typ", "deny", "require-exp", "allow-weak-key"} {
		if cmd.Flags().Changed(name) {
			fmt.Fprintf(sh.Err, "authlab: --%s decides nothing without a key; --key or --jwks gives one\n", name)
		}
	}
}

// say writes words about the tokens, after what has been printed of them.
func (d *decoding) say(format string, args ...any) {
	// A failed write is met again by the next one.
	_ = d.out.Flush()
	fmt.Fprintf(d.sh.Err, "authlab: "+format+"\n", args...)
}

// checkSource refuses to wait for a terminal that was not asked for tokens.
func (sh *shell) checkSource(args []string) error {
	if len(args) == 0 && program.IsTerminal(sh.In, sh.In) {
		return usageError{
			message: "decode needs a token, as an argument or on standard input",
			hint:    "authlab decode TOKEN, or authlab decode < FILE, or authlab decode - to type one.",
		}
	}
	return nil
}
