package export

// The objects of HAR 1.2, http://www.softwareishard.com/blog/har-12-spec. Members
// that begin with an underscore are additions, as the format allows.

type harFile struct {
	Log harLog `json:"log"`
}

type harLog struct {
	Version string     `json:"version"`
	Creator harCreator `json:"creator"`
	Entries []harEntry `json:"entries"`
}

type harCreator struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// harEntry is one request and its answer.
type harEntry struct {
	Started string `json:"startedDateTime"` // RFC 3339, the true clock of the run
	// Time is the sum of the timings that apply, in milliseconds.
	Time     float64     `json:"time"`
	Request  harRequest  `json:"request"`
	Response harResponse `json:"response"`
	Cache    struct{}    `json:"cache"`
	Timings  harTimings  `json:"timings"`
	// Comment is the command of the scenario.
	Comment string `json:"comment"`
	Line    int    `json:"_line"` // of the scenario, from 1
	Client  string `json:"_client"`
	Server  string `json:"_server"` // "" where no server answered
	// Error names the reason of a refusal or of a missing answer.
	Error string  `json:"_error,omitempty"`
	Cost  harCost `json:"_cost"`
}

type harCost struct {
	CredentialBytes int `json:"credentialBytes"`
	StoreReads      int `json:"storeReads"`
	StoreWrites     int `json:"storeWrites"`
	Signatures      int `json:"signatures"`
	Verifications   int `json:"verifications"`
	// MemoryBytes is what each server and the store held when the answer arrived.
	MemoryBytes map[string]int `json:"memory_bytes"`
}

type harRequest struct {
	Method      string       `json:"method"`
	URL         string       `json:"url"`
	HTTPVersion string       `json:"httpVersion"`
	Cookies     []harPair    `json:"cookies"`
	Headers     []harPair    `json:"headers"`
	QueryString []harPair    `json:"queryString"`
	PostData    *harPostData `json:"postData,omitempty"`
	// HeadersSize and BodySize are bytes on the wire, -1 where unknown.
	HeadersSize int `json:"headersSize"`
	BodySize    int `json:"bodySize"`
}

type harResponse struct {
	// Status is 0 where no answer came.
	Status      int         `json:"status"`
	StatusText  string      `json:"statusText"`
	HTTPVersion string      `json:"httpVersion"`
	Cookies     []harCookie `json:"cookies"`
	Headers     []harPair   `json:"headers"`
	Content     harContent  `json:"content"`
	RedirectURL string      `json:"redirectURL"`
	HeadersSize int         `json:"headersSize"`
	BodySize    int         `json:"bodySize"`
}

type harPair struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

// harCookie is a cookie with the attributes of its Set-Cookie line.
type harCookie struct {
	Name     string `json:"name"`
	Value    string `json:"value"`
	Path     string `json:"path,omitempty"`
	Domain   string `json:"domain,omitempty"`
	Expires  string `json:"expires,omitempty"` // RFC 3339
	HTTPOnly bool   `json:"httpOnly"`
	Secure   bool   `json:"secure"`
	SameSite string `json:"_sameSite,omitempty"`
	MaxAge   string `json:"_maxAge,omitempty"`
}

type harPostData struct {
	MimeType string `json:"mimeType"`
	Text     string `json:"text"`
}

type harContent struct {
	Size     int    `json:"size"`
	MimeType string `json:"mimeType"`
	Text     string `json:"text,omitempty"`
}

// harTimings are milliseconds; -1 is a phase that does not apply.
type harTimings struct {
	Blocked float64 `json:"blocked"`
	DNS     float64 `json:"dns"`
	Connect float64 `json:"connect"`
	Send    float64 `json:"send"`
	Wait    float64 `json:"wait"`
	Receive float64 `json:"receive"`
	SSL     float64 `json:"ssl"`
}
