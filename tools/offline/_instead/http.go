// Package http stands in for net/http where there is no network: it has the
// words of a handler, and the routing of net/http, whose own files for that are
// kept beside this one. tools/offline says why.
package http

import (
	"context"
	"io"
	"net/url"
	"path"
	"strings"
)

// Handler answers a request.
type Handler interface {
	ServeHTTP(ResponseWriter, *Request)
}

// HandlerFunc is a function as a Handler.
type HandlerFunc func(ResponseWriter, *Request)

// ServeHTTP calls f.
func (f HandlerFunc) ServeHTTP(w ResponseWriter, r *Request) { f(w, r) }

// ResponseWriter takes an answer.
type ResponseWriter interface {
	Header() Header
	Write([]byte) (int, error)
	WriteHeader(statusCode int)
}

// Flusher sends at once what was written.
type Flusher interface{ Flush() }

// MaxBytesError says that a body was too large; here nothing limits it.
type MaxBytesError struct{ Limit int64 }

func (*MaxBytesError) Error() string { return "http: request body too large" }

// Header holds the fields of a message by their canonical names.
type Header map[string][]string

// canonical writes a name as in Content-Type.
func canonical(name string) string {
	parts := strings.Split(strings.ToLower(name), "-")
	for i, p := range parts {
		if p != "" {
			parts[i] = strings.ToUpper(p[:1]) + p[1:]
		}
	}
	return strings.Join(parts, "-")
}

// Get gives the first value of a field.
func (h Header) Get(name string) string {
	if v := h[canonical(name)]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// Set gives a field one value.
func (h Header) Set(name, value string) { h[canonical(name)] = []string{value} }

// Add gives a field one more value.
func (h Header) Add(name, value string) {
	h[canonical(name)] = append(h[canonical(name)], value)
}

// Request is what is asked.
type Request struct {
	Method   string
	URL      *url.URL
	Header   Header
	Body     io.Reader
	Form     url.Values
	PostForm url.Values

	ctx    context.Context
	values map[string]string
}

// NewRequest makes a request.
func NewRequest(method, address string, body io.Reader) (*Request, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	return &Request{Method: method, URL: u, Header: Header{}, Body: body, ctx: context.Background()}, nil
}

// Context is the context of the request.
func (r *Request) Context() context.Context { return r.ctx }

// WithContext is the same request in another context.
func (r *Request) WithContext(ctx context.Context) *Request {
	other := *r
	other.ctx = ctx
	return &other
}

// PathValue is the part of the path that a wildcard stands for.
func (r *Request) PathValue(name string) string { return r.values[name] }

// ParseForm reads the fields of the body and of the address.
func (r *Request) ParseForm() error {
	if r.PostForm != nil {
		return nil
	}
	r.PostForm = url.Values{}
	var err error
	if r.Method == MethodPost && strings.HasPrefix(r.Header.Get("Content-Type"), "application/x-www-form-urlencoded") && r.Body != nil {
		var raw []byte
		if raw, err = io.ReadAll(r.Body); err == nil {
			r.PostForm, err = url.ParseQuery(string(raw))
		}
	}
	r.Form = r.URL.Query()
	for name, list := range r.PostForm {
		r.Form[name] = append(append([]string(nil), list...), r.Form[name]...)
	}
	return err
}

// PostFormValue is the first value of a field of the body.
func (r *Request) PostFormValue(name string) string {
	_ = r.ParseForm() // what cannot be read is missing
	return r.PostForm.Get(name)
}

// FormValue is the first value of a field of the body or of the address.
func (r *Request) FormValue(name string) string {
	_ = r.ParseForm() // what cannot be read is missing
	return r.Form.Get(name)
}

// ServeMux finds the handler of a path by the patterns of net/http.
type ServeMux struct{ tree routingNode }

// NewServeMux makes an empty one.
func NewServeMux() *ServeMux { return &ServeMux{} }

// HandleFunc adds a function.
func (m *ServeMux) HandleFunc(p string, f func(ResponseWriter, *Request)) {
	m.Handle(p, HandlerFunc(f))
}

// Handle adds a handler. Patterns that contradict each other are found when
// the server adds the same ones.
func (m *ServeMux) Handle(p string, h Handler) {
	parsed, err := parsePattern(p)
	if err != nil {
		panic("http: " + err.Error())
	}
	m.tree.addPattern(parsed, h)
}

// ServeHTTP answers by the most specific pattern that fits.
func (m *ServeMux) ServeHTTP(w ResponseWriter, r *Request) {
	at := r.URL.EscapedPath()
	if at != cleanPath(at) {
		NotFound(w, r)
		return
	}
	node, matches := m.tree.match("", r.Method, at)
	if node == nil {
		NotFound(w, r)
		return
	}
	other := *r
	other.values = map[string]string{}
	i := 0
	for _, s := range node.pattern.segments {
		if s.wild && s.s != "" {
			other.values[s.s] = matches[i]
			i++
		}
	}
	node.handler.ServeHTTP(w, &other)
}

// Redirect says where to go on.
func Redirect(w ResponseWriter, _ *Request, to string, status int) {
	w.Header().Set("Location", to)
	w.WriteHeader(status)
}

// Error says what is wrong.
func Error(w ResponseWriter, text string, status int) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.WriteHeader(status)
	_, _ = io.WriteString(w, text+"\n")
}

// NotFound says that there is no such page.
func NotFound(w ResponseWriter, _ *Request) { Error(w, "404 page not found", StatusNotFound) }

// validMethod and cleanPath are what the kept files need of the others.
func validMethod(method string) bool { return method == MethodGet || method == MethodPost }

func cleanPath(p string) string {
	clean := path.Clean("/" + p)
	if strings.HasSuffix(p, "/") && clean != "/" {
		clean += "/"
	}
	return clean
}
