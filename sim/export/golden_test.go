package export

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// The files under testdata are written anew with AUTHLAB_UPDATE=1.
func TestGoldenExports(t *testing.T) {
	for _, name := range []string{"l3-sticky", "l4-store-killed", "real-killed-inside-a-request"} {
		source, err := os.ReadFile(filepath.Join("..", "scenario", "testdata", name+".txt"))
		if err != nil {
			t.Fatal(err)
		}
		result := run(t, string(source))
		var diagram, har, sequence bytes.Buffer
		if err := Sequence(&sequence, result, SequenceOptions{}); err != nil {
			t.Fatal(err)
		}
		golden(t, name+".sequence", sequence.Bytes())
		if err := Mermaid(&diagram, result, MermaidOptions{}); err != nil {
			t.Fatal(err)
		}
		if err := HAR(&har, result, HAROptions{Version: "test"}); err != nil {
			t.Fatal(err)
		}
		golden(t, name+".mmd", diagram.Bytes())
		golden(t, name+".har", har.Bytes())
	}
}

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if os.Getenv("AUTHLAB_UPDATE") != "" {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := bytes.Split(got, []byte("\n")), bytes.Split(want, []byte("\n"))
	for i, line := range gotLines {
		if i >= len(wantLines) || !bytes.Equal(line, wantLines[i]) {
			t.Errorf("%s:%d: %s is not what was written", file, i+1, line)
			return
		}
	}
	if len(gotLines) < len(wantLines) {
		t.Errorf("%s has %d lines more", file, len(wantLines)-len(gotLines))
	}
}
